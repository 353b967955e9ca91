import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { AccountPage } from '../crew/account-page.tsx';
import { MembersPage } from '../crew/members-page.tsx';
import { DeliveriesPage } from '../deliveries/deliveries-page.tsx';
import { LedgerPage } from '../ledger/ledger-page.tsx';
import { MaterialPage } from '../material/material-page.tsx';
import { MinePage } from '../mine/mine-page.tsx';
import { ModelsPage } from '../models/models-page.tsx';
import { PeoplePage } from '../people/people-page.tsx';
import { PolicyPage } from '../policy/policy-page.tsx';
import { ProductionPage } from '../productions/production-page.tsx';
import { ProductionsPage } from '../productions/productions-page.tsx';
import { ShotPage } from '../productions/shot-page.tsx';
import { GuestPage } from '../sign-in/guest-page.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { isPerformerAlone, SignedIn, useWho } from '../sign-in/signed-in.tsx';
import { VisitorPage } from '../sign-in/visitor-page.tsx';
import { WelcomePage } from '../sign-in/welcome-page.tsx';
import { TakePage } from '../take/take-page.tsx';
import { PageFailed } from './page-failed.tsx';
import { PageNotFound } from './page-not-found.tsx';
import { StudioShell } from './studio-shell.tsx';

const root = createRootRoute({ notFoundComponent: PageNotFound, errorComponent: PageFailed });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => (typeof to === 'string' ? { to } : {}),
  component: function SignInRoute() {
    return <SignInPage to={pathOfThisStudio(signIn.useSearch().to)} />;
  },
});

/** Nobody is led elsewhere by a link to the sign-in. */
function pathOfThisStudio(to = '/'): string {
  return /^\/(?![/\\])/.test(to) ? to : '/';
}

const welcome = createRoute({ getParentRoute: () => root, path: '/welcome', component: WelcomePage });

const guest = createRoute({ getParentRoute: () => root, path: '/guest', component: GuestPage });

/** All that only those see who are known. */
const studio = createRoute({
  getParentRoute: () => root,
  id: 'studio',
  component: () => (
    <SignedIn>
      <StudioShell />
    </SignedIn>
  ),
});

const home = createRoute({
  getParentRoute: () => studio,
  path: '/',
  component: function HomeRoute() {
    const who = useWho();
    if (who.by === 'guest-link') return <VisitorPage who={who} />;
    return isPerformerAlone(who) ? <MinePage /> : <ProductionsPage />;
  },
});

const members = createRoute({ getParentRoute: () => studio, path: '/members', component: () => <MembersPage /> });

const account = createRoute({ getParentRoute: () => studio, path: '/account', component: AccountPage });

const productionMembers = createRoute({
  getParentRoute: () => studio,
  path: '/productions/$production/members',
  component: function ProductionMembersRoute() {
    return <MembersPage {...productionMembers.useParams()} />;
  },
});

const production = createRoute({
  getParentRoute: () => studio,
  path: '/productions/$production',
  component: function ProductionRoute() {
    return <ProductionPage {...production.useParams()} />;
  },
});

const people = createRoute({
  getParentRoute: () => studio,
  path: '/productions/$production/people',
  validateSearch: (search: Record<string, unknown>): { performer?: string } =>
    typeof search.performer === 'string' ? { performer: search.performer } : {},
  component: function PeopleRoute() {
    return <PeoplePage {...people.useParams()} performerId={people.useSearch().performer} />;
  },
});

const material = createRoute({
  getParentRoute: () => studio,
  path: '/productions/$production/material',
  component: function MaterialRoute() {
    return <MaterialPage {...material.useParams()} />;
  },
});

const models = createRoute({
  getParentRoute: () => studio,
  path: '/productions/$production/models',
  component: function ModelsRoute() {
    return <ModelsPage {...models.useParams()} />;
  },
});

const policy = createRoute({
  getParentRoute: () => studio,
  path: '/productions/$production/policy',
  component: function PolicyRoute() {
    return <PolicyPage {...policy.useParams()} />;
  },
});

const deliveries = createRoute({
  getParentRoute: () => studio,
  path: '/productions/$production/deliveries',
  component: function DeliveriesRoute() {
    return <DeliveriesPage {...deliveries.useParams()} />;
  },
});

const mine = createRoute({ getParentRoute: () => studio, path: '/mine', component: MinePage });

const shot = createRoute({
  getParentRoute: () => studio,
  path: '/productions/$production/$sequence/$shot',
  component: function ShotRoute() {
    const params = shot.useParams();
    return <ShotPage production={params.production} shot={`${params.sequence}/${params.shot}`} />;
  },
});

const take = createRoute({
  getParentRoute: () => studio,
  path: '/takes/$take',
  validateSearch: (search: Record<string, unknown>): { frame?: number } => {
    const frame = Number(search.frame);
    return search.frame !== undefined && Number.isSafeInteger(frame) && frame >= 0 ? { frame } : {};
  },
  component: function TakeRoute() {
    const { take: id } = take.useParams();
    return <TakePage key={id} takeId={id} firstFrame={take.useSearch().frame} />;
  },
});

const ledger = createRoute({ getParentRoute: () => studio, path: '/ledger', component: LedgerPage });

/** The studio's addresses. */
export function createStudioRouter() {
  return createRouter({
    routeTree: root.addChildren([
      signIn,
      welcome,
      guest,
      studio.addChildren([
        home,
        members,
        account,
        production,
        productionMembers,
        people,
        material,
        models,
        policy,
        deliveries,
        mine,
        shot,
        take,
        ledger,
      ]),
    ]),
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStudioRouter>;
  }
}
