import { type FrameRate, secondsAtFrame } from '@backlot/film';
import { frameAtSeconds } from './frame-at-seconds.ts';
import type { FrameFeed, FrameFeedEvents } from './frame-feed.ts';

export interface VideoFeedOptions {
  readonly url: string;
  readonly rate: FrameRate;
  readonly durationFrames: number;
  readonly events: FrameFeedEvents;
}

/** Chromium answers a seek within a frame or two of time; later than this the frame was the one already shown. */
const SEEK_SETTLE_MS = 250;

/**
 * Frames of a video, each told with the number that the decoder gave it (`requestVideoFrameCallback`'s media time), so
 * that counter and notes speak of the picture that is really on screen.
 */
export function createVideoFeed({ url, rate, durationFrames, events }: VideoFeedOptions): FrameFeed {
  const video = createHiddenVideo(url);
  const lastFrame = durationFrames - 1;
  let wanted: number | undefined;
  let isReady = false;
  let isSeeking = false;
  let settleTimer: ReturnType<typeof setTimeout> | undefined;
  let callback = 0;
  let isDisposed = false;

  const present = (mediaTime: number): void => {
    const frame = Math.min(lastFrame, frameAtSeconds(rate, mediaTime));
    events.onWaiting(false);
    events.onFrame(frame, video);
  };
  const listen = (): void => {
    callback = video.requestVideoFrameCallback((_now, metadata) => {
      if (isDisposed) return;
      clearTimeout(settleTimer);
      present(metadata.mediaTime);
      listen();
    });
  };
  const seek = (frame: number): void => {
    isSeeking = true;
    wanted = undefined;
    events.onWaiting(true);
    // The middle of the frame: no rounding of times can fall on a neighbour.
    video.currentTime = secondsAtFrame(rate, frame + 0.5);
  };
  const onSeeked = (): void => {
    isSeeking = false;
    if (wanted !== undefined) {
      seek(wanted);
      return;
    }
    clearTimeout(settleTimer);
    settleTimer = setTimeout(() => present(video.currentTime), SEEK_SETTLE_MS);
  };
  video.addEventListener('seeked', onSeeked);
  video.addEventListener('loadeddata', () => {
    isReady = true;
    if (wanted !== undefined) seek(wanted);
  });
  video.addEventListener('ended', () => events.onEnded());
  video.addEventListener('waiting', () => events.onWaiting(true));
  video.addEventListener('playing', () => events.onWaiting(false));
  video.addEventListener('error', () => events.onFailed(video.error?.message || 'The video cannot be played here.'));
  listen();

  return {
    goTo: (frame) => {
      if (isSeeking || !isReady) wanted = frame;
      else seek(frame);
    },
    play: (speed, loop) => {
      video.playbackRate = speed;
      video.loop = loop;
      void start(video, events);
    },
    pause: () => {
      video.pause();
    },
    setMuted: (isMuted) => {
      video.muted = isMuted;
    },
    dispose: () => {
      isDisposed = true;
      clearTimeout(settleTimer);
      video.cancelVideoFrameCallback(callback);
      video.removeAttribute('src');
      video.load();
      video.remove();
    },
  };
}

/** A browser that lets nothing sound before a person has clicked still shows the picture. */
async function start(video: HTMLVideoElement, events: FrameFeedEvents): Promise<void> {
  try {
    await video.play();
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || video.muted) {
      events.onEnded();
      return;
    }
    video.muted = true;
    await start(video, events);
  }
}

function createHiddenVideo(url: string): HTMLVideoElement {
  const video = document.createElement('video');
  video.playsInline = true;
  video.preload = 'auto';
  video.tabIndex = -1;
  video.setAttribute('aria-hidden', 'true');
  video.className = 'video-feed';
  video.src = url;
  document.body.append(video);
  return video;
}
