import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallContext, CallStatus, ModelJob } from '@backlot/engine';
import { BacklotError, type ModelCall } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { moveCall } from './end-call.ts';
import type { ConnectedBackEnd } from './find-back-end.ts';
import { errorOfCall, type OpenedCall } from './open-call.ts';
import { retry } from './retry.ts';

/** A vendor that has no room for a call for this long is given up. */
const GIVE_UP_STARTING_AFTER_MS = 30 * 60_000;
/** An answer that came with the start, kept beside its files so that a crash before it is recorded loses nothing. */
const ANSWER_FILE = 'answer.json';

/** All that a step of a call needs. */
export interface CallStep extends ConnectedBackEnd {
  readonly job: ModelJob;
  readonly context: CallContext;
}

/**
 * Starts a call at its vendor, once: a call that may have been started already is looked for, started again under the
 * same key where the vendor does it once, or given up as uncertain.
 * @throws BacklotError `MODEL_CALL_UNCERTAIN`, and what the adapter throws
 */
export async function startCall(ports: StudioPorts, { call, isNew }: OpenedCall, step: CallStep): Promise<CallStatus> {
  const status = isNew ? await startNew(ports, call, step) : await recover(ports, call, step);
  if (status.state === 'done') await keepAnswer(step.context.workDir, status);
  await moveCall(ports, call, status.state === 'done' ? 'collecting' : 'running', { handle: status.handle });
  return status;
}

async function startNew(ports: StudioPorts, call: ModelCall, step: CallStep): Promise<CallStatus> {
  const { adapter, connection, job, context } = step;
  try {
    await adapter.check(connection, job, context.signal);
    return await retry(() => adapter.start(connection, job, { ...context, key: call.id }), {
      isWorthIt: wasSurelyNotStarted,
      giveUpAfterMs: GIVE_UP_STARTING_AFTER_MS,
      nowMs: ports.clock.nowMs,
      signal: context.signal,
    });
  } catch (error) {
    if (!isUnclear(error)) throw error;
    return recover(ports, call, step);
  }
}

async function recover(ports: StudioPorts, call: ModelCall, step: CallStep): Promise<CallStatus> {
  const { adapter, connection, job, context } = step;
  const kept = await readAnswer(context.workDir);
  if (kept) return kept;
  const found = await adapter.find?.(connection, call.id, context);
  if (found) return found;
  if (adapter.restart !== 'uncertain') return adapter.start(connection, job, { ...context, key: call.id });
  const uncertain = await moveCall(ports, call, 'uncertain');
  throw errorOfCall(uncertain) ?? new Error(`Model call "${call.id}" is ${uncertain.state}`);
}

/** The vendor said so itself, or was never reached. */
function wasSurelyNotStarted({ code, details }: BacklotError): boolean {
  return code === 'MODEL_BUSY' || (code === 'MODEL_UNREACHABLE' && details?.wasSent === false);
}

/** The request went out, and no whole answer came back. */
function isUnclear(error: unknown): boolean {
  if (!(error instanceof BacklotError)) return false;
  const { code, details } = error;
  return (
    code === 'MODEL_TIMEOUT' ||
    code === 'MODEL_ANSWER_CUT' ||
    (code === 'MODEL_UNREACHABLE' && details?.wasSent !== false)
  );
}

async function keepAnswer(workDir: string, status: CallStatus): Promise<void> {
  const path = join(workDir, ANSWER_FILE);
  await writeFile(`${path}.part`, JSON.stringify(status), { flush: true });
  await rename(`${path}.part`, path);
}

/** What came with the start of a call, of this run or an earlier one. */
export async function readAnswer(workDir: string): Promise<CallStatus | undefined> {
  try {
    return JSON.parse(await readFile(join(workDir, ANSWER_FILE), 'utf8')) as CallStatus;
  } catch {
    return undefined;
  }
}
