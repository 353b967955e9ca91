import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GrainModel, measureGrain, readPicture, temperGrain } from '@backlot/media';
import { createDepthGauge, type DepthRange } from '../frames/depth-range.ts';
import { readComposite, readDepth } from '../frames/take-frame.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';

/** What is measured once for all frames of a shot. */
export interface ShotMeasures {
  readonly depthRange: DepthRange;
  readonly grain: GrainModel;
}

/** Looks at all depths of the shot and at the plate's grain; found again in `folder` by a run that was broken off. */
export async function measureShot(
  { files }: ShotPlan,
  {
    folder,
    signal,
    report,
  }: {
    readonly folder: string;
    readonly signal: AbortSignal;
    readonly report: (done: number) => void;
  },
): Promise<ShotMeasures> {
  const path = join(folder, 'measures.json');
  if (existsSync(path)) return JSON.parse(await readFile(path, 'utf8')) as ShotMeasures;
  const gauge = createDepthGauge();
  for (const [index, pass] of files.passes.entries()) {
    signal.throwIfAborted();
    gauge.add(await readDepth(pass));
    report((index + 1) / files.passes.length);
  }
  const measures = { depthRange: gauge.range(), grain: temperGrain(measureGrain(await readGrainy(files))) };
  await writeFile(`${path}.part`, JSON.stringify(measures));
  await rename(`${path}.part`, path);
  return measures;
}

async function readGrainy({ plate, composite }: ShotPlan['files']) {
  if (plate !== undefined) return readPicture(plate);
  const { widthPx, heightPx, rgb } = await readComposite(composite[0] ?? '');
  return { widthPx, heightPx, channels: 3 as const, data: rgb };
}
