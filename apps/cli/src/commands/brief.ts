import { readFile } from 'node:fs/promises';
import { BacklotError, type BriefReading } from '@backlot/film';
import type { Command } from 'commander';
import { printJson } from '../finish.ts';
import type { SharedOptions } from '../options.ts';
import { describePlan, exitCodeOfPlan } from '../plan-text.ts';
import { withStudio } from '../with-studio.ts';

interface BriefOptions extends SharedOptions {
  readonly model: string;
  readonly plan?: boolean;
}

/** `backlot models brief <production> <file> --model <card> [--plan]` */
export async function runBrief(
  production: string,
  file: string,
  options: BriefOptions,
  command: Command,
): Promise<void> {
  const request = { card: options.model, text: await readText(file) };
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = door.demandOnProduction(production);
    if (options.plan) {
      const plan = await studio.models.planBrief(production, request, by);
      process.exitCode = exitCodeOfPlan(plan);
      if (options.json) printJson(plan);
      else process.stdout.write(`${describePlan(plan)}\n`);
      return;
    }
    const { reading, plan } = await studio.models.readBrief(production, request, by);
    if (options.json) printJson({ plan, reading });
    else process.stdout.write(`${describeReading(reading)}\n`);
  });
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new BacklotError('FILE_NOT_FOUND', `Brief: "${path}" cannot be read`, { cause });
  }
}

function describeReading({ shots, questions }: BriefReading): string {
  return [
    ...shots.flatMap(({ description, durationS, camera, subjects, negative }, index) => [
      `${index + 1}. ${description}${durationS === undefined ? '' : ` (${durationS} s)`}`,
      ...(camera === undefined ? [] : [`   camera: ${camera}`]),
      ...(subjects.length === 0 ? [] : [`   seen: ${subjects.join(', ')}`]),
      ...(negative === undefined ? [] : [`   not seen: ${negative}`]),
    ]),
    ...questions.map((question) => `? ${question}`),
  ].join('\n');
}
