import { BacklotError, isTakeSettled, type ModelCall } from '@backlot/film';
import { clearWork } from '../clear-work.ts';
import type { StudioPorts } from '../studio.ts';
import { isPassing } from './call-failure.ts';
import { cancelCall } from './cancel-call.ts';
import { collectCall } from './collect-call.ts';
import { failCall, moveCall, toCallError } from './end-call.ts';
import { connectBackEnd, findBackEnd, isCutOff } from './find-back-end.ts';
import { folderOfCall } from './folder-of-call.ts';
import { readAnswer } from './kept-answer.ts';
import type { CallStep } from './start-call.ts';

const FIRST_WAIT_MS = 2000;
const MAX_WAIT_MS = 10 * 60_000;
/** A call that can be neither ended nor collected for so long is given up as uncertain. */
const GIVE_UP_AFTER_MS = 3600_000;
/** Nobody waits for what is collected here, and others wait for their turn: the next round carries on. */
const MAX_COLLECTING_MS = 10 * 60_000;
/** What a vendor says of a call that it no longer has, or that is over. */
const OVER: ReadonlySet<string> = new Set(['MODEL_NOT_FOUND', 'MODEL_REQUEST_INVALID']);

/** A call that could not be ended, and when it is tried again. */
interface Stuck {
  readonly sinceMs: number;
  readonly waitMs: number;
  readonly againMs: number;
}

/** What one round leaves to the next, and what ends it. */
export interface OrphanRound {
  /** By call. */
  readonly stuck: Map<string, Stuck>;
  readonly signal: AbortSignal;
  /** How long it collects one call before it is the turn of others; default 10 minutes. */
  readonly mostCollectingMs?: number;
}

/**
 * Ends at their vendors the calls of takes that came to an end while no worker was at them; of a failed take what the
 * vendor has made is collected instead, since it is paid for. A take that somebody holds is left to them, and a production
 * that is offline as it is. A call that cannot be ended keeps no other from it: it is tried again, ever later, and after an
 * hour recorded as uncertain.
 * @throws BacklotError `DATABASE_UNAVAILABLE`
 */
export async function endOrphanCalls(
  ports: StudioPorts,
  round: OrphanRound = { stuck: new Map(), signal: new AbortController().signal },
): Promise<void> {
  const open = await ports.records.models.calls.open();
  for (const id of round.stuck.keys()) if (!open.some((call) => call.id === id)) round.stuck.delete(id);
  for (const call of open) {
    if (round.signal.aborted) return;
    const { take } = call;
    if (take === undefined) await giveUpBrief(ports, call);
    else await tryToEnd(ports, { ...call, take }, round);
  }
}

/** Nobody takes up a brief whose reader died: whoever asked has long heard that it failed. */
async function giveUpBrief(ports: StudioPorts, call: ModelCall): Promise<void> {
  const isLate = ports.clock.nowMs() - Date.parse(call.startedAt) > ports.models.waitMs;
  if (!isLate) return;
  if (call.isUnsent) await moveCall(ports, call, 'cancelled', { costUsdMicros: 0 });
  else await moveCall(ports, call, 'uncertain');
}

type CallOfTake = ModelCall & { readonly take: string };

async function tryToEnd(ports: StudioPorts, call: CallOfTake, round: OrphanRound): Promise<void> {
  if (ports.clock.nowMs() < (round.stuck.get(call.id)?.againMs ?? 0)) return;
  const takeState = await ports.records.takes.stateOf(call.take);
  if (takeState === undefined || !isTakeSettled(takeState)) return;
  const lease = await ports.jobs.lease(call.take);
  if (!lease) return;
  const limit = AbortSignal.timeout(round.mostCollectingMs ?? MAX_COLLECTING_MS);
  try {
    await endOrphan(ports, call, takeState === 'failed', AbortSignal.any([round.signal, limit]));
  } catch (error) {
    // A download that stood still would have ended before the limit.
    if (limit.aborted) round.stuck.delete(call.id);
    else if (!round.signal.aborted) await noteStuck(ports, call, round, error);
  } finally {
    await clearWork(ports, call.take).catch(() => {});
    await lease.release();
  }
}

async function endOrphan(ports: StudioPorts, call: CallOfTake, isWanted: boolean, signal: AbortSignal): Promise<void> {
  const backEnd = await findBackEnd(ports, call.backEnd);
  if (await isCutOff(ports, backEnd)) return;
  const connected = await connectBackEnd(ports, backEnd);
  const folders = await ports.files.workFolders(call.take);
  const workDir = await folderOfCall(folders.workDir, call.name);
  const way = { ...connected, context: { workDir, signal } };
  try {
    if (isWanted && (await collectOrphan(ports, call, way))) return;
    await cancelCall(ports, call.id, way);
  } finally {
    await connected.close();
  }
}

async function collectOrphan(ports: StudioPorts, call: ModelCall, way: Omit<CallStep, 'job'>): Promise<boolean> {
  if (!call.handle) return false;
  const { adapter, connection, context } = way;
  const kept = await readAnswer(context.workDir);
  const status = kept?.state === 'done' ? kept : await adapter.poll(connection, call.handle, context);
  if (status.state !== 'done') return false;
  await collectCall(ports, call, { ...way, status, giveUpAfterMs: 0 });
  return true;
}

async function noteStuck(ports: StudioPorts, call: ModelCall, { stuck }: OrphanRound, error: unknown): Promise<void> {
  const code = error instanceof BacklotError ? error.code : undefined;
  if (code === 'DATABASE_UNAVAILABLE') throw error;
  if (code === 'OFFLINE') return;
  if (code !== undefined && OVER.has(code)) return void (await moveCall(ports, call, 'cancelled'));
  if (isFinal(error)) return void (await failCall(ports, call, error));
  const nowMs = ports.clock.nowMs();
  const { sinceMs, waitMs } = stuck.get(call.id) ?? { sinceMs: nowMs, waitMs: FIRST_WAIT_MS };
  if (nowMs - sinceMs >= GIVE_UP_AFTER_MS) {
    await moveCall(ports, call, 'uncertain', { error: toCallError(error) });
    return;
  }
  stuck.set(call.id, { sinceMs, waitMs: Math.min(2 * waitMs, MAX_WAIT_MS), againMs: nowMs + waitMs });
}

/** The vendor, or what it gave, says that nothing will come of it. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof BacklotError) || isPassing(error)) return false;
  return [
    'MODEL_FAILED',
    'MODEL_REFUSED',
    'MODEL_ANSWER_INVALID',
    'MODEL_ANSWER_TOO_LARGE',
    'MODEL_CALL_UNCERTAIN',
  ].includes(error.code);
}
