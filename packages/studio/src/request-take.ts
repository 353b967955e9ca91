import { decideTake } from './decide-take.ts';
import { gatherFacts } from './gather-facts.ts';
import { hashUse } from './hash-use.ts';
import { demandAffordable, findRefusal } from './models/demand-affordable.ts';
import type { TakeRight } from './ports/rights.ts';
import { type ReadRequest, readRequest } from './read-request.ts';
import { listRecognised } from './rights/lost-cover.ts';
import type { StudioPorts, TakeRequest } from './studio.ts';
import type { TakePlan } from './take-plan.ts';
import type { TakeRecord } from './take-record.ts';
import { witness } from './witness.ts';

/**
 * First step: reads the set-up, lets the engine look at the inputs, takes them in, records the take, has policy decide.
 * Nothing is kept of a request that fails.
 */
export async function requestTake(ports: StudioPorts, request: TakeRequest): Promise<TakeRecord> {
  const take = await readRequest(ports, request, async (read) => {
    await demandAffordable(ports, read);
    await read.keepInputs();
    return recordRequest(ports, request, read);
  });
  return decideTake(ports, take.id);
}

/** The same without asking for it: what it would send, what it would cost, what policy says. Keeps nothing, sends nothing of it. */
export function planTake(ports: StudioPorts, request: TakeRequest): Promise<TakePlan> {
  return readRequest(ports, request, async (read) => {
    const take = { ...read, faces: [], likenesses: [] };
    const approvals = await ports.records.approvals.of(hashUse(take));
    const asking = { action: 'make-take', by: request.by, approvals, approvingRoles: [] } as const;
    const { recipeHash, words, egress } = read;
    const explanation = await ports.policy.explain(await gatherFacts(ports, take, asking));
    const refusal = await findRefusal(ports, read);
    return { recipeHash, words, explanation, ...(egress ? { egress } : {}), ...refusal };
  });
}

async function recordRequest(ports: StudioPorts, request: TakeRequest, read: ReadRequest): Promise<TakeRecord> {
  const at = new Date(ports.clock.nowMs()).toISOString();
  const id = ports.ids.next();
  const { production, shot, recipe, recipeHash, licences, use, words, picture, egress } = read;
  const recognised = await listRecognised(ports, { production, use, words, faces: [] });
  return ports.records.transaction(async (writer) => {
    const take = await writer.takes.add({
      id,
      production,
      shot,
      engine: recipe.engine.id,
      purpose: recipe.purpose,
      state: 'requested',
      recipe,
      recipeHash,
      licences,
      use,
      ...(egress ? { egress } : {}),
      words,
      faces: [],
      likenesses: [],
      picture,
      requestedBy: request.by,
      requestedAt: at,
      updatedAt: at,
      outputs: [],
      files: [],
      findings: [],
      figures: {},
    });
    await writer.rights.noteRights(id, [...listRights(take, recognised), ...read.inherited]);
    const body = { production, shot, version: take.version, recipeHash, recipe, licences, use, words, egress };
    await witness(writer, { kind: 'take-requested', subject: id, by: request.by, at, body });
    await writer.jobs.enqueue(id);
    return take;
  });
}

/** What a withdrawal has to find it by. */
function listRights({ use, licences }: TakeRecord, recognised: readonly string[]): TakeRight[] {
  const performers = [...new Set([...use.people.map(({ performer }) => performer), ...recognised])];
  return [
    ...performers.map((ref) => ({ kind: 'performer' as const, ref })),
    ...Object.values(licences).flatMap(({ id }) => (id === undefined ? [] : [{ kind: 'licence' as const, ref: id }])),
    ...use.models.map((ref) => ({ kind: 'model' as const, ref })),
  ];
}
