import { useSyncExternalStore } from 'react';
import type { Playhead, PlayheadState } from './playhead.ts';

/** One part of what the player shows, up to date with the picture. */
export function usePlayhead<K extends keyof PlayheadState>(playhead: Playhead, part: K): PlayheadState[K] {
  return useSyncExternalStore(playhead.subscribe, () => playhead.get()[part]);
}
