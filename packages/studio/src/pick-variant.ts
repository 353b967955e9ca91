import { BacklotError, type Person, pickableFiles, type VariantPick } from '@backlot/film';
import { takeNotFound } from './get-take.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { witness } from './witness.ts';

/** Which variant, and who says so. */
interface VariantChoice {
  /** Its name among the take's files. */
  readonly file: string;
  readonly by: Person;
}

/**
 * Picks the variant of a sealed take that is gone on with, for everyone; another pick takes its place, and the ledger keeps
 * all of them. To pick what is picked changes nothing.
 * @throws BacklotError `TAKE_STATE_INVALID` before it is sealed and once it is quarantined, `FILE_NOT_FOUND` for what is none of its variants
 */
export function pickVariant(ports: StudioPorts, takeId: string, { file, by }: VariantChoice): Promise<TakeRecord> {
  const at = new Date(ports.clock.nowMs()).toISOString();
  const pick: VariantPick = { file, by, at };
  return ports.records.transaction(async (writer) => {
    const take = await writer.takes.lock(takeId);
    if (!take) throw takeNotFound(takeId);
    const variant = demandVariant(take, file);
    if (take.pick?.file === file) return take;
    const before = take.pick?.file;
    const body = { file, sha256: variant.sha256, ...(before === undefined ? {} : { before }) };
    await witness(writer, { kind: 'variant-picked', subject: takeId, by, at, body });
    return writer.takes.change(takeId, { pick, updatedAt: at });
  });
}

function demandVariant(take: TakeRecord, name: string) {
  if (!take.seal || take.state === 'quarantined') {
    throw new BacklotError(
      'TAKE_STATE_INVALID',
      `Take "${take.id}": no variant can be picked while it is ${take.state}`,
      {
        hint: take.state === 'quarantined' ? 'Its files are withheld.' : 'Wait until it is in review.',
      },
    );
  }
  const variants = pickableFiles(take.files);
  const found = variants.find((file) => file.name === name);
  if (found) return found;
  const names = variants.map((file) => file.name).join(', ');
  throw new BacklotError('FILE_NOT_FOUND', `Take "${take.id}": expected one of its variants, got "${name}"`, {
    hint: names === '' ? 'It has none to choose among.' : `There are: ${names}.`,
  });
}
