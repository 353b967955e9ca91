import type { Decision, DecisionReason } from '@backlot/film';
import { createRequestJudge, type Verdict } from './judge-request.ts';
import { type IsAnswered, readAnswers } from './parts/answered-rules.ts';
import { listParts } from './parts/list-parts.ts';
import type { Part, PartRequest, Request } from './parts/part.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { RuleSet } from './rule-sets.ts';
import type { UseFacts } from './use-facts.ts';

/** A part of a use and what the rules say of it. */
interface JudgedPart {
  readonly part: Part;
  readonly verdict: Verdict;
  /** What was looked at: the part, or the consent that came nearest. */
  readonly about?: string;
  /** The consent that was looked at, of a person. */
  readonly consentId?: string;
}

export interface Judgement {
  readonly outcome: Decision['outcome'];
  readonly reasons: readonly DecisionReason[];
  /** None where the facts are not of the agreed shape. */
  readonly parts: readonly JudgedPart[];
}

/** Judges a use by a rule set; `set` is undefined where a pack's rules are not here. Never throws. */
export type JudgeUse = (set: RuleSet | undefined, facts: UseFacts) => Judgement;

type Ask = (request: Request) => Verdict;

const STRICTNESS = { allow: 0, 'needs-approval': 1, deny: 2 } as const;

/** A decision's author when no rule permits the use, or when the rules could not be applied. */
const NO_RULE: DecisionReason = {
  ruleId: 'no-rule',
  text: 'No rule permits this use.',
  source: 'House principle: where no rule speaks, a use is not allowed',
};

/** Makes a judge; `mostRemembered` verdicts of a rule set are remembered (bench/policy.mjs). */
export function createJudge(mostRemembered = 5_000): JudgeUse {
  const judgeRequest = createRequestJudge(mostRemembered);
  return (set, facts) => {
    if (!set) return refuse('a pack is switched on whose rules are not here');
    try {
      return judgeParts(listParts(facts), (request) => judgeRequest(set, request), readAnswers(facts));
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error));
    }
  };
}

/** All parts must be permitted: the strictest answer is the answer. */
function judgeParts(parts: readonly Part[], ask: Ask, isAnswered: IsAnswered): Judgement {
  const judged = parts.map((part) =>
    judgePart(part, (request) => judgeAnswered(ask, request, (rule) => isAnswered(part, rule))),
  );
  const fault = judged.find(({ verdict }) => verdict.fault !== undefined)?.verdict.fault;
  if (fault !== undefined) return refuse(fault);
  const outcome = judged.reduce<Decision['outcome']>(
    (strictest, { verdict }) => (STRICTNESS[verdict.outcome] > STRICTNESS[strictest] ? verdict.outcome : strictest),
    'allow',
  );
  return { outcome, reasons: listReasons(judged, outcome), parts: judged };
}

/**
 * An approval lifts the rules that it answers and no other: one that stands in the way without any approval, and that
 * nobody of its role has answered, stands there still. Approvals do nothing but lift (`load-rules` sees to it), so where no
 * rule asks for one, the first answer is the answer.
 */
function judgeAnswered(ask: Ask, request: Request, isAnswered: (rule: PolicyRule) => boolean): Verdict {
  const bare = ask({ ...request, context: { ...request.context, approvedBy: [] } });
  const asking = bare.obstacles.filter((rule) => rule.outcome === 'needs-approval');
  if (asking.length === 0) return bare;
  const verdict = ask(request);
  const hidden = asking.filter((rule) => !isAnswered(rule) && verdict.obstacles.every((other) => other.id !== rule.id));
  if (hidden.length === 0) return verdict;
  const all = [...verdict.obstacles, ...hidden];
  if (verdict.outcome === 'deny') return { ...verdict, obstacles: all };
  return { outcome: 'needs-approval', rules: all, obstacles: all };
}

/** The best answer of a part's requests; among equals the nearest is shown, so that a reader sees what is missing. */
function judgePart(part: Part, ask: Ask): JudgedPart {
  let best: { request: PartRequest; verdict: Verdict } | undefined;
  for (const request of part.requests) {
    const verdict = ask(request);
    if (!best || isBetter({ request, verdict }, best)) best = { request, verdict };
    if (verdict.outcome === 'allow') break;
  }
  if (!best) throw new Error('A part without a request');
  const about = best.request.about ?? part.about;
  const { consentId } = best.request;
  return {
    part,
    verdict: best.verdict,
    ...(about === undefined ? {} : { about: toUnicode(about) }),
    ...(consentId === undefined ? {} : { consentId }),
  };
}

function isBetter(
  one: { request: PartRequest; verdict: Verdict },
  other: { request: PartRequest; verdict: Verdict },
): boolean {
  const difference = STRICTNESS[one.verdict.outcome] - STRICTNESS[other.verdict.outcome];
  return difference < 0 || (difference === 0 && one.request.nearness > other.request.nearness);
}

/** Why it is so. What is allowed tells of the take and of its people; that material is licensed goes without saying. */
function listReasons(judged: readonly JudgedPart[], outcome: Decision['outcome']): DecisionReason[] {
  const speaking = judged.filter(
    ({ part, verdict }) =>
      verdict.outcome === outcome && (outcome !== 'allow' || part.of.kind === 'take' || part.of.kind === 'person'),
  );
  const reasons = speaking.flatMap(({ verdict, about }) => toReasons(verdict, about));
  const unique = new Map(reasons.map((reason) => [`${reason.ruleId} ${reason.about ?? ''}`, reason]));
  return [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reason]) => reason);
}

function toReasons({ rules }: Verdict, about: string | undefined): DecisionReason[] {
  const reasons = rules.length > 0 ? rules.map(toReason) : [NO_RULE];
  return reasons.map((reason) => ({ ...reason, ...(about === undefined ? {} : { about }) }));
}

function toReason(rule: PolicyRule): DecisionReason {
  return {
    ruleId: rule.id,
    text: rule.text,
    source: rule.source,
    pack: rule.pack,
    ...(rule.role === undefined ? {} : { role: rule.role }),
    ...(rule.advice === undefined ? {} : { advice: rule.advice }),
  };
}

function refuse(fault: string): Judgement {
  const text = toUnicode(`The rules could not be applied to these facts: ${fault}`);
  return { outcome: 'deny', reasons: [{ ...NO_RULE, text }], parts: [] };
}

/** Names may come from a stranger; half a character is no Unicode, and no database takes it. */
function toUnicode(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
