import {
  type BackEnd,
  type BackEndChange,
  BacklotError,
  backEndChangeSchema,
  isTakeSettled,
  type ModelCall,
  type Person,
  parseOrExplain,
} from '@backlot/film';
import type { RecordsWriter } from '../ports/records.ts';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { endingOf, sealKey } from './back-end-key.ts';
import { demandReachable } from './demand-reachable.ts';
import { moveCallIn } from './end-call.ts';
import { adapterOf, backEndNotFound, findBackEnd } from './find-back-end.ts';

/**
 * Corrects a back end's title, address or key, or switches it off or on. A new key replaces the one before, which is gone;
 * a key is never sent to another server than the one that it was given for.
 * @throws BacklotError `REQUEST_INVALID`, `BACK_END_NOT_FOUND`, `BACK_END_IN_USE` for another address while calls are open
 */
export async function changeBackEnd(ports: StudioPorts, id: string, request: unknown, by: Person): Promise<BackEnd> {
  const change = parseOrExplain(backEndChangeSchema, request, { what: 'Back end', code: 'REQUEST_INVALID' });
  const { key, ...told } = change;
  const { production } = await findBackEnd(ports, id);
  const sealed = await sealKey(ports, id, key);
  return ports.records.transaction(async (writer) => {
    const { before, open } = await holdBackEnd(writer, production, id);
    const backEnd = correct(before, change);
    demandReachable(adapterOf(ports, backEnd), { ...backEnd, hasKey: backEnd.keyEnding !== undefined });
    if (backEnd.address !== before.address) demandIdle(before, open, 'another address');
    if (key === undefined) demandSameServer(before, backEnd);
    await writer.models.backEnds.put(backEnd, sealed);
    const at = new Date(ports.clock.nowMs()).toISOString();
    const body = { production, change: { ...told, hasNewKey: key !== undefined } };
    await witness(writer, { kind: 'back-end-changed', subject: `back-end:${id}`, by, at, body });
    return backEnd;
  });
}

/**
 * Removes a back end: its key is forgotten, and nothing is sent there any more. Its record stays for what was done by it. While
 * it is switched off nobody can end its calls: those of takes that are over are left there, and nobody knows what they cost.
 * @throws BacklotError `BACK_END_NOT_FOUND`, `BACK_END_IN_USE` while other calls of it are open
 */
export async function removeBackEnd(ports: StudioPorts, id: string, by: Person): Promise<BackEnd> {
  const { production } = await findBackEnd(ports, id);
  return ports.records.transaction(async (writer) => {
    const { before, open } = await holdBackEnd(writer, production, id);
    const left = before.isOff ? await findLeft(ports, open) : [];
    demandIdle(
      before,
      open.filter((call) => !left.includes(call)),
      'to be removed',
    );
    for (const { id: call } of left) await moveCallIn(writer, ports, { id: call, state: 'uncertain' });
    const at = new Date(ports.clock.nowMs()).toISOString();
    const backEnd: BackEnd = { ...before, removedAt: at };
    await writer.models.backEnds.remove(backEnd);
    const body = { production, backEnd };
    await witness(writer, { kind: 'back-end-removed', subject: `back-end:${id}`, by, at, body });
    return backEnd;
  });
}

/** Calls that no worker is at, since their takes are over. */
async function findLeft({ records }: StudioPorts, open: readonly ModelCall[]): Promise<readonly ModelCall[]> {
  const states = await Promise.all(
    open.map(({ take }) => (take === undefined ? undefined : records.takes.stateOf(take))),
  );
  return open.filter((_, index) => {
    const state = states[index];
    return state !== undefined && isTakeSettled(state);
  });
}

interface HeldBackEnd {
  readonly before: BackEnd;
  /** Those of it that have not ended. */
  readonly open: readonly ModelCall[];
}

/** Nobody opens a call there until the transaction ends. */
async function holdBackEnd({ models }: RecordsWriter, production: string, id: string): Promise<HeldBackEnd> {
  const held = await models.holdSpend(production);
  const before = await models.backEnds.lock(id);
  if (!held || !before) throw backEndNotFound(id);
  return { before, open: await models.calls.openAt(before) };
}

function correct(before: BackEnd, { key, address, ...change }: BackEndChange): BackEnd {
  const { address: former, ...kept } = before;
  const next = address === undefined ? former : (address ?? undefined);
  return { ...kept, ...(next === undefined ? {} : { address: next }), ...change, ...endingOf(key) };
}

function demandIdle({ title }: BackEnd, open: readonly ModelCall[], what: string): void {
  if (open.length === 0) return;
  const names = open.map(({ name, take }) => `"${name}" of ${take === undefined ? 'a brief' : `take ${take}`}`);
  throw new BacklotError(
    'BACK_END_IN_USE',
    `Back end "${title}": expected no call under way, ${what}, got ${names.slice(0, 5).join(', ')}${open.length > 5 ? ` and ${open.length - 5} more` : ''}`,
    {
      hint: 'Wait until they have ended, or cancel their takes. Those of a switched-off back end no longer stand in the way then.',
      details: { calls: open.map((call) => call.id) },
    },
  );
}

/** Whoever may correct an address must not come by a key that they cannot read, by having it sent to a server of theirs. */
function demandSameServer(before: BackEnd, { address, title }: BackEnd): void {
  if (before.keyEnding === undefined || originOf(before.address) === originOf(address)) return;
  throw new BacklotError('REQUEST_INVALID', `Back end "${title}": expected its key with another server's address`, {
    hint: 'Give the key again: the one on file is sent to no server but the one that it was given for.',
  });
}

function originOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : new URL(address).origin;
}
