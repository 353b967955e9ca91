import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { BacklotError, readTakeSetUp, type TakeState } from '@backlot/film';
import { benchFluid, benchStress, measureTracer } from '@backlot/kernels';
import { openStudio } from '@backlot/server';
import type { Studio, TakeRecord } from '@backlot/studio';
import { printJson } from '../finish.ts';
import { followTake } from '../follow-take.ts';
import { type SharedOptions, threadsOf, wholeNumber } from '../options.ts';
import { CLONE_ROOT } from '../with-studio.ts';

interface BenchOptions extends SharedOptions {
  readonly frames: string;
}

const EXAMPLE = join(CLONE_ROOT, 'examples/street-collapse');
const BENCH_CREW = { name: 'bench', role: 'artist' } as const;

/** `backlot bench [collapse | tracer | dust | stress]`: figures of this machine, now; leaves nothing behind. */
export async function runBench(subject: string | undefined, options: BenchOptions): Promise<void> {
  const frames = wholeNumber('--frames', options.frames, 1, 10_000);
  const figures = await measure(subject ?? 'collapse', frames, options);
  if (options.json) printJson(figures);
  else process.stdout.write(`${describe(figures)}\n`);
}

async function measure(subject: string, frames: number, options: BenchOptions): Promise<object> {
  if (subject === 'tracer') return { tracer: measureTracer() };
  if (subject === 'dust') return { dust: benchFluid(() => performance.now()) };
  if (subject === 'stress') return { stress: benchStress(() => performance.now()) };
  if (subject === 'collapse') return { tracer: measureTracer(), ...(await measureTake(frames, options)) };
  throw new BacklotError('OPTION_INVALID', `bench: expected collapse, tracer, dust or stress, got "${subject}"`, {
    hint: 'backlot bench collapse measures a whole take.',
  });
}

/** The example's street at 1280 × 720, 4 samples a pixel, through the whole studio: request to review, in a home of its own. */
async function measureTake(frames: number, options: BenchOptions): Promise<object> {
  const home = await mkdtemp(join(tmpdir(), 'backlot-bench-'));
  const threads = threadsOf(options);
  const opened = await openStudio({ home, ...(threads === undefined ? {} : { threads }) });
  try {
    const startMs = performance.now();
    const { take, stepS } = await makeTake(opened.studio, frames, options.json === true);
    const wallS = (performance.now() - startMs) / 1000;
    const peakRssMiB = process.resourceUsage().maxRSS / 1024;
    const { pieces, bodies } = take.figures;
    return {
      take: { wallS, peakRssMiB, state: take.state, frames, pieces, bodies },
      stages: stepS,
      engine: take.figures,
    };
  } finally {
    await opened.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function makeTake(
  studio: Studio,
  frames: number,
  isQuiet: boolean,
): Promise<{ take: TakeRecord; stepS: Readonly<Record<string, number>> }> {
  const stepS: Record<string, number> = {};
  let since = performance.now();
  let step: TakeState | 'request' = 'request';
  const enter = (state: TakeState) => {
    stepS[step] = (stepS[step] ?? 0) + (performance.now() - since) / 1000;
    since = performance.now();
    step = state;
  };
  const setUp = await benchSetUp(frames);
  const requested = await studio.requestTake({
    engine: 'collapse',
    setUp,
    resolveFile: (file) => resolve(EXAMPLE, file),
    by: BENCH_CREW,
  });
  const unsubscribe = studio.subscribe((event) => {
    if (event.kind === 'take-changed' && event.takeId === requested.id) enter(event.state);
  });
  const take = await followTake(studio, requested, { isQuiet, by: BENCH_CREW });
  unsubscribe();
  if (take.error) throw new BacklotError(take.error.code, take.error.message);
  return { take, stepS };
}

async function benchSetUp(durationFrames: number): Promise<object> {
  const setUp = readTakeSetUp(await readFile(join(EXAMPLE, 'set-up.json')));
  const output = { widthPx: 1280, heightPx: 720, frameRate: '24', durationFrames, samplesPerPixel: 4 };
  return { ...setUp, parameters: { ...setUp.parameters, output } };
}

function describe(figures: object): string {
  const rows = flatten(figures);
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, value]) => `${name.padEnd(width)}${value}`).join('\n');
}

function flatten(figures: object, prefix = ''): [string, string][] {
  return Object.entries(figures).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'object' && value !== null) return flatten(value, `${prefix}${name}.`);
    const text = typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : String(value);
    return [[`${prefix}${name}`, text]];
  });
}
