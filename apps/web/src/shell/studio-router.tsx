import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { DeliveriesPage } from '../deliveries/deliveries-page.tsx';
import { LedgerPage } from '../ledger/ledger-page.tsx';
import { MaterialPage } from '../material/material-page.tsx';
import { MinePage } from '../mine/mine-page.tsx';
import { PeoplePage } from '../people/people-page.tsx';
import { PolicyPage } from '../policy/policy-page.tsx';
import { ProductionPage } from '../productions/production-page.tsx';
import { ProductionsPage } from '../productions/productions-page.tsx';
import { ShotPage } from '../productions/shot-page.tsx';
import { TakePage } from '../take/take-page.tsx';
import { PageFailed } from './page-failed.tsx';
import { PageNotFound } from './page-not-found.tsx';
import { StudioShell } from './studio-shell.tsx';

const root = createRootRoute({ component: StudioShell, notFoundComponent: PageNotFound, errorComponent: PageFailed });

const productions = createRoute({ getParentRoute: () => root, path: '/', component: ProductionsPage });

const production = createRoute({
  getParentRoute: () => root,
  path: '/productions/$production',
  component: function ProductionRoute() {
    return <ProductionPage {...production.useParams()} />;
  },
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/productions/$production/people',
  validateSearch: (search: Record<string, unknown>): { performer?: string } =>
    typeof search.performer === 'string' ? { performer: search.performer } : {},
  component: function PeopleRoute() {
    return <PeoplePage {...people.useParams()} performerId={people.useSearch().performer} />;
  },
});

const material = createRoute({
  getParentRoute: () => root,
  path: '/productions/$production/material',
  component: function MaterialRoute() {
    return <MaterialPage {...material.useParams()} />;
  },
});

const policy = createRoute({
  getParentRoute: () => root,
  path: '/productions/$production/policy',
  component: function PolicyRoute() {
    return <PolicyPage {...policy.useParams()} />;
  },
});

const deliveries = createRoute({
  getParentRoute: () => root,
  path: '/productions/$production/deliveries',
  component: function DeliveriesRoute() {
    return <DeliveriesPage {...deliveries.useParams()} />;
  },
});

const mine = createRoute({ getParentRoute: () => root, path: '/mine', component: MinePage });

const shot = createRoute({
  getParentRoute: () => root,
  path: '/productions/$production/$sequence/$shot',
  component: function ShotRoute() {
    const params = shot.useParams();
    return <ShotPage production={params.production} shot={`${params.sequence}/${params.shot}`} />;
  },
});

const take = createRoute({
  getParentRoute: () => root,
  path: '/takes/$take',
  validateSearch: (search: Record<string, unknown>): { frame?: number } => {
    const frame = Number(search.frame);
    return search.frame !== undefined && Number.isSafeInteger(frame) && frame >= 0 ? { frame } : {};
  },
  component: function TakeRoute() {
    const { take: id } = take.useParams();
    return <TakePage key={id} takeId={id} firstFrame={take.useSearch().frame ?? 0} />;
  },
});

const ledger = createRoute({ getParentRoute: () => root, path: '/ledger', component: LedgerPage });

/** The studio's addresses. */
export function createStudioRouter() {
  return createRouter({
    routeTree: root.addChildren([
      productions,
      production,
      people,
      material,
      policy,
      deliveries,
      shot,
      take,
      ledger,
      mine,
    ]),
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStudioRouter>;
  }
}
