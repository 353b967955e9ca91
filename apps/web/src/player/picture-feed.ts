import type { FrameRate } from '@backlot/film';
import type { FrameFeed, FrameFeedEvents } from './frame-feed.ts';
import { createPictureCache } from './picture-cache.ts';

export interface PictureFeedOptions {
  readonly urlOfFrame: (frame: number) => string;
  readonly rate: FrameRate;
  readonly durationFrames: number;
  readonly events: FrameFeedEvents;
}

const AHEAD_FRAMES = 6;

/** Frames as one picture each. Playing never skips a frame: it waits for a late one. */
export function createPictureFeed({ urlOfFrame, rate, durationFrames, events }: PictureFeedOptions): FrameFeed {
  const cache = createPictureCache();
  let wanted = 0;
  let shown = 0;
  let animation = 0;
  let isDisposed = false;

  const show = async (frame: number): Promise<void> => {
    wanted = frame;
    events.onWaiting(!cache.has(urlOfFrame(frame)));
    try {
      const image = await cache.load(urlOfFrame(frame));
      if (isDisposed || wanted !== frame) return;
      shown = frame;
      events.onWaiting(false);
      events.onFrame(frame, image);
      cache.prefetch(aheadOf(frame, durationFrames).map(urlOfFrame));
    } catch (error) {
      if (!isDisposed && wanted === frame) events.onFailed(error instanceof Error ? error.message : String(error));
    }
  };
  const pause = (): void => cancelAnimationFrame(animation);

  const play = (speed: number, loop: boolean): void => {
    pause();
    const periodMs = (1000 * rate.denominator) / (rate.numerator * speed);
    let dueMs = performance.now() + periodMs;
    const tick = (nowMs: number): void => {
      if (isDisposed) return;
      animation = requestAnimationFrame(tick);
      if (nowMs < dueMs || wanted !== shown) return;
      if (shown + 1 >= durationFrames && !loop) {
        pause();
        events.onEnded();
        return;
      }
      dueMs = Math.max(dueMs + periodMs, nowMs);
      void show((shown + 1) % durationFrames);
    };
    animation = requestAnimationFrame(tick);
  };

  return {
    goTo: (frame) => void show(frame),
    play,
    pause,
    setMuted: () => undefined,
    dispose: () => {
      isDisposed = true;
      pause();
      cache.dispose();
    },
  };
}

function aheadOf(frame: number, durationFrames: number): number[] {
  const count = Math.min(AHEAD_FRAMES, durationFrames - 1);
  return Array.from({ length: count }, (_, index) => (frame + 1 + index) % durationFrames);
}
