import { mixPlanes } from '../answer/read-answer.ts';
import type { Plane } from '../shape/scale-planes.ts';
import type { Chunk } from './plan-chunks.ts';

/**
 * The pictures of a whole shot from those of its chunks, in order. Where two chunks show the same frames the second is
 * faded in over the first in linear light, evenly, so that no step between frames is larger than a share of what they
 * disagree by. `open` gives a chunk's pictures from its first frame on, all of one size.
 */
export async function* joinChunks(
  chunks: readonly Chunk[],
  open: (chunk: Chunk) => AsyncGenerator<Plane, void>,
): AsyncGenerator<Plane, void> {
  const running: { readonly chunk: Chunk; readonly pictures: AsyncGenerator<Plane, void> }[] = [];
  const last = chunks.at(-1);
  try {
    for (let frame = 0; last && frame < last.firstFrame + last.shotFrames; frame++) {
      const starting = chunks.find(({ firstFrame }) => firstFrame === frame);
      if (starting) running.push({ chunk: starting, pictures: open(starting) });
      let joined: Plane | undefined;
      for (const { chunk, pictures } of running) {
        const next = await pictures.next();
        if (next.done) throw new Error(`${chunk.name} ended before its frame ${frame - chunk.firstFrame}`);
        joined = joined ? mixPlanes(joined, next.value, fadeIn(chunk, chunks, frame)) : next.value;
      }
      if (joined) yield joined;
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
