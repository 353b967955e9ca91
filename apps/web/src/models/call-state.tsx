import type { ModelCall } from '@backlot/film';
import rightsStyles from '../rights/rights.module.css';
import markStyles from '../shell/state-mark.module.css';
import { CALL_STATES } from './model-words.ts';

/** Where a call stands, in a word and a colour. */
export function CallMark({ call: { state } }: { readonly call: Pick<ModelCall, 'state'> }) {
  const [tone, words] = CALL_STATES[state];
  return (
    <span className={markStyles.mark} data-tone={tone}>
      {words}
    </span>
  );
}

/** Where a call stands, and what went wrong where something did. */
export function CallState({ call }: { readonly call: Pick<ModelCall, 'state' | 'error' | 'reuses'> }) {
  return (
    <span>
      <CallMark call={call} />
      {call.reuses !== undefined && (
        <span className={rightsStyles.sub}>Not sent: the answer is that of an earlier take, which has paid for it</span>
      )}
      {call.error && <span className={rightsStyles.sub}>{call.error.message}</span>}
    </span>
  );
}
