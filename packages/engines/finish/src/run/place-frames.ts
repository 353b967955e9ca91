import { join } from 'node:path';
import { writeExr, writePng } from '@backlot/media';
import type { ReadableAnswer } from '../answer/read-answer.ts';
import { joinChunks } from '../chunks/join-chunks.ts';
import type { Chunk } from '../chunks/plan-chunks.ts';
import { type FinishedFrame, type FinishRules, finishFrame } from '../composite/finish-frame.ts';
import { readComposite } from '../frames/take-frame.ts';
import type { TakeFrame, TakeReader } from '../frames/take-reader.ts';
import { choosePosterFrame, posterName, sequenceFileName } from '../output/file-names.ts';
import { openTakeFilms } from '../output/take-films.ts';
import type { TakeFolder } from '../output/take-folder.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';
import { answerToShot } from '../shape/answer-to-shot.ts';
import type { Plane } from '../shape/scale-planes.ts';

/** What the frames of a take are made with. */
export interface PlaceWork {
  readonly plan: ShotPlan;
  readonly answers: ReadonlyMap<Chunk, ReadableAnswer>;
  readonly take: TakeReader;
  readonly rules: FinishRules;
  readonly folder: TakeFolder;
  readonly signal: AbortSignal;
  readonly report: (done: number) => void;
}

/** Lays the answers over the take, frame by frame, and writes sequences, films and poster. */
export async function placeFrames(work: PlaceWork): Promise<void> {
  const { plan, answers, folder, signal } = work;
  const { output } = plan.parameters;
  const films = await openTakeFilms(folder.outDir, output);
  const pictures = joinChunks(plan.chunks, (chunk) => inShot(answers.get(chunk), plan));
  try {
    for (let frame = 0; frame < output.durationFrames; frame++) {
      signal.throwIfAborted();
      const answer = await pictures.next();
      if (answer.done) throw new Error(`The answers end before frame ${frame}`);
      const rgb = await placeFrame(work, frame, answer.value);
      signal.throwIfAborted();
      await films.writeFrame(rgb);
      if (frame === choosePosterFrame(output.durationFrames)) await writePoster(work, rgb);
      // The last report says that all is done, which it is when the films are closed.
      if (frame + 1 < output.durationFrames) work.report((frame + 1) / output.durationFrames);
    }
    signal.throwIfAborted();
    await films.close();
  } catch (error) {
    await films.abort();
    throw error;
  } finally {
    await pictures.return();
  }
}

async function* inShot(answer: ReadableAnswer | undefined, plan: ShotPlan): AsyncGenerator<Plane, void> {
  if (!answer) throw new Error('A chunk has no answer');
  for await (const picture of answer.frames(0)) yield answerToShot(picture, plan.frame);
}

/** The finished frame's floats; files that a broken-off run has left are taken as they are. */
async function placeFrame(
  { plan, take, rules, folder }: PlaceWork,
  frame: number,
  answer: Plane,
): Promise<Float32Array> {
  const number = plan.parameters.output.firstFrame + frame;
  if (folder.hasFrame(number))
    return (await readComposite(join(folder.outDir, sequenceFileName('composite', number)))).rgb;
  const parts = await take.read(frame);
  const finished = finishFrame({ ...parts, answer: answer.data }, rules, frame);
  await writeSequences(folder.outDir, { plan, number, parts, finished });
  return finished.rgb;
}

async function writeSequences(
  outDir: string,
  made: {
    readonly plan: ShotPlan;
    readonly number: number;
    readonly parts: TakeFrame;
    readonly finished: FinishedFrame;
  },
): Promise<void> {
  const { widthPx, heightPx, frameRate: framesPerSecond } = made.plan.parameters.output;
  const about = { widthPx, heightPx, attributes: { framesPerSecond } };
  const { halves, rgb } = made.finished;
  const type = halves ? 'half' : 'float';
  await writeExr(join(outDir, sequenceFileName('mask', made.number)), {
    ...about,
    channels: [{ name: 'Y', type: 'half', data: made.parts.mask }],
  });
  await writeExr(join(outDir, sequenceFileName('composite', made.number)), {
    ...about,
    channels: ['R', 'G', 'B'].map((name, offset) => ({ name, type, data: halves ?? rgb, offset, stride: 3 })),
  });
}

async function writePoster({ folder, plan }: PlaceWork, rgb: Float32Array): Promise<void> {
  const { widthPx, heightPx } = plan.parameters.output;
  await writePng(join(folder.outDir, posterName), { widthPx, heightPx, channels: 3, data: rgb });
}
