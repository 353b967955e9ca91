import type { AccessAction } from '@backlot/film';
import { Link } from '@tanstack/react-router';
import { OfflineMark } from '../models/offline-mark.tsx';
import { useProductionTitle } from '../productions/use-production-title.ts';
import pageStyles from '../shell/page.module.css';
import { Crumbs } from '../shell/studio-shell.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './production-frame.module.css';

/** A production's pages, in the order of its navigation. */
const PAGES = [
  { name: 'Shots', to: '/productions/$production' },
  { name: 'People', to: '/productions/$production/people' },
  { name: 'Material', to: '/productions/$production/material' },
  { name: 'Models', to: '/productions/$production/models' },
  { name: 'Policy', to: '/productions/$production/policy' },
  { name: 'Deliveries', to: '/productions/$production/deliveries' },
  { name: 'Members', to: '/productions/$production/members' },
] as const;

/** Pages for those who may do something there. */
const NEEDED: Readonly<Record<string, readonly AccessAction[]>> = {
  People: ['view-register'],
  Material: ['view-register'],
  Models: ['view-models'],
  Policy: ['view-register'],
  Members: ['manage-members', 'invite-guest'],
  Deliveries: ['view-disclosure'],
};

interface ProductionFrameProps {
  readonly production: string;
  /** What can be done on this page. */
  readonly actions?: React.ReactNode;
  readonly children: React.ReactNode;
}

/** Title and navigation of a production, the same on all of its pages. */
export function ProductionFrame({ production, actions, children }: ProductionFrameProps) {
  const may = useRights(production);
  const pages = PAGES.filter(({ name }) => NEEDED[name]?.some(may) ?? true);
  const title = useProductionTitle(production);
  return (
    <>
      <Crumbs>
        <span>
          {title}
          <OfflineMark production={production} />
        </span>
      </Crumbs>
      <div className={pageStyles.page}>
        <h1 className={pageStyles.title}>{title}</h1>
        <div className={styles.bar}>
          <nav aria-label="Production" className={styles.pages}>
            {pages.map(({ name, to }) => (
              <Link
                key={name}
                to={to}
                params={{ production }}
                className={styles.page}
                activeOptions={{ exact: true, includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                {name}
              </Link>
            ))}
          </nav>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
        {children}
      </div>
    </>
  );
}
