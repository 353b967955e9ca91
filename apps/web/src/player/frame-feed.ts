/** What a feed tells the player. `onFrame` comes with the picture of exactly that frame, counted from 0. */
export interface FrameFeedEvents {
  readonly onFrame: (frame: number, image: CanvasImageSource) => void;
  /** The feed reached the end (or was stopped by the browser) without being asked to pause. */
  readonly onEnded: () => void;
  /** True while the wanted frame has not arrived. */
  readonly onWaiting: (waiting: boolean) => void;
  readonly onFailed: (message: string) => void;
}

/** A source of frames: a video, or one picture per frame. */
export interface FrameFeed {
  /** Shows `frame`; requests that are overtaken by a newer one may be skipped, the last one never is. */
  readonly goTo: (frame: number) => void;
  /** Plays forward from the shown frame. `speed` 1 is the take's own rate. */
  readonly play: (speed: number, loop: boolean) => void;
  readonly pause: () => void;
  /** Without effect where the feed has no sound. */
  readonly setMuted: (isMuted: boolean) => void;
  readonly dispose: () => void;
}
