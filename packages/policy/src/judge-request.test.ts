import { policyPackSchema } from '@backlot/film';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRequestJudge, type Verdict } from './judge-request.ts';
import { loadRules } from './load-rules.ts';
import { listParts } from './parts/list-parts.ts';
import type { Request } from './parts/part.ts';
import { hashPolicyFiles, readPolicyFiles } from './policy-files.ts';
import { createRuleSets, type RuleSet } from './rule-sets.ts';
import { readContextTypes } from './slices/fact-types.ts';
import { anyContext } from './testing/any-context.ts';
import { createWholeJudge, type WholeVerdict } from './testing/judge-whole.ts';
import { RULE_TABLE } from './testing/rule-table.ts';

const files = readPolicyFiles();
const rules = loadRules(files);
const ruleSetOf = createRuleSets(hashPolicyFiles(files), rules, files.schema);
const judgeWhole = createWholeJudge(files, rules);
const judgeRequest = createRequestJudge(50);
const contextTypes = readContextTypes(files.schema);
const numbers = rules.flatMap(({ reads }) => [...reads.bounds.values()].flat());
const packSets = fc.subarray([...policyPackSchema.options]);

const requestsOf = (action: string): fc.Arbitrary<Request> =>
  anyContext(contextTypes.get(action)!, numbers).map((context) => ({ action, context }));
const requests = fc.oneof(...[...contextTypes.keys()].map(requestsOf));

/** Odd values, and some that are of another fact's type. */
const oddities = fc.oneof(
  fc.constantFrom(null, undefined, 0.5, Number.NaN, 1e20, '', '\ud800', [], {}, true, 7, 'yes', [true]),
  fc.constantFrom(...['Role', 'Answer', 'Step', 'Nobody'].map((type) => ({ __entity: { type, id: 'yes' } }))),
  fc.anything(),
);

describe('what slices of the rules say together', () => {
  it.each([...contextTypes.keys()])('is what all rules say at once of any facts: %s', (action) => {
    fc.assert(
      fc.property(packSets, requestsOf(action), (packs, request) => {
        expect(idsOf(judgeRequest(setOf(packs), request))).toEqual(judgeWhole(packs, request));
      }),
      { numRuns: action === 'use-person' ? 1_500 : 300, seed: 20261125 },
    );
  });

  it('is what all rules say at once of each use in the table of rules, on either side of its rule', () => {
    for (const packs of [[], [...policyPackSchema.options]]) {
      for (const { speaks, silent } of RULE_TABLE) {
        for (const request of [speaks, silent].flatMap((facts) => listParts(facts)).flatMap((part) => part.requests)) {
          expect(idsOf(judgeRequest(setOf(packs), request))).toEqual(judgeWhole(packs, request));
        }
      }
    }
  });

  it('is of facts that no rule reads the same, whatever they are', () => {
    fc.assert(
      fc.property(requestsOf('use-person'), fc.string(), (request, engine) => {
        const other = { ...request, context: { ...request.context, engine } };
        expect(judgeRequest(setOf([]), other)).toBe(judgeRequest(setOf([]), request));
      }),
    );
  });
});

describe('facts of another shape', () => {
  it('are refused wherever Cedar does not take them, also where no rule reads them', () => {
    fc.assert(
      fc.property(requests.chain(withOddity), ({ action, context }) => {
        const verdict = judgeRequest(setOf([]), { action, context });
        if (verdict.fault === undefined) expect(idsOf(verdict)).toEqual(judgeWhole([], { action, context }));
        else expect(verdict).toMatchObject({ outcome: 'deny', rules: [] });
      }),
      { numRuns: 2_000, seed: 20261125 },
    );
  });

  it('are refused where a fact is missing, unknown, or of an action that is', () => {
    const [request] = fc.sample(requestsOf('use-person'), { numRuns: 1, seed: 1 }) as [Request];
    const { engine: _, ...missing } = request.context;
    const fault = (changed: Partial<Request>) => judgeRequest(setOf([]), { ...request, ...changed }).fault;
    expect(fault({})).toBeUndefined();
    expect(fault({ context: missing })).toContain('"engine"');
    expect(fault({ context: { ...request.context, colour: 'red' } })).toContain('does not know');
    expect(fault({ context: { ...request.context, consent: { state: 'granted' } } })).toContain('"consent.');
    expect(fault({ action: 'use-nothing' })).toContain('unknown action');
  });

  it('leave no trace in what is remembered of others', () => {
    const [request] = fc.sample(requestsOf('use-person'), { numRuns: 1, seed: 2 }) as [Request];
    const before = judgeRequest(setOf([]), request);
    judgeRequest(setOf([]), { ...request, context: { ...request.context, engine: 7 } });
    expect(judgeRequest(setOf([]), request)).toBe(before);
  });
});

function withOddity({ action, context }: Request): fc.Arbitrary<Request> {
  const consent = typeof context.consent === 'object' ? Object.keys(context.consent ?? {}) : [];
  const places = [...Object.keys(context), ...consent.map((fact) => `consent.${fact}`), 'unknown'];
  return fc.tuple(fc.constantFrom(...places), oddities).map(([place, odd]) => {
    const [fact = '', held] = place.split('.');
    const value = held === undefined ? odd : { ...(context[fact] as object), [held]: odd };
    return { action, context: { ...context, [fact]: value } as Request['context'] };
  });
}

function setOf(packs: Parameters<typeof ruleSetOf>[0]): RuleSet {
  return ruleSetOf(packs)!;
}

function idsOf({ outcome, rules, obstacles, fault }: Verdict): WholeVerdict {
  const ids = [rules, obstacles].map((list) => list.map(({ id }) => id).sort());
  return { outcome, rules: ids[0] ?? [], obstacles: ids[1] ?? [], isFault: fault !== undefined };
}
