import type { Pass, Picture } from '@backlot/server';
import { fileUrl, frameUrl } from '../client/studio-client.ts';
import type { FrameFeed, FrameFeedEvents } from './frame-feed.ts';
import type { PictureBoard } from './picture-board.ts';
import { createPictureFeed } from './picture-feed.ts';
import type { Playhead } from './playhead.ts';
import { createVideoFeed } from './video-feed.ts';

/** What to show: a pass of a take. The composite comes from its video where there is one that plays, else from its frames. */
export interface PictureChoice {
  readonly takeId: string;
  readonly pass: Pass;
  readonly video: string | null;
}

/** Moves through a take. All frames count from 0 and are held within the take. */
export interface FramePlayer {
  readonly show: (choice: PictureChoice) => void;
  readonly goTo: (frame: number) => void;
  readonly step: (frames: number) => void;
  /** Negative speeds run backward. */
  readonly play: (speed: number) => void;
  readonly pause: () => void;
  readonly setLooping: (isLooping: boolean) => void;
  readonly setMuted: (isMuted: boolean) => void;
  readonly dispose: () => void;
}

export function createFramePlayer(picture: Picture, playhead: Playhead, board: PictureBoard): FramePlayer {
  const lastFrame = picture.durationFrames - 1;
  let feed: FrameFeed | undefined;
  let asked = playhead.get().frame;
  let backward: ReturnType<typeof setInterval> | undefined;

  const events: FrameFeedEvents = {
    onFrame: (frame, image) => {
      if (playhead.get().isPlaying && playhead.get().speed > 0) asked = frame;
      board.show(image, frame);
      playhead.set({ frame, failure: undefined });
    },
    onEnded: () => playhead.set({ isPlaying: false }),
    onWaiting: (isWaiting) => playhead.get().isWaiting !== isWaiting && playhead.set({ isWaiting }),
    onFailed: (failure) => playhead.set({ failure, isPlaying: false, isWaiting: false }),
  };
  const pause = (): void => {
    clearInterval(backward);
    feed?.pause();
    if (playhead.get().isPlaying) playhead.set({ isPlaying: false });
    asked = playhead.get().frame;
  };
  const seek = (frame: number): void => {
    asked = Math.max(0, Math.min(lastFrame, frame));
    feed?.goTo(asked);
  };
  const playBackward = (speed: number): void => {
    const periodMs = (1000 * picture.frameRate.denominator) / (picture.frameRate.numerator * speed);
    backward = setInterval(() => {
      const { frame, isLooping } = playhead.get();
      if (frame !== asked) return;
      if (frame > 0) seek(frame - 1);
      else if (isLooping) seek(lastFrame);
      else pause();
    }, periodMs);
  };
  const play = (speed: number): void => {
    pause();
    const { frame, isLooping } = playhead.get();
    playhead.set({ isPlaying: true, speed });
    if (speed < 0) {
      playBackward(-speed);
      return;
    }
    if (frame === lastFrame) seek(0);
    feed?.play(speed, isLooping);
  };

  const open = (choice: PictureChoice): void => {
    const whenVideoFails = (): void => {
      feed?.dispose();
      open({ ...choice, video: null });
    };
    feed =
      choice.video && choice.pass === 'composite'
        ? openVideo(choice.video, choice, whenVideoFails)
        : openPictures(choice);
    feed.setMuted(playhead.get().isMuted);
    feed.goTo(asked);
  };
  const { frameRate: rate, durationFrames } = picture;
  const openVideo = (video: string, { takeId }: PictureChoice, onFailed: () => void): FrameFeed =>
    createVideoFeed({ url: fileUrl(takeId, video), rate, durationFrames, events: { ...events, onFailed } });
  const openPictures = ({ takeId, pass }: PictureChoice): FrameFeed => {
    const urlOfFrame = (frame: number): string => frameUrl(takeId, pass, pass === 'plate' ? 0 : frame);
    return createPictureFeed({ urlOfFrame, rate, durationFrames, events });
  };

  return {
    show: (choice) => {
      const wasPlaying = playhead.get().isPlaying ? playhead.get().speed : undefined;
      pause();
      feed?.dispose();
      playhead.set({ failure: undefined });
      board.expectOther();
      open(choice);
      if (wasPlaying !== undefined) play(wasPlaying);
    },
    goTo: (frame) => {
      pause();
      seek(frame);
    },
    step: (frames) => {
      const isMoving = playhead.get().isPlaying;
      const from = isMoving ? playhead.get().frame : asked;
      pause();
      seek(from + frames);
    },
    play,
    pause: () => {
      pause();
      // A video pauses between two callbacks: ask for the very frame that was counted.
      seek(playhead.get().frame);
    },
    setLooping: (isLooping) => {
      playhead.set({ isLooping });
      const { isPlaying, speed } = playhead.get();
      if (isPlaying && speed > 0) feed?.play(speed, isLooping);
    },
    setMuted: (isMuted) => {
      playhead.set({ isMuted });
      feed?.setMuted(isMuted);
    },
    dispose: () => {
      clearInterval(backward);
      feed?.dispose();
      feed = undefined;
    },
  };
}
