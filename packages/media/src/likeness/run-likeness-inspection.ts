import { createCutDetector } from '../footage/cut-detector.ts';
import { type Footage, measureFootage, readFootage } from '../footage/footage.ts';
import { createFramePicker } from '../footage/frame-picker.ts';
import type { RgbPicture } from '../picture/rgb-picture.ts';
import { compareLikeness } from './compare-likeness.ts';
import type { LikenessReport, LikenessTask, SeenWork } from './likeness-jobs.ts';
import { describePicture } from './picture-likeness.ts';

/**
 * Looks for works in this thread; `inspectLikenesses` does so on one of its own.
 * @throws RangeError for footage without frames
 */
export async function runLikenessInspection({ footage, works }: LikenessTask): Promise<LikenessReport> {
  const seen = new Map<string, SeenWork>();
  const framesLookedAt: Record<string, number[]> = {};
  for (const { name, footage: pictures } of footage) {
    const looks: number[] = [];
    for await (const { frame, picture } of pickFrames(pictures)) {
      looks.push(frame);
      const likeness = describePicture(picture);
      for (const work of works) {
        const { kind, ...comparison } = compareLikeness(work.likeness, likeness);
        if (kind === 'none') continue;
        const before = seen.get(work.id);
        const found: SeenWork = { ...comparison, kind, work: work.id, name, frame, looks: 1 + (before?.looks ?? 0) };
        seen.set(work.id, before && before.score >= found.score ? { ...before, looks: found.looks } : found);
      }
    }
    // Nothing seen is not nothing there.
    if (looks.length === 0) throw new RangeError(`Likenesses: ${name} has no frames`);
    framesLookedAt[name] = looks;
  }
  return { framesLookedAt, seen: works.flatMap(({ id }) => seen.get(id) ?? []) };
}

/** Every cut, and at least one frame a second. */
async function* pickFrames(footage: Footage): AsyncGenerator<{ readonly frame: number; readonly picture: RgbPicture }> {
  const { framesPerSecond } = await measureFootage(footage);
  const startsShot = createCutDetector();
  const isPicked = createFramePicker(Math.max(1, Math.floor(framesPerSecond)));
  let frame = 0;
  for await (const picture of readFootage(footage)) {
    if (isPicked(frame, startsShot(picture))) yield { frame, picture };
    frame += 1;
  }
}
