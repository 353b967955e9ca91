import type { TakeState } from '@backlot/film';
import type { TakeProgress } from '../take-record.ts';

/** What a listener hears. `register-changed` is of people, material, and the rules of a production; a `resync` says that something may have been missed: read again. */
export type StudioEvent =
  | { readonly kind: 'take-changed'; readonly takeId: string; readonly state: TakeState; readonly ledgerIndex: number }
  | { readonly kind: 'take-progressed'; readonly takeId: string; readonly progress: TakeProgress }
  /** A call of a model was opened, or moved on; without a take, a brief's. */
  | { readonly kind: 'call-changed'; readonly production: string; readonly takeId?: string }
  | { readonly kind: 'review-added'; readonly takeId: string; readonly reviewId: string; readonly ledgerIndex: number }
  | { readonly kind: 'register-changed'; readonly production: string; readonly ledgerIndex: number }
  | { readonly kind: 'resync' };

/** News across all processes of a studio. `ledgerIndex` rises; progress is throttled and may be dropped. */
export interface Events {
  /** Returns the function that ends the subscription. */
  readonly subscribe: (listener: (event: StudioEvent) => void) => () => void;
  readonly publishProgress: (takeId: string, progress: TakeProgress) => void;
}
