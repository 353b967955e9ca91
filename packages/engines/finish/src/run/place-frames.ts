import type { ReadableAnswer } from '../answer/read-answer.ts';
import { joinChunks } from '../chunks/join-chunks.ts';
import type { Chunk } from '../chunks/plan-chunks.ts';
import type { FrameCrew } from '../crew/frame-crew.ts';
import { runAhead } from '../crew/run-ahead.ts';
import { choosePosterFrame } from '../output/file-names.ts';
import { openTakeFilms } from '../output/take-films.ts';
import type { TakeFolder } from '../output/take-folder.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';

/** What the frames of a take are made with. */
export interface PlaceWork {
  readonly plan: ShotPlan;
  readonly answers: ReadonlyMap<Chunk, ReadableAnswer>;
  readonly crew: FrameCrew;
  readonly folder: TakeFolder;
  readonly signal: AbortSignal;
  readonly report: (done: number) => void;
}

/** Lays the answers over the take, a few frames at a time, and writes sequences, poster and, in order, the films. */
export async function placeFrames({ plan, answers, crew, folder, signal, report }: PlaceWork): Promise<void> {
  const { output } = plan.parameters;
  const films = await openTakeFilms(folder.outDir, output);
  const joined = joinChunks(plan.chunks, (chunk) => answerOf(answers, chunk).frames(0));
  let started = 0;
  const finished = runAhead(joined, crew.inFlight, (layers) => {
    const frame = started++;
    const isFinished = folder.hasFrame(output.firstFrame + frame);
    return crew.place({ frame, layers, isFinished, isPoster: frame === choosePosterFrame(output.durationFrames) });
  });
  try {
    let written = 0;
    for await (const rgb of finished) {
      signal.throwIfAborted();
      await films.writeFrame(rgb);
      written += 1;
      // The last report says that all is done, which it is when the films are closed.
      if (written < output.durationFrames) report(written / output.durationFrames);
    }
    signal.throwIfAborted();
    await films.close();
  } catch (error) {
    await films.abort();
    throw error;
  } finally {
    await joined.return();
  }
}

function answerOf(answers: ReadonlyMap<Chunk, ReadableAnswer>, chunk: Chunk): ReadableAnswer {
  const answer = answers.get(chunk);
  if (!answer) throw new Error(`${chunk.name} has no answer`);
  return answer;
}
