import type { EgressManifest } from '@backlot/film';
import type { ModelSending } from '@backlot/policy';
import { licencesVia } from './licences-of-inputs.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

type Ports = Pick<StudioPorts, 'records' | 'models'>;
type SendingTake = Pick<TakeRecord, 'production' | 'licences'>;
type EgressFile = Extract<EgressManifest['calls'][number]['items'][number], { kind: 'file' }>;

/**
 * What each model would be sent, by its card. Back ends and licences are read anew: they may have been switched off, or
 * corrected, meanwhile.
 */
export async function gatherSendings(
  ports: Ports,
  take: SendingTake,
  egress: EgressManifest | undefined,
): Promise<ReadonlyMap<string, ModelSending>> {
  const sendings = new Map<string, ModelSending>();
  const released = new Map<string, boolean>();
  for (const { card, items, backEnd: planned } of egress?.calls ?? []) {
    const backEnd = planned && (await ports.records.models.backEnds.get(planned.id));
    const isLocal = backEnd !== undefined && ports.models.adapters.get(backEnd.kind)?.isLocal === true;
    const files = items.filter((item) => item.kind === 'file');
    const before = sendings.get(card);
    sendings.set(card, {
      sendsFiles: files.length > 0 || before?.sendsFiles === true,
      // What runs on this machine is given things, not sent them.
      sendsUnreleased:
        before?.sendsUnreleased === true || (!isLocal && (await areUnreleased(ports, take, files, released))),
      ...(backEnd ? { backEnd: { isOff: backEnd.isOff, isLocal } } : {}),
    });
  }
  return sendings;
}

async function areUnreleased(
  ports: Ports,
  take: SendingTake,
  files: readonly EgressFile[],
  released: Map<string, boolean>,
): Promise<boolean> {
  for (const file of files) {
    const key = `${file.role} ${file.sha256}`;
    const known = released.get(key) ?? (await isReleased(ports, take, file));
    released.set(key, known);
    if (!known) return true;
  }
  return false;
}

/**
 * A file is unreleased unless every licence that it stands under is one of the register that says otherwise. What a take
 * made is unreleased in any case: the licences are those of what went into it.
 */
async function isReleased(
  { records }: Ports,
  { production, licences }: SendingTake,
  { role, sha256 }: EgressFile,
): Promise<boolean> {
  const statements = [licences[role], ...licencesVia(licences, role).map(([, statement]) => statement)];
  const ids = statements.flatMap((statement) => statement?.id ?? []);
  if (ids.length < statements.length) return false;
  const entries = await records.rights.licences.byIds(ids);
  const areAll = ids.every((id) =>
    entries.some((each) => each.id === id && each.production === production && each.isReleased === true),
  );
  return areAll && (await records.takes.findByFile(sha256)).length === 0;
}
