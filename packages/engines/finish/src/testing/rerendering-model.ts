import { dirname, join } from 'node:path';
import type { ModelCaller, ModelCallRequest } from '@backlot/engine';
import type { FrameRate } from '@backlot/film';
import { decodeTransfer, resample } from '@backlot/kernels';
import { openVideoWriter, readVideoFrames } from '@backlot/media';

/** How a model's answer differs from what it was given; default: not, but for its colours. */
export interface Rerendering {
  readonly frameRate?: FrameRate;
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** Frames of the answer; the clip is stretched over them. */
  readonly durationFrames?: number;
  /** What each call's pictures are brighter by, in linear light. */
  readonly brighterBy?: (callName: string) => number;
  readonly onCall?: (request: ModelCallRequest) => void;
}

/**
 * A model that paints its guide anew: it decodes the video that it is given, turns its colours by the seed and encodes
 * it again. Real files both ways; the same call gets the same bytes.
 */
export function createRerenderingModel(rerendering: Rerendering = {}): ModelCaller {
  return {
    call: async (request) => {
      rerendering.onCall?.(request);
      const { job, name } = request;
      const given = job.files.find(({ slot }) => slot === 'video') ?? job.files.find(({ slot }) => slot === 'depth');
      const [widthPx, heightPx] = [rerendering.widthPx ?? job.widthPx ?? 0, rerendering.heightPx ?? job.heightPx ?? 0];
      const frameRate = rerendering.frameRate ?? job.frameRate ?? { numerator: 24, denominator: 1 };
      // Beside what it was given, so that it goes when the run's scratch goes.
      const path = join(dirname(job.files[0]?.path ?? ''), 'answer.mp4');
      const writer = await openVideoWriter({ path, codec: 'h264', widthPx, heightPx, frameRate, quality: 6 });
      const pictures = given ? await readPictures(given.path) : [greyPicture(widthPx, heightPx)];
      const durationFrames = rerendering.durationFrames ?? job.durationFrames ?? 0;
      for (let frame = 0; frame < durationFrames; frame++) {
        const stretched = Math.floor((frame * (job.durationFrames ?? 1)) / durationFrames);
        const picture = pictures[Math.min(pictures.length - 1, stretched)] ?? greyPicture(widthPx, heightPx);
        const scaled = resample({ ...picture, channels: 3 }, { widthPx, heightPx }, 'bilinear');
        await writer.writeFrame(repaint(scaled, job.seed, rerendering.brighterBy?.(name) ?? 0));
        request.report?.({ stage: 'model', fraction: (frame + 1) / durationFrames });
      }
      await writer.close();
      return { outputs: [{ name: 'answer.mp4', path, mediaType: 'video/mp4' }] };
    },
  };
}

interface GivenPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Float32Array;
}

async function readPictures(path: string): Promise<readonly GivenPicture[]> {
  const pictures: GivenPicture[] = [];
  for await (const { widthPx, heightPx, rgb } of readVideoFrames(path)) {
    pictures.push({ widthPx, heightPx, data: decodeTransfer(rgb, 'srgb', 255) });
  }
  return pictures;
}

function greyPicture(widthPx: number, heightPx: number): GivenPicture {
  return { widthPx, heightPx, data: new Float32Array(widthPx * heightPx * 3).fill(0.2) };
}

function repaint(rgb: Float32Array, seed: number, brighterBy: number): Float32Array {
  const gains = [1.3, 0.9, 0.6 + (seed % 5) * 0.1];
  return rgb.map((value, i) => Math.min(1, value * (gains[i % 3] ?? 1) + brighterBy));
}
