import type { ModelTerms } from '@backlot/film';
import { Switch } from '../forms/switch.tsx';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './models.module.css';
import type { ModelsPart } from './models-page.tsx';
import { useTerms } from './use-terms.ts';

/** Whether anything of the production is sent to models, and the switch that stops all of it at once. */
export function OfflineSwitch({ production, models, kinds }: ModelsPart) {
  const may = useRights(production);
  const change = useTerms(production);
  const { terms } = models;
  const toggle = (): void => change.mutate({ isOffline: !terms.isOffline });
  return (
    <section aria-label="Offline" className={styles.offline} data-offline={kinds.isOffline || terms.isOffline}>
      <Switch
        name="Offline"
        isOn={terms.isOffline}
        isPending={change.isPending}
        onToggle={may('manage-models') ? toggle : undefined}
      >
        {describe(kinds.isOffline, terms)}
      </Switch>
      {change.error && <ProblemNotice error={change.error} />}
    </section>
  );
}

function describe(isStudioOffline: boolean, { isOffline }: ModelTerms): React.ReactNode {
  if (isStudioOffline) {
    return (
      <>
        <strong>The whole studio sends nothing at all:</strong> it was started with{' '}
        <code className="mono">BACKLOT_OFFLINE=1</code>, which holds whatever this switch says. Takes that need a model
        elsewhere than on this machine are refused until it is started without.
      </>
    );
  }
  if (isOffline) {
    return (
      <>
        <strong>Nothing at all is sent:</strong> no word and no byte of this production goes to any server, the crew’s
        own machines included. Takes that need a model that does not run on the studio’s own machine are refused.
      </>
    );
  }
  return 'Off: what a take sends to a model is shown before, decided on, and kept. Switched on, nothing at all is sent.';
}
