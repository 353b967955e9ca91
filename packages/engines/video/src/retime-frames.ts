import { type FrameRate, secondsAtFrame } from '@backlot/film';

/** A frame that is on screen from its time on. */
interface TimedFrame {
  readonly timeS: number;
}

/** Time stamps are rounded to their containers' ticks, the coarsest to a millisecond. */
const ROUNDING_S = 0.0011;

/**
 * Shows a film at another rate: each frame of the result is the one that is on screen at its instant, so frames repeat or
 * fall out and nothing runs faster or slower. Ends early where the film does; `endS` is when its last frame goes, from its first on.
 */
export async function* retimeFrames<Frame extends TimedFrame>(
  frames: AsyncIterable<Frame>,
  to: { readonly frameRate: FrameRate; readonly durationFrames: number; readonly endS: number },
): AsyncGenerator<Frame> {
  const { frameRate, durationFrames, endS } = to;
  let made = 0;
  let [onScreen, startS]: [Frame | undefined, number] = [undefined, 0];
  for await (const frame of frames) {
    if (!onScreen) startS = frame.timeS;
    const untilS = frame.timeS - startS - ROUNDING_S;
    for (; onScreen && made < durationFrames && secondsAtFrame(frameRate, made) < untilS; made++) yield onScreen;
    if (made >= durationFrames) return;
    onScreen = frame;
  }
  for (; onScreen && made < durationFrames && secondsAtFrame(frameRate, made) < endS - ROUNDING_S; made++)
    yield onScreen;
}
