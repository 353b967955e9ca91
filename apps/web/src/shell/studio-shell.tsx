import { Link, Outlet, useParams } from '@tanstack/react-router';
import { createContext, use, useCallback, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useStudioEvents } from '../client/use-studio-events.ts';
import { NewTakeDialog, type NewTakeStart } from '../new-take/new-take-dialog.tsx';
import { useWho } from '../sign-in/signed-in.tsx';
import { useRights, useRightsAnywhere } from '../sign-in/use-rights.ts';
import { WhoMenu } from '../sign-in/who-menu.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import styles from './studio-shell.module.css';
import { useKeys } from './use-keys.ts';

interface Shell {
  /** Where a page puts its path: production, shot, take. */
  readonly crumbs: HTMLElement | null;
  readonly openNewTake: (start: NewTakeStart) => void;
}

const ShellContext = createContext<Shell>({ crumbs: null, openNewTake: () => undefined });

/** The frame around every page: where one is, the ledger, a new take, help. */
export function StudioShell() {
  const isOnline = useStudioEvents();
  const who = useWho();
  const { production } = useParams({ strict: false });
  const may = useRights();
  const mayAnywhere = useRightsAnywhere();
  const [crumbs, setCrumbs] = useState<HTMLElement | null>(null);
  const [newTake, setNewTake] = useState<NewTakeStart>();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const openNewTake = useCallback((start: NewTakeStart) => setNewTake(start), []);
  const shell = useMemo(() => ({ crumbs, openNewTake }), [crumbs, openNewTake]);
  useKeys({ '?': () => setHelpOpen((open) => !open) });
  return (
    <ShellContext value={shell}>
      <div className={styles.shell}>
        <a className={styles.skip} href="#page">
          Skip to the page
        </a>
        <header className={styles.bar}>
          <Link to="/" className={styles.mark} aria-label="Backlot, to the first page">
            Backlot
          </Link>
          <nav aria-label="Where you are" className={styles.crumbs} ref={setCrumbs} />
          <div className={styles.tools}>
            {!isOnline && (
              <span className={styles.offline} role="status">
                No connection to the studio
              </span>
            )}
            {who.performers.length > 0 && (
              <Link to="/mine" className={styles.tool} activeProps={{ 'aria-current': 'page' }}>
                Your work
              </Link>
            )}
            {mayAnywhere('read-ledger') && (
              <Link to="/ledger" className={styles.tool} activeProps={{ 'aria-current': 'page' }}>
                Ledger
              </Link>
            )}
            {may('manage-members') && (
              <Link to="/members" className={styles.tool} activeProps={{ 'aria-current': 'page' }}>
                Members
              </Link>
            )}
            <button type="button" className={styles.tool} onClick={() => setHelpOpen(true)} aria-label="Keyboard help">
              <kbd className="kbd">?</kbd>
            </button>
            {mayAnywhere('request-take') && (
              <button
                type="button"
                className={styles.action}
                onClick={() => openNewTake(production === undefined ? {} : { production })}
              >
                New take
              </button>
            )}
            <WhoMenu />
          </div>
        </header>
        <main id="page" className={styles.page} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {newTake && <NewTakeDialog start={newTake} onClose={() => setNewTake(undefined)} />}
      <KeyboardHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </ShellContext>
  );
}

/** Opens the dialog for a new take, filled as far as known. */
export function useNewTake(): Shell['openNewTake'] {
  return use(ShellContext).openNewTake;
}

/** A page's own path, shown in the bar. */
export function Crumbs({ children }: { readonly children: React.ReactNode }) {
  const { crumbs } = use(ShellContext);
  return crumbs && createPortal(children, crumbs);
}
