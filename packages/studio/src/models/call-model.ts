import type { ModelAnswer, ModelCaller, ModelCallRequest } from '@backlot/engine';
import { BacklotError, type ModelCall } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import type { TakeRecord } from '../take-record.ts';
import { answerOfCall } from './answer-of-call.ts';
import { isStillAtVendor, isTakeEnded } from './call-failure.ts';
import { type CallOwner, ownerOfTake } from './call-owner.ts';
import { cancelAtVendor, cancelCall } from './cancel-call.ts';
import { collectCall } from './collect-call.ts';
import { withoutLeftOut } from './demand-planned.ts';
import { failCall, isCallEnded } from './end-call.ts';
import { backEndOfCard, type ConnectedBackEnd, connectBackEnd } from './find-back-end.ts';
import { folderOfCall } from './folder-of-call.ts';
import { followCall } from './follow-call.ts';
import { readAnswer } from './kept-answer.ts';
import { errorOfCall, openCall } from './open-call.ts';
import type { PreviewBoard } from './preview-board.ts';
import { type CallStep, startCall } from './start-call.ts';
import { takeOverAnswer } from './take-over-answer.ts';

/** Where a take's calls have their scratch, and what ends them. */
export interface CallingRun {
  readonly workDir: string;
  readonly signal: AbortSignal;
  /** Told what a call looks like while it runs. */
  readonly previews?: PreviewBoard;
}

/** A take's way to its models: each call is started once, followed through crashes, and kept with all that it sent and got. */
export function createModelCaller(ports: StudioPorts, take: TakeRecord, run: CallingRun): ModelCaller {
  return { call: (request) => callModel(ports, ownerOfTake(take), run, request) };
}

/** One call of whoever has planned it, from its record to its answer. */
export async function callModel(
  ports: StudioPorts,
  owner: CallOwner,
  run: CallingRun,
  asked: ModelCallRequest,
): Promise<ModelAnswer> {
  run.signal.throwIfAborted();
  const request = withoutLeftOut(owner, asked);
  const card = await demandCard(ports, owner, request.card);
  const reused = await takeOverAnswer(ports, owner, request);
  if (reused) return answerOfCall(ports, reused);
  const connected = await connectBackEnd(ports, await backEndOfCard(ports, card));
  try {
    const call = await openCall(ports, owner, request, connected);
    const ended = errorOfCall(call);
    if (ended) throw ended;
    if (call.state === 'finished') return await answerOfCall(ports, call);
    return await answerOfCall(ports, await makeCall(ports, call, { connected, run, request }));
  } finally {
    await connected.close();
  }
}

interface Making {
  readonly connected: ConnectedBackEnd;
  readonly run: CallingRun;
  readonly request: ModelCallRequest;
}

async function makeCall(ports: StudioPorts, call: ModelCall, { connected, run, request }: Making): Promise<ModelCall> {
  const workDir = await folderOfCall(run.workDir, request.name);
  const job = { ...request.job, model: call.model };
  const { report, name } = request;
  const context = { workDir, signal: run.signal };
  const onPreview: CallStep['onPreview'] = async (preview) => run.previews?.keep(name, preview);
  const step: CallStep = { ...connected, job, context, onPreview, ...(report ? { report } : {}) };
  try {
    return await carryThrough(ports, call, step);
  } catch (error) {
    throw await endBadly(ports, call, step, error);
  } finally {
    run.previews?.drop(name);
  }
}

async function carryThrough(ports: StudioPorts, call: ModelCall, step: CallStep): Promise<ModelCall> {
  const { handle } = call;
  const from =
    call.state === 'starting' || handle === undefined
      ? await startCall(ports, call, step)
      : ((await readAnswer(step.context.workDir)) ?? ({ state: 'running', handle } as const));
  const status = await followCall(ports, call, { ...step, from });
  const collected = await collectCall(ports, call, { ...step, status });
  step.report?.({ stage: call.name, fraction: 1 });
  return collected;
}

/**
 * A cancelled or withdrawn take's call is ended at its vendor; a process that stops leaves it to be taken up again. What
 * fails on our side of a call that the vendor has taken leaves it open: it is collected or ended there by `endOrphanCalls`.
 * All else is recorded as failed, at its estimate. Returns what the engine is to hear.
 */
async function endBadly(ports: StudioPorts, call: ModelCall, step: CallStep, error: unknown): Promise<unknown> {
  const { signal } = step.context;
  if (signal.aborted) {
    if (isTakeEnded(signal.reason)) await cancelCall(ports, call.id, step).catch(() => {});
    return signal.reason;
  }
  if (error instanceof BacklotError && error.code === 'DATABASE_UNAVAILABLE') return error;
  const known = await ports.records.models.calls.get(call.id);
  if (!known || isCallEnded(known) || (known.handle && isStillAtVendor(error))) return error;
  if (error instanceof BacklotError && error.details?.isGivenUp === true)
    await cancelAtVendor(known, step).catch(() => {});
  await failCall(ports, call, error);
  return error;
}

async function demandCard(ports: StudioPorts, { production }: CallOwner, id: string) {
  const [card] = await ports.records.rights.models.byIds([id]);
  if (card?.production === production && card.model !== undefined) return card;
  throw new BacklotError('MODEL_NOT_FOUND', `Model "${id}": no card of this production says where it runs`, {
    hint: 'Fill in back end and model on its card.',
  });
}
