import type { EngineProgress } from '@backlot/engine';
import type { BackEnd, BacklotError } from '@backlot/film';

/** Who hears of a wait, and for whose answer. */
export interface WaitingCall {
  readonly name: string;
  readonly backEnd: Pick<BackEnd, 'title'>;
  /** How far the call had come; default 0. */
  readonly fraction?: number;
  readonly report?: (progress: EngineProgress) => void;
}

/** What `retry` calls before it waits: whoever follows the take reads why nothing moves, and for how long. */
export function tellWait({ name, backEnd, fraction = 0, report }: WaitingCall) {
  return ({ code }: BacklotError, waitMs: number): void => {
    const why = code === 'MODEL_BUSY' ? 'asks to wait' : `does not answer (${code})`;
    const message = `${backEnd.title} ${why}; next try in ${Math.ceil(waitMs / 1000)} s`;
    report?.({ stage: name, fraction, message });
  };
}
