import {
  type Decision,
  type DecisionReason,
  type FaceFinding,
  formatTakeVersion,
  formatUsd,
  type ModelCall,
  type Role,
  rolesAsked,
  spentOn,
  type UsdMicros,
} from '@backlot/film';
import type { TakeRecord } from '@backlot/studio';

/** A take as `--json` prints it. */
export function takeSummary(take: TakeRecord): Record<string, unknown> {
  return {
    id: take.id,
    production: take.production,
    shot: take.shot,
    version: take.version,
    engine: take.engine,
    purpose: take.purpose,
    state: take.state,
    recipeHash: take.recipeHash,
    requestedAt: take.requestedAt,
    ...(take.finishedAt === undefined ? {} : { finishedAt: take.finishedAt }),
    ...(take.error === undefined ? {} : { error: take.error }),
    findings: take.findings,
    figures: take.figures,
    files: take.files,
  };
}

/** What a take's models cost, as `--json` prints it; nothing where it called none. */
export function costSummary(calls: readonly ModelCall[]): { readonly costUsdMicros?: UsdMicros } {
  return calls.length === 0 ? {} : { costUsdMicros: spentOnAll(calls) };
}

/** A take on one line. */
export function takeLine(take: TakeRecord): string {
  const files = take.files.length === 0 ? '' : `  ${take.files.length} files`;
  const name = `${take.shot} ${formatTakeVersion(take.version)}`;
  return `${take.id}  ${name.padEnd(20)} ${take.engine.padEnd(9)} ${take.state}${files}`;
}

/**
 * What a person wants to know of a take just made, or why it waits for somebody's answer; `calls` are those that it made of
 * models.
 */
export function describeTake(take: TakeRecord, folder: string, calls: readonly ModelCall[] = []): string {
  if (needsAnswer(take)) return describeDecision(take);
  const video = take.files.find((file) => file.role === 'video');
  const sequences = [...new Set(take.files.filter((file) => file.frame !== undefined).map((file) => file.role))];
  const fleeting = take.faces.filter(({ verdict }) => verdict === 'fleeting');
  const notes = [...take.findings.map(({ message }) => message), ...fleeting.map(({ why }) => why)];
  return [
    `${take.shot} ${formatTakeVersion(take.version)} is ${take.state === 'in-review' ? 'ready for review' : take.state} (take ${take.id}).`,
    ...(video ? [`  video      ${folder}/${video.name}`] : []),
    ...sequences.map((role) => `  ${role.padEnd(10)} ${folder}/${role}/`),
    ...(take.seal ? [`  seal       ${take.seal.state}, signed by ${take.seal.signer}`] : []),
    ...(calls.length === 0 ? [] : [`  cost       ${costOf(calls)}`]),
    `  again      npx backlot rerun ${take.id}`,
    ...notes.map((note) => `  note: ${note}`),
  ].join('\n');
}

function costOf(calls: readonly ModelCall[]): string {
  const unpriced = calls.filter((call) => (call.costUsdMicros ?? call.estimateUsdMicros) === undefined).length;
  const known = formatUsd(spentOnAll(calls));
  const sent = calls.filter(({ reuses }) => reuses === undefined).length;
  const made = sent === 1 ? '1 call of a model' : `${sent} calls of models`;
  if (unpriced === calls.length) return `unknown, for ${made}`;
  return `${known}${unpriced > 0 ? ', and what nobody knows' : ''}, for ${made}`;
}

function spentOnAll(calls: readonly ModelCall[]): UsdMicros {
  return calls.reduce((sum, call) => sum + spentOn(call), 0);
}

/** Whether policy has said no, or waits for somebody's yes: before a run, or on what inspection saw. */
export function needsAnswer({ state }: TakeRecord): boolean {
  return state === 'refused' || state === 'awaiting-approval' || state === 'held';
}

/** Why policy said no, or who must say yes; of faces, what was seen where. */
export function describeDecision(take: TakeRecord): string {
  const reasons = take.decision?.reasons ?? [];
  const roles = rolesAsked(reasons);
  const head =
    take.state === 'refused'
      ? `Take ${take.id} is refused by policy:`
      : `Take ${take.id} waits for the approval of ${roles.join(' and ')}:`;
  const next = take.state === 'refused' ? [] : roles.map((role) => sayYes(take.id, role));
  const seen = take.faces.filter(({ verdict }) => ASKED_ABOUT.has(verdict)).map(({ why }) => `  seen: ${why}`);
  return [head, ...reasons.flatMap(describeReason), ...seen, ...next].join('\n');
}

const ASKED_ABOUT: ReadonlySet<FaceFinding['verdict']> = new Set(['question', 'unclear', 'refused']);

/** Why a take may not leave the studio, by the decision on its delivery, not the one it was made under. */
export function describeRefusedDelivery(takeId: string, { outcome, reasons }: Decision): string {
  const head =
    outcome === 'needs-approval'
      ? `Take ${takeId} may not leave the studio yet:`
      : `Take ${takeId} may not leave the studio:`;
  // A supervisor's yes to a delivery is their verdict on the take.
  const next = rolesAsked(reasons).map((role) =>
    role === 'supervisor' ? `  npx backlot review ${takeId} approve --by <name>` : sayYes(takeId, role),
  );
  return [head, ...reasons.flatMap(describeReason), ...(outcome === 'needs-approval' ? next : [])].join('\n');
}

function sayYes(takeId: string, role: Role): string {
  return `  npx backlot approve ${takeId} --by <name> --role ${role}`;
}

function describeReason({ text, ruleId, source, advice }: DecisionReason): string[] {
  return [`  ${text} [${ruleId}]`, `    source: ${source}`, ...(advice === undefined ? [] : [`    ${advice}`])];
}
