import type { Plane } from '../shape/scale-planes.ts';
import type { Chunk } from './plan-chunks.ts';

/** A chunk's picture of a frame; `part` of it lies over what is below. The lowest layer has `part` 1. */
export interface AnswerLayer {
  readonly picture: Plane;
  readonly part: number;
}

/**
 * What the chunks of a shot show of each frame, in order. Where two show the same frames the second is faded in over the
 * first, evenly, so that no step between frames is larger than a share of what they disagree by. `open` gives a chunk's
 * pictures from its first frame on.
 */
export async function* joinChunks(
  chunks: readonly Chunk[],
  open: (chunk: Chunk) => AsyncGenerator<Plane, void>,
): AsyncGenerator<readonly AnswerLayer[], void> {
  const running: { readonly chunk: Chunk; readonly pictures: AsyncGenerator<Plane, void> }[] = [];
  const last = chunks.at(-1);
  try {
    for (let frame = 0; last && frame < last.firstFrame + last.shotFrames; frame++) {
      const starting = chunks.find(({ firstFrame }) => firstFrame === frame);
      if (starting) running.push({ chunk: starting, pictures: open(starting) });
      let layers: AnswerLayer[] = [];
      for (const { chunk, pictures } of running) {
        const next = await pictures.next();
        if (next.done) throw new Error(`${chunk.name} ended before its frame ${frame - chunk.firstFrame}`);
        const part = layers.length === 0 ? 1 : fadeIn(chunk, chunks, frame);
        // What is wholly covered need not be carried.
        layers = [...(part === 1 ? [] : layers), { picture: next.value, part }];
      }
      yield layers;
      for (const done of running.filter(({ chunk }) => frame + 1 === chunk.firstFrame + chunk.shotFrames)) {
        running.splice(running.indexOf(done), 1);
        await done.pictures.return();
      }
    }
  } finally {
    for (const { pictures } of running) await pictures.return();
  }
}

/** Over the frames that are shared, but ended before the next chunk comes in. */
function fadeIn(chunk: Chunk, chunks: readonly Chunk[], frame: number): number {
  const next = chunks[chunks.indexOf(chunk) + 1];
  const room = next ? next.firstFrame - chunk.firstFrame : chunk.sharedFrames;
  const fadeFrames = Math.min(chunk.sharedFrames, room);
  return Math.min(1, (frame - chunk.firstFrame + 1) / (fadeFrames + 1));
}
