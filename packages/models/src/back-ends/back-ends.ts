import type { BackEndAdapter } from '@backlot/engine';
import { fal } from './fal.ts';

/** Every kind of back end that this build speaks with. */
export const backEnds: readonly BackEndAdapter[] = [fal];
