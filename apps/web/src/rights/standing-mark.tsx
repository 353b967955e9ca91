import type { ConsentState } from '@backlot/film';
import markStyles from '../shell/state-mark.module.css';

type Standing = ConsentState | 'in-force' | 'revoked' | 'none';

const STANDINGS: Readonly<Record<Standing, readonly [tone: string, words: string]>> = {
  draft: ['waiting', 'Draft'],
  granted: ['good', 'Granted'],
  expired: ['bad', 'Expired'],
  withdrawn: ['bad', 'Withdrawn'],
  'in-force': ['good', 'In force'],
  revoked: ['bad', 'Revoked'],
  none: ['quiet', 'No consent'],
};

/** How a consent or licence stands, in a word and a colour. */
export function StandingMark({ standing }: { readonly standing: Standing }) {
  const [tone, words] = STANDINGS[standing];
  return (
    <span className={markStyles.mark} data-tone={tone}>
      {words}
    </span>
  );
}
