import { readFile } from 'node:fs/promises';
import { BacklotError, briefRequestSchema, type Decision, type Person } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import type { BriefPlan, ReadBrief } from './brief.ts';
import { callModel } from './call-model.ts';
import type { CallOwner } from './call-owner.ts';
import { parseReading } from './parse-reading.ts';
import { BRIEF, planBrief, promptOf } from './plan-brief.ts';

/**
 * Has a model read a brief into a form. It passes the gates of every other call: card, people in words, policy on what is sent,
 * budget; what was sent and what came back stay on record, under the production.
 * @throws BacklotError those of `planBrief`, `DECISION_DENIED` and `APPROVAL_NEEDED` with the decision in `details`,
 * `BUDGET_SPENT`, and those of a call
 */
export async function readBrief(
  ports: StudioPorts,
  production: string,
  request: unknown,
  by: Person,
): Promise<ReadBrief> {
  const plan = await planBrief(ports, production, request, by);
  const { card, text } = briefRequestSchema.parse(request);
  const id = ports.ids.next();
  await recordRequest(ports, { production, id, by, plan });
  demandAllowed(plan.explanation.decision);
  const owner: CallOwner = { production, egress: plan.egress, by, identity: [BRIEF, id], title: `Brief "${id}"` };
  const scratch = await ports.files.scratch();
  try {
    const job = { task: 'words', prompt: promptOf(text), seed: 0, files: [], settings: {} } as const;
    // Never aborted: the gateway ends it in time, and what was cut off might have been paid.
    const run = { workDir: scratch.path, signal: new AbortController().signal };
    const { outputs } = await callModel(ports, owner, run, { name: BRIEF, card, job });
    const reading = outputs[0] && parseReading(await readFile(outputs[0].path, 'utf8'));
    if (!reading) throw new Error(`${owner.title}: what was collected is no reading`);
    return { plan, reading };
  } finally {
    await scratch.dispose();
  }
}

interface Asked {
  readonly production: string;
  readonly id: string;
  readonly by: Person;
  readonly plan: BriefPlan;
}

async function recordRequest(ports: StudioPorts, { production, id, by, plan }: Asked): Promise<void> {
  const { egress, words, explanation } = plan;
  const at = new Date(ports.clock.nowMs()).toISOString();
  const body = { brief: id, egress, words, decision: explanation.decision };
  await ports.records.transaction((writer) =>
    witness(writer, { kind: 'brief-requested', subject: `production:${production}`, by, at, body }),
  );
}

/** A brief has no approvals: what would need one is asked with other words, or of another model. */
function demandAllowed(decision: Decision): void {
  const { outcome, reasons } = decision;
  if (outcome === 'allow') return;
  const said = reasons.map(({ text, ruleId, source }) => `${text} [${ruleId}; ${source}]`).join(' ');
  throw new BacklotError(
    outcome === 'deny' ? 'DECISION_DENIED' : 'APPROVAL_NEEDED',
    `Brief: expected policy to allow it to be sent, got ${outcome}: ${said}`,
    {
      hint: reasons.find(({ advice }) => advice !== undefined)?.advice ?? 'Say it otherwise, or choose another model.',
      details: { decision },
    },
  );
}
