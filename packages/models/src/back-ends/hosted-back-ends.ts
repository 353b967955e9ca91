import type { BackEndAdapter } from '@backlot/engine';

/** Services that run models for whoever has a key. */
export const hostedBackEnds: readonly BackEndAdapter[] = [];
