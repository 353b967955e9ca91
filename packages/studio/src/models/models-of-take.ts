import type { AnswerToSeal, ModelToSeal } from '../ports/sealer.ts';
import type { StudioPorts } from '../studio.ts';
import type { TakeRecord } from '../take-record.ts';

/** The models that had a part in a take, called by it, by a source of it, or outside, as their cards name them. */
export async function listModelsOf(
  { records }: Pick<StudioPorts, 'records'>,
  { use, egress }: Pick<TakeRecord, 'use' | 'egress'>,
): Promise<ModelToSeal[]> {
  if (use.models.length === 0) return [];
  const tasks = new Map(egress?.calls.map(({ card, task }) => [card, task]));
  const cards = await records.rights.models.byIds(use.models);
  return cards.map(({ id, name, vendor, version, task }) => ({
    type: tasks.get(id) ?? task ?? 'image',
    name,
    identifier: `${vendor} ${version}`,
  }));
}

/** What they answered. */
export async function listAnswersOf(
  { records, files }: Pick<StudioPorts, 'records' | 'files'>,
  { id, egress }: Pick<TakeRecord, 'id' | 'egress'>,
): Promise<AnswerToSeal[]> {
  if (!egress) return [];
  const received = (await records.models.calls.ofTake(id)).flatMap((call) => call.received);
  return Promise.all(
    received.map(async ({ name, mediaType, sha256, byteLength, credentials }) => ({
      name,
      mediaType,
      sha256,
      byteLength,
      path: await files.pathOf(sha256),
      hasCredentials: credentials === 'valid' || credentials === 'trusted',
    })),
  );
}
