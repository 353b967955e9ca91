import type { ModelCallRequest } from '@backlot/engine';
import { canonicalJson, sha256Hex } from '@backlot/evidence';
import { BacklotError, type ModelCall, type Person, type PlannedCall } from '@backlot/film';
import { productionNotFound } from '../production-not-found.ts';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { type CallOwner, idOfCall, subjectOfCall } from './call-owner.ts';
import { demandBudget, estimateOf } from './demand-budget.ts';
import { demandPlanned } from './demand-planned.ts';
import { backEndNotFound, type ConnectedBackEnd } from './find-back-end.ts';

/**
 * The record of a call: that of an earlier run, or a new one, durable before anything is sent. Keeps what is sent, and
 * has the ledger say so.
 * @throws BacklotError `BUDGET_SPENT`, `PRICE_UNKNOWN`
 */
export async function openCall(
  ports: StudioPorts,
  owner: CallOwner,
  request: ModelCallRequest,
  { backEnd }: Pick<ConnectedBackEnd, 'backEnd'>,
): Promise<ModelCall> {
  const planned = demandPlanned(owner, request);
  const { take, shot, production } = owner;
  const own = take === undefined ? [] : await ports.records.models.calls.ofTake(take);
  const known = own.find(({ name }) => name === request.name);
  if (known) return known;
  const call: ModelCall = {
    id: idOfCall(owner, request.name),
    ...(take === undefined ? {} : { take }),
    production,
    ...(shot === undefined ? {} : { shot }),
    name: request.name,
    task: request.job.task,
    card: request.card,
    model: planned.model ?? '',
    backEnd: backEnd.id,
    state: 'starting',
    isUnsent: true,
    sent: { words: wordsOf(request, planned), files: await keepSent(ports, request) },
    received: [],
    ...(planned.estimateUsdMicros === undefined ? {} : { estimateUsdMicros: planned.estimateUsdMicros }),
    startedAt: new Date(ports.clock.nowMs()).toISOString(),
  };
  await recordStart(ports, call, { planned, by: owner.by });
  return call;
}

/** The record says what leaves, and no seed that the back end has no place for. */
function wordsOf({ job }: ModelCallRequest, { leftOut = [] }: PlannedCall): string {
  const { files: _, seed, ...words } = job;
  return canonicalJson(leftOut.includes('seed') ? words : { ...words, seed });
}

async function keepSent(ports: StudioPorts, { job }: ModelCallRequest): Promise<ModelCall['sent']['files']> {
  const kept: ModelCall['sent']['files'][number][] = [];
  for (const { slot, name, path, mediaType, sha256, byteLength } of job.files) {
    if (!(await ports.files.has(sha256))) {
      const stored = await ports.files.adopt(path);
      if (stored.sha256 !== sha256) throw new Error(`"${name}" changed between its hash and its sending`);
    }
    kept.push({ slot, name, mediaType, sha256, byteLength });
  }
  return kept;
}

async function recordStart(
  ports: StudioPorts,
  call: ModelCall,
  { planned, by }: { readonly planned: PlannedCall; readonly by: Person },
): Promise<void> {
  await ports.records.transaction(async (writer) => {
    const held = await writer.models.holdSpend(call.production);
    if (!held) throw productionNotFound(call.production);
    // It may have been removed since the way there was made; whoever removes it holds the spend too.
    if (!(await writer.models.backEnds.lock(call.backEnd))) throw backEndNotFound(call.backEnd);
    const { production, shot } = call;
    const where = { production, ...(shot === undefined ? {} : { shot }) };
    demandBudget({ ...where, ...held, estimateUsdMicros: estimateOf([planned]) });
    await writer.models.calls.put(call);
    await witness(writer, {
      kind: 'model-called',
      subject: subjectOfCall(call),
      by,
      at: call.startedAt,
      body: {
        call: call.id,
        name: call.name,
        card: call.card,
        model: call.model,
        backEnd: planned.backEnd,
        wordsSha256: sha256Hex(call.sent.words),
        files: call.sent.files,
        ...(call.estimateUsdMicros === undefined ? {} : { estimateUsdMicros: call.estimateUsdMicros }),
      },
    });
  });
}

/** What a call that ended badly says to whoever asks for its answer again. */
export function errorOfCall(call: ModelCall): BacklotError | undefined {
  if (call.state === 'uncertain') {
    const why = call.error ? ` (${call.error.message})` : '';
    return new BacklotError(
      'MODEL_CALL_UNCERTAIN',
      `Model call "${call.name}": nobody knows whether its vendor has made it${why}, and it is not sent a second time`,
      {
        hint: 'Look in the account at the vendor. If nothing was charged, request a new take.',
        details: { call: call.id },
      },
    );
  }
  if (call.state === 'cancelled') return new BacklotError('TAKE_CANCELLED', `Model call "${call.name}" was cancelled`);
  if (call.state !== 'failed' || !call.error) return undefined;
  const { code, message, hint } = call.error;
  return new BacklotError(code, message, hint === undefined ? {} : { hint });
}
