import { resolve } from 'node:path';
import { BacklotError, pickableFiles, reviewRequestSchema } from '@backlot/film';
import type { TakeRecord } from '@backlot/studio';
import type { Command } from 'commander';
import { EXIT } from '../exit-code.ts';
import { printJson } from '../finish.ts';
import { type SharedOptions, wholeNumber } from '../options.ts';
import { describeDecision, describeRefusedDelivery, needsAnswer, takeLine, takeSummary } from '../take-text.ts';
import { withStudio } from '../with-studio.ts';

interface WordsOptions extends SharedOptions {
  readonly text?: string;
  readonly frame?: string;
}

/** `backlot approve <take>`: a role's yes to the use. */
export async function runApprove(takeId: string, options: WordsOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await door.demandOnTake(takeId);
    const take = await studio.approveUse(takeId, { by, ...(options.text === undefined ? {} : { text: options.text }) });
    if (options.json) printJson({ ...takeSummary(take), decision: take.decision });
    else if (needsAnswer(take)) process.stdout.write(`${describeDecision(take)}\n`);
    else process.stdout.write(`${takeLine(take)}\n  ${nextStep(take)}\n`);
  });
}

function nextStep({ state }: TakeRecord): string {
  if (state !== 'approved' && state !== 'delivered') return 'A worker (backlot serve or backlot worker) makes it now.';
  return 'Recorded for its delivery: backlot deliver asks policy anew.';
}

/** `backlot review <take> approve|reject|note` */
export async function runReview(
  takeId: string,
  decision: string,
  options: WordsOptions,
  command: Command,
): Promise<void> {
  const parsed = reviewRequestSchema.safeParse({
    decision,
    text: options.text ?? '',
    ...(options.frame === undefined ? {} : { frame: wholeNumber('--frame', options.frame, 0, 10_000_000) }),
  });
  if (!parsed.success) {
    throw new BacklotError(
      'REVIEW_INVALID',
      `Review: ${parsed.error.issues[0]?.message ?? 'not understood'}, got "${decision}"`,
      {
        hint: 'backlot review <take> approve | reject | note --text "…"',
      },
    );
  }
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await door.demandOnTake(takeId, parsed.data.decision === 'note' ? 'add-note' : 'give-verdict');
    const review = await studio.reviewTake(takeId, by, parsed.data);
    const take = await studio.sealApproval(takeId);
    if (options.json) printJson(review);
    else process.stdout.write(`${takeLine(take)}\n`);
  });
}

/** `backlot pick <take> <variant>`: a number from 1, as the grid shows it, or the name of a file. */
export async function runPick(
  takeId: string,
  variant: string,
  options: SharedOptions,
  command: Command,
): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await door.demandOnTake(takeId);
    const { files } = await studio.getTake(takeId);
    const file = pickableFiles(files)[Number(variant) - 1]?.name ?? variant;
    const take = await studio.pickVariant(takeId, { file, by });
    if (options.json) printJson({ ...takeSummary(take), pick: take.pick });
    else process.stdout.write(`${takeLine(take)}\n  ${file} is picked.\n`);
  });
}

/** `backlot cancel <take>` */
export async function runCancel(takeId: string, options: SharedOptions, command: Command): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await door.demandOnTake(takeId);
    const take = await studio.cancelTake(takeId, by);
    if (options.json) printJson(takeSummary(take));
    else process.stdout.write(`${takeLine(take)}\n`);
  });
}

/** `backlot deliver <take> --out <dir>` */
export async function runDeliver(
  takeId: string,
  options: SharedOptions & { readonly out: string; readonly markMasters?: boolean },
  command: Command,
): Promise<void> {
  await withStudio({ command, options }, async ({ studio, door }) => {
    const by = await door.demandOnTake(takeId);
    const delivery = await studio.deliverTake(takeId, {
      by,
      folder: resolve(options.out),
      marksMasters: options.markMasters === true,
    });
    if (delivery.outcome === 'refused') process.exitCode = EXIT.refused;
    if (options.json) printJson(delivery);
    else if (delivery.outcome === 'refused')
      process.stderr.write(`${describeRefusedDelivery(takeId, delivery.decision)}\n`);
    else process.stdout.write(`Delivered ${delivery.fileCount} files to ${delivery.folder}\n`);
  });
}
