import type { ModelCall } from '@backlot/film';
import rightsStyles from '../rights/rights.module.css';
import markStyles from '../shell/state-mark.module.css';
import { CALL_STATES } from './model-words.ts';

/** Where a call stands, and what went wrong where something did. */
export function CallState({ call: { state, error } }: { readonly call: Pick<ModelCall, 'state' | 'error'> }) {
  const [tone, words] = CALL_STATES[state];
  return (
    <>
      <span className={markStyles.mark} data-tone={tone}>
        {words}
      </span>
      {error && <span className={rightsStyles.sub}>{error.message}</span>}
    </>
  );
}
