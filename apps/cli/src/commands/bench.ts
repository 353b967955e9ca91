import { BacklotError } from '@backlot/film';
import { printJson } from '../finish.ts';
import { type SharedOptions, threadsOf, wholeNumber } from '../options.ts';

interface BenchOptions extends SharedOptions {
  readonly frames: string;
}

/** `backlot bench [collapse | tracer | dust]` */
export async function runBench(subject = 'collapse', options: BenchOptions): Promise<void> {
  const frames = wholeNumber('--frames', options.frames, 1, 10_000);
  const figures = await measure(subject, frames, threadsOf(options));
  if (options.json) printJson(figures);
  else process.stdout.write(`${describe(figures)}\n`);
}

async function measure(subject: string, frames: number, threads: number | undefined): Promise<object> {
  throw new BacklotError(
    'OPTION_INVALID',
    `bench: expected collapse, tracer or dust, got "${subject}" ${frames} ${threads}`,
  );
}

function describe(figures: object): string {
  return flatten(figures)
    .map(([name, value]) => `${name.padEnd(36)} ${value}`)
    .join('\n');
}

function flatten(figures: object, prefix = ''): [string, string][] {
  return Object.entries(figures).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? flatten(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, String(value)]],
  );
}
