import type { BackEndAdapter } from '@backlot/engine';
import { fal } from './fal.ts';

/** Services that run models for whoever has a key. */
export const hostedBackEnds: readonly BackEndAdapter[] = [fal];
