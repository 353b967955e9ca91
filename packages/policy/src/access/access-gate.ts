import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type AccessAction, accessActionSchema, BacklotError, type Person, type Role } from '@backlot/film';
import { type AuthorizationAnswer, preparsePolicySet, preparseSchema, validate } from '@cedar-policy/cedar-wasm/nodejs';
import { askCedar } from '../ask-cedar.ts';
import type { AccessActor, AccessResource } from './access-actor.ts';
import { type AccessFacts, gatherAccessFacts } from './access-facts.ts';
import { type AccessRule, readAccessRules } from './access-rules.ts';

/** The text of the access rules and the schema that they must fit. */
export interface AccessFiles {
  readonly schema: string;
  readonly rules: string;
}

/** One question: may this actor do this with that? */
export interface AccessQuestion {
  readonly actor: AccessActor;
  readonly action: AccessAction;
  readonly resource: AccessResource;
}

/** A rule that spoke: for a permission those that permit, for a refusal those that forbid, or `no-rule`. */
export interface AccessReason {
  readonly ruleId: string;
  readonly text: string;
}

export interface AccessAnswer {
  readonly allowed: boolean;
  readonly reasons: readonly AccessReason[];
}

/** The only judge of who may do what. Keeps no state that changes an answer, and looks nothing up. */
export interface AccessGate {
  /** A refusal is a value, never an exception. Where no rule speaks, and where a rule fails, the answer is no. */
  readonly may: (question: AccessQuestion) => AccessAnswer;
  /**
   * The actor as records name them: in the first of `preferred` and then of the house's order of roles in which they
   * alone may do this. Nothing where they may not.
   */
  readonly actAs: (question: AccessQuestion, preferred?: readonly Role[]) => Person | undefined;
}

const FOLDER = new URL('../../access/', import.meta.url);
/** Facts are few: roles × actions × states. A studio's whole life fits; past this the oldest go. */
const MAX_REMEMBERED = 20_000;
/** Who decides before who makes: a supervisor who is an artist too reviews as supervisor. */
const ORDER: readonly Role[] = ['supervisor', 'producer', 'legal', 'artist', 'performer', 'guest', 'owner', 'system'];

/** The access rules that come with the studio. @throws BacklotError `POLICY_INVALID` when they cannot be read */
export function readAccessFiles(folder: URL = FOLDER): AccessFiles {
  try {
    const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
    return { schema: read('schema.cedarschema'), rules: read('access.cedar') };
  } catch (cause) {
    throw invalid(`the folder ${folder.pathname} cannot be read`, cause);
  }
}

/**
 * Loads the access rules; a gate either holds all of them or is not made.
 * @throws BacklotError `POLICY_INVALID` at the first fault of rules or schema
 */
export function createAccessGate(files: AccessFiles = readAccessFiles()): AccessGate {
  const rules = readAccessRules(files.rules);
  const name = prepare(files.schema, rules);
  const answers = new Map<string, AccessAnswer>();
  const answer = (facts: AccessFacts): AccessAnswer => {
    // The answer follows from the facts alone, so what was answered once holds.
    const key = JSON.stringify(facts);
    const known = answers.get(key);
    if (known) return known;
    const judged = judge(name, facts, rules);
    const [oldest] = answers.keys();
    if (answers.size >= MAX_REMEMBERED && oldest !== undefined) answers.delete(oldest);
    answers.set(key, judged);
    return judged;
  };
  return {
    may: ({ actor, action, resource }) => answer(gatherAccessFacts(actor, action, resource)),
    actAs: ({ actor, action, resource }, preferred = []) => {
      const facts = gatherAccessFacts(actor, action, resource);
      const role = [...preferred, ...ORDER].find(
        (each) => facts.roles.includes(each) && answer({ ...facts, roles: [each] }).allowed,
      );
      if (role === undefined) return undefined;
      return { name: actor.name, role, ...(actor.accountId === undefined ? {} : { accountId: actor.accountId }) };
    },
  };
}

/** Returns the name under which Cedar holds them. */
function prepare(schema: string, rules: readonly AccessRule[]): string {
  const staticPolicies = Object.fromEntries(rules.map((rule) => [rule.id, rule.cedar]));
  const checked = validate({ schema, policies: { staticPolicies } });
  if (checked.type === 'failure') throw invalid(checked.errors.map((error) => error.message).join('. '));
  const problem = [...checked.validationErrors, ...checked.validationWarnings][0];
  if (problem) throw invalid(`rule "${problem.policyId}": ${problem.error.message}`);
  const name = `access/${createHash('sha256')
    .update(JSON.stringify([schema, staticPolicies]))
    .digest('hex')}`;
  const parts = [preparseSchema(name, schema), preparsePolicySet(name, { staticPolicies })];
  const failed = parts.find((part) => part.type === 'failure');
  if (failed?.type === 'failure') throw invalid(failed.errors.map((error) => error.message).join('. '));
  const unknown = accessActionSchema.options.find((action) => !schema.includes(`"${action}"`));
  if (unknown) throw invalid(`the schema knows no action "${unknown}"`);
  return name;
}

/** Cedar skips a rule that fails to evaluate; a skipped prohibition would open the gate, so any such error refuses. */
function judge(name: string, facts: AccessFacts, rules: readonly AccessRule[]): AccessAnswer {
  const answer = evaluate(name, facts);
  if (answer.type === 'failure') return refuse(answer.errors.map((error) => error.message).join('. '));
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) return refuse(diagnostics.errors.map(({ error }) => error.message).join('. '));
  const reasons = rules
    .filter((rule) => diagnostics.reason.includes(rule.id))
    .map(({ id, text }) => ({ ruleId: id, text }));
  if (reasons.length > 0) return { allowed: decision === 'allow', reasons };
  const roles = facts.roles.length === 0 ? 'nobody known here' : facts.roles.join(' and ');
  return refuse(`No rule lets ${roles} do this (${facts.action}).`);
}

function evaluate(name: string, { action, resource, roles, state, ...known }: AccessFacts): AuthorizationAnswer {
  const toEntity = (type: string, id: string) => ({ __entity: { type, id } });
  const answer = askCedar({
    principal: { type: 'Actor', id: 'actor' },
    action: { type: 'Action', id: action },
    resource: { type: resource, id: 'resource' },
    context: {
      ...known,
      roles: roles.map((role) => toEntity('Role', role)),
      ...(state === undefined ? {} : { state: toEntity('TakeState', state) }),
    },
    entities: [],
    preparsedSchemaName: name,
    preparsedPolicySetId: name,
    validateRequest: true,
  });
  if (typeof answer !== 'string') return answer;
  const details = { help: null, code: null, url: null, severity: null } as const;
  return { type: 'failure', errors: [{ message: answer, ...details }], warnings: [] };
}

function refuse(text: string): AccessAnswer {
  return { allowed: false, reasons: [{ ruleId: 'no-rule', text }] };
}

function invalid(problem: string, cause?: unknown): BacklotError {
  return new BacklotError('POLICY_INVALID', `Access rules: ${problem}`, {
    hint: 'Correct the text in packages/policy/access; until then nobody may do anything.',
    cause,
  });
}
