/** What the player shows and how it moves. `frame` is the picture on screen, not the one asked for. */
export interface PlayheadState {
  readonly frame: number;
  readonly isPlaying: boolean;
  /** Times the take's own rate; negative runs backward. */
  readonly speed: number;
  readonly isLooping: boolean;
  readonly isMuted: boolean;
  readonly isWaiting: boolean;
  readonly failure: string | undefined;
}

/** A value that components can watch. */
export interface Playhead {
  readonly get: () => PlayheadState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly set: (change: Partial<PlayheadState>) => void;
}

export function createPlayhead(frame: number): Playhead {
  let state: PlayheadState = {
    frame,
    isPlaying: false,
    speed: 1,
    isLooping: true,
    isMuted: false,
    isWaiting: false,
    failure: undefined,
  };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (change) => {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
  };
}
