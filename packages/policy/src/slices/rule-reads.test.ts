import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { describe, expect, it } from 'vitest';
import { listBounds, listFactsRead, listReads } from './rule-reads.ts';

const FACTS = ['engine', 'today', 'step', 'consent', 'consent.state', 'consent.words', 'approvedBy'];

function readsOf(condition: string) {
  const answer = policyToJson(`permit (principal, action, resource) when { ${condition} };`);
  if (answer.type === 'failure') throw new Error(answer.errors[0]?.message);
  return listReads(answer.json);
}

describe('a rule reads', () => {
  it.each([
    ['true', []],
    ['context.engine == "a"', ['engine']],
    ['context["engine"] == "a"', ['engine']],
    ['context has consent', ['consent']],
    ['context has consent.state', ['consent', 'consent.state']],
    ['context.consent has state', ['consent', 'consent.state']],
    ['context.consent.state == S::"a"', ['consent', 'consent.state']],
    ['context.consent == {}', ['consent', 'consent.state', 'consent.words']],
    ['context.step.owner == "a"', ['step']],
    ['context == {}', FACTS],
    ['{"a": context}["a"]["engine"] == "a"', FACTS],
    [
      '(if context.engine == "a" then context.consent else {}) has state',
      ['engine', 'consent', 'consent.state', 'consent.words'],
    ],
    ['if context.today > 1 then context.step == S::"a" else false', ['today', 'step']],
    ['context.engine like "a*" || !(context.approvedBy.containsAny([R::"a"]))', ['engine', 'approvedBy']],
    ['{"has": context.engine, "Var": 1} == {"has": "a", "Var": 1}', ['engine']],
    ['[context.today].contains(3) && decimal(context.engine).lessThan(decimal("1.0"))', ['engine', 'today']],
    ['context.consent.words + 1 > 3', ['consent', 'consent.words']],
  ])('of %s: %j', (condition, facts) => {
    expect(listFactsRead(readsOf(condition), FACTS)).toEqual(facts);
  });
});

describe('the numbers with which rules compare a fact', () => {
  it('are those of every comparison, whichever side they stand on', () => {
    const reads = ['context.today >= 5 && 3 < context.today', 'context.today != 9 || context.today == -1', 'true'];
    expect(listBounds(reads.map(readsOf), 'today')).toEqual([-1, 3, 5, 9]);
    expect(listBounds([readsOf('context.consent.words < 8')], 'consent.words')).toEqual([8]);
    expect(listBounds([readsOf('true')], 'today')).toEqual([]);
  });

  it.each([
    'context.today + 1 > 5',
    'context.today > context.consent.words',
    '[1, 2].contains(context.today)',
    'context == {}',
  ])('are not known where a rule does anything else with it: %s', (condition) => {
    expect(listBounds([readsOf('context.today > 5'), readsOf(condition)], 'today')).toBeUndefined();
  });

  it('are not known of what a record that is read as a whole holds', () => {
    const reads = ['context.consent.words > 5', 'context.consent == {}'].map(readsOf);
    expect(listBounds(reads, 'consent.words')).toBeUndefined();
  });
});
