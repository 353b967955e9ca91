import type { ModelAnswer } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { decodeTransfer } from '@backlot/kernels';
import { type DecodedVideoFrame, readVideoFrames, readVideoInfo } from '@backlot/media';
import type { Plane } from '../shape/scale-planes.ts';
import { timeAnswer, unfit, type WantedAnswer } from './check-answer.ts';

/** A call's answer that was looked at. */
export interface ReadableAnswer {
  /** Pictures of the frames asked for, in order, from `firstFrame` on: scene-linear, at the answer's own size. */
  readonly frames: (firstFrame: number) => AsyncGenerator<Plane, void>;
}

/**
 * Looks at an answer: a video of the right length and shape.
 * @throws BacklotError `MODEL_OUTPUT_UNFIT`
 */
export async function openAnswer(answer: ModelAnswer, wanted: WantedAnswer): Promise<ReadableAnswer> {
  const film = answer.outputs.find(({ mediaType }) => mediaType.startsWith('video/'));
  if (!film) {
    const got = answer.outputs.map(({ mediaType }) => mediaType).join(', ') || 'nothing';
    throw unfit(wanted, `expected a video, got ${got}`, 'Choose a model that answers with a video.');
  }
  const info = await readVideoInfo(film.path).catch((error: unknown) => explainUnreadable(error, wanted));
  const positionOf = timeAnswer(info, wanted);
  return {
    frames: async function* (firstFrame) {
      const decoded = readVideoFrames(film.path);
      try {
        yield* retime(decoded, { firstFrame, durationFrames: wanted.durationFrames, positionOf });
      } catch (error) {
        explainUnreadable(error, wanted);
      } finally {
        await decoded.return(undefined);
      }
    },
  };
}

interface Timing {
  readonly firstFrame: number;
  readonly durationFrames: number;
  readonly positionOf: (frame: number) => number;
}

/** Frames in order of time; between two of the answer's they are mixed in linear light. */
async function* retime(decoded: AsyncGenerator<DecodedVideoFrame>, timing: Timing): AsyncGenerator<Plane, void> {
  let earlier: Plane | undefined;
  let later: Plane | undefined;
  let index = -1;
  for (let frame = timing.firstFrame; frame < timing.durationFrames; frame++) {
    const position = timing.positionOf(frame);
    const below = Math.floor(position);
    const part = position - below;
    while (index < below + (part > 0 ? 1 : 0)) {
      const next = await decoded.next();
      if (next.done) break;
      index = next.value.index;
      // Decoding colour is the dear part: only for frames that are shown.
      if (index < below) continue;
      earlier = later;
      later = toLinear(next.value);
    }
    if (!later) throw new BacklotError('VIDEO_UNREADABLE', 'the video ends before its frames do');
    if (index > below && earlier) yield part > 0 ? mixPlanes(earlier, later, part) : earlier;
    else yield later;
  }
}

/** `part` of the second picture over the first, in linear light. */
export function mixPlanes(first: Plane, second: Plane, part: number): Plane {
  const data = new Float32Array(first.data.length);
  for (let i = 0; i < data.length; i++) {
    const from = first.data[i] as number;
    data[i] = from + ((second.data[i] as number) - from) * part;
  }
  return { ...first, data };
}

function toLinear({ widthPx, heightPx, rgb }: DecodedVideoFrame): Plane {
  return { widthPx, heightPx, channels: 3, data: decodeTransfer(rgb, 'srgb', 255) };
}

function explainUnreadable(error: unknown, wanted: WantedAnswer): never {
  if (!(error instanceof BacklotError) || error.code !== 'VIDEO_UNREADABLE') throw error;
  throw unfit(wanted, error.message, 'Have the model answer in H.264 (mp4); the call itself is not repeated.', error);
}
