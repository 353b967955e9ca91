import { type PolicyPack, policyPackSchema } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { loadRules } from './load-rules.ts';
import { hashPolicyFiles, readPolicyFiles } from './policy-files.ts';
import { createPolicyGate } from './policy-gate.ts';
import { PLAIN_USE } from './testing/plain-use.ts';
import { RULE_TABLE } from './testing/rule-table.ts';
import { personAlone } from './testing/sample-use.ts';
import type { UseFacts } from './use-facts.ts';

const OWN = readPolicyFiles();
const whole = createPolicyGate(OWN);

const HEAD = '@text("A rule.") @source("A source")';
const PERMIT = `@id("a") @outcome("allow") ${HEAD} permit(principal, action, resource);`;

function load(text: string) {
  return loadRules({ schema: OWN.schema, packs: { pack: text } });
}

describe('the rules that come with the studio', () => {
  it('load, each with its source', () => {
    const rules = loadRules(OWN);
    expect([...new Set(rules.map(({ pack }) => pack))].sort()).toEqual([
      'california',
      'eu-ai-act',
      'house',
      'material',
      'netflix',
      'people',
      'sag-aftra',
    ]);
    for (const rule of rules) expect(rule.source.length, rule.id).toBeGreaterThan(5);
  });

  it('have a hash that changes with any text', () => {
    const changed = { ...OWN, packs: { ...OWN.packs, house: `${OWN.packs.house}\n` } };
    const renamed = { ...OWN, packs: { other: OWN.packs.house ?? '' } };
    const schema = { ...OWN, schema: `${OWN.schema} ` };
    expect(new Set([OWN, changed, renamed, schema].map(hashPolicyFiles)).size).toBe(4);
  });

  it('take further packs beside them', () => {
    const pack = `@id("no-guests") @outcome("deny") ${HEAD} forbid(principal, action, resource) when { context.askedBy == Role::"guest" };`;
    const gate = createPolicyGate({ ...OWN, packs: { ...OWN.packs, guests: pack } });
    expect(gate.rules.find(({ id }) => id === 'no-guests')).toMatchObject({ pack: 'guests', outcome: 'deny' });
    const facts: UseFacts = { ...PLAIN_USE, purpose: 'temp' };
    expect(gate.decide({ ...facts, requestedBy: { name: 'G', role: 'guest' } }).outcome).toBe('deny');
    expect(gate.decide({ ...facts, requestedBy: { name: 'A', role: 'artist' } }).outcome).toBe('allow');
  });
});

describe('policy text', () => {
  it('loads when all is in order', () => {
    expect(load(PERMIT)).toEqual([
      expect.objectContaining({ id: 'a', pack: 'pack', outcome: 'allow', effect: 'permit' }),
    ]);
  });

  it.each([
    ['that is no Cedar', 'permit everything', /pack\.cedar/],
    ['that is cut off', PERMIT.slice(0, -10), /pack\.cedar/],
    ['without rules', '// nothing', /no rule/],
    [
      'with a template',
      `@id("t") @outcome("allow") ${HEAD} permit(principal == ?principal, action, resource);`,
      /templates/,
    ],
    ['without an id', PERMIT.replace('@id("a")', ''), /@id is missing/],
    ['without a source', PERMIT.replace('@source("A source")', ''), /@source is missing/],
    ['with a blank source', PERMIT.replace('A source', ' '), /@source is missing or blank/],
    ['without words', PERMIT.replace('@text("A rule.")', ''), /@text is missing/],
    ['without an outcome', PERMIT.replace('@outcome("allow")', ''), /@outcome is missing/],
    ['with an unknown outcome', PERMIT.replace('"allow"', '"maybe"'), /got "maybe"/],
    ['that permits what it says it denies', PERMIT.replace('"allow"', '"deny"'), /a permit rule has @outcome allow/],
    ['that forbids what it says it allows', PERMIT.replace('permit', 'forbid'), /a forbid rule has @outcome/],
    ['with a misspelt annotation', PERMIT.replace('@source', '@suorce'), /unknown annotation @suorce/],
    ['with an unreadable id', PERMIT.replace('"a"', '"A b"'), /words joined by hyphens/],
    ['with a role where none can approve', PERMIT.replace('@text', '@role("legal") @text'), /@role goes with/],
    ['with two rules of one id', `${PERMIT}\n${PERMIT.replace('resource', 'resource is Take')}`, /stands in both/],
    ['that misspells a fact', PERMIT.replace(';', ' when { context.purposes == Purpose::"final" };'), /rule "a"/],
    ['that misspells a purpose', PERMIT.replace(';', ' when { context.purpose == Purpose::"fianl" };'), /fianl/],
    ['that compares unlike things', PERMIT.replace(';', ' when { context.purpose == "final" };'), /rule "a"/],
    [
      'that can never apply',
      PERMIT.replace(';', ' when { context.engine == "a" && !(context.engine == "a") && false };'),
      /rule "a"/,
    ],
  ])('%s is refused at load', (_, text, message) => {
    expect(() => load(text)).toThrow(
      expect.objectContaining({ code: 'POLICY_INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('is refused where two rules contradict each other', () => {
    const forbid = PERMIT.replace('"a"', '"b"').replace('"allow"', '"deny"').replace('permit', 'forbid');
    expect(() => load(`${PERMIT}\n${forbid}`)).toThrow(/contradiction: "a" \(allow\) and "b" \(deny\)/);
  });

  it('is refused where an approval is asked for that could never satisfy the rule', () => {
    const rule = `@id("n") @outcome("needs-approval") @role("legal") ${HEAD} forbid(principal, action, resource)`;
    expect(() => load(`${PERMIT} ${rule} when { context.engine == "x" };`)).toThrow(/nothing in it yields/);
    expect(() => load(`${PERMIT} ${rule.replace('legal', 'king')} when { context.engine == "x" };`)).toThrow(
      /@role must name/,
    );
    const sound = `${rule} unless { context.approvedBy.contains(Role::"legal") };`;
    expect(load(`${PERMIT} ${sound}`).map(({ role }) => role)).toEqual([undefined, 'legal']);
  });

  it('is refused where an approval would lift a rule only together with something else', () => {
    const rule = `@id("n") @outcome("needs-approval") @role("legal") ${HEAD} forbid(principal, action, resource)`;
    const both = `${rule} unless { context.approvedBy.contains(Role::"legal") && context.engine == "x" };`;
    expect(() => load(`${PERMIT} ${both}`)).toThrow(/nothing in it yields/);
    const wrongWay = `${rule} when { context.approvedBy.contains(Role::"legal") };`;
    expect(() => load(`${PERMIT} ${wrongWay}`)).toThrow(/nothing in it yields/);
    const either = `${rule} unless { context.engine == "x" || context.approvedBy.contains(Role::"legal") };`;
    expect(load(`${PERMIT} ${either}`)).toHaveLength(2);
  });

  it('is refused where an approval would do more than lift a rule that asks for one', () => {
    const lifted = 'unless { context.approvedBy.contains(Role::"legal") };';
    const asks = `@id("n") @outcome("needs-approval") @role("legal") ${HEAD} forbid(principal, action, resource)`;
    const hinders = `${asks} when { context.approvedBy.contains(Role::"producer") } ${lifted}`;
    expect(() => load(`${PERMIT} ${hinders}`)).toThrow(/approvedBy may stand only/);
    const denies = `@id("n") @outcome("deny") ${HEAD} forbid(principal, action, resource) ${lifted}`;
    expect(() => load(`${PERMIT} ${denies}`)).toThrow(/approvedBy may stand only/);
    expect(() => load(PERMIT.replace(/;\s*$/, ` ${lifted}`))).toThrow(/approvedBy may stand only/);
  });

  it.each([
    [
      'asks for a thing and its opposite',
      'when { context.engine == "x" } unless { context.engine == "x" }',
      /can never speak/,
    ],
    ['hides the opposite in a chain', 'when { context.engine == "x" && !(context.engine == "x") }', /can never speak/],
    [
      'speaks only where another denies',
      'when { context.engine == "x" && context.today > 20260101 }',
      /never matters: "d"/,
    ],
    ['names a person', 'when { principal == Person::"Ada" }', /not of single people/],
    ['names a take', 'when { resource == Take::"x" }', /not of single people/],
  ])('is refused where a rule %s', (_, condition, message) => {
    const denial = `@id("d") @outcome("deny") ${HEAD} forbid(principal, action, resource) when { context.engine == "x" };`;
    expect(() => load(`${denial} ${PERMIT.replace(';', ` ${condition};`)}`)).toThrow(message);
  });

  it('is refused where a scope names a person', () => {
    expect(() => load(PERMIT.replace('(principal,', '(principal == Person::"Ada",'))).toThrow(/not of single people/);
  });

  it.each(Object.keys(OWN.packs))('of %s is refused whole when one fact in it is misspelt', (pack) => {
    const text = OWN.packs[pack] ?? '';
    const facts = [...new Set([...text.matchAll(/context\.(?!consent\b|card\b|entry\b)(\w+)/g)].map(([fact]) => fact))];
    for (const fact of facts.slice(0, 4)) {
      const broken = { ...OWN.packs, [pack]: text.replaceAll(fact, `${fact}x`) };
      expect(() => loadRules({ ...OWN, packs: broken }), fact).toThrow(/POLICY_INVALID|Policies:/);
    }
  });

  it('never permits more when a pack is in force that permits everything', () => {
    const netflix = `${OWN.packs.netflix}\n@id("all") @outcome("allow") ${HEAD} permit(principal, action, resource);`;
    const gate = createPolicyGate({ ...OWN, packs: { ...OWN.packs, netflix } });
    const alone = personAlone({});
    expect(gate.decide({ ...alone, packs: ['netflix'] }).outcome).toBe('deny');
    expect(gate.decide({ ...PLAIN_USE, packs: ['netflix'], purpose: 'x' as UseFacts['purpose'] }).outcome).toBe('deny');
  });

  it('of a pack that is switched on but not there refuses everything', () => {
    const { netflix: _, ...packs } = OWN.packs;
    const gate = createPolicyGate({ ...OWN, packs });
    expect(gate.decide(PLAIN_USE).outcome).toBe('allow');
    for (const pack of ['netflix', 'unheard-of', 'house', '']) {
      const facts = { ...PLAIN_USE, packs: [pack as PolicyPack] };
      expect(gate.decide(facts)).toMatchObject({ outcome: 'deny', reasons: [{ ruleId: 'no-rule' }] });
      expect(gate.explain(facts).decision.outcome).toBe('deny');
    }
  });

  it('is refused with a broken schema', () => {
    expect(() => loadRules({ schema: 'entity', packs: { pack: PERMIT } })).toThrow(/schema\.cedarschema/);
  });

  it('is refused where there is none', () => {
    expect(() => loadRules({ schema: OWN.schema, packs: {} })).toThrow(/no rules/);
    expect(() => readPolicyFiles(new URL('nowhere/', import.meta.url))).toThrow(/cannot be read/);
  });

  it.each([
    ['house', 11],
    ['people', 97],
    ['material', 59],
    ['california', 31],
  ])('of %s never opens with one character lost, unless what is left means the same', (pack, step) => {
    const text = OWN.packs[pack] ?? '';
    const rows = RULE_TABLE.filter(({ id }) => text.includes(`@id("${id}")`)).map(({ speaks }) => ({
      ...speaks,
      packs: policyPackSchema.options.filter((one) => one === pack),
    }));
    const mustNotAllow = rows.filter((facts) => whole.decide(facts).outcome !== 'allow');
    expect(mustNotAllow.length).toBeGreaterThan(1);
    const code = [...text].flatMap((_, at) => (inRuleBody(text, at) ? [at] : []));
    for (const at of code.filter((_, index) => index % step === 0)) {
      const opened = tryGate({ ...OWN, packs: { ...OWN.packs, [pack]: text.slice(0, at) + text.slice(at + 1) } });
      for (const use of opened ? mustNotAllow : []) {
        expect(opened?.decide(use).outcome, text.slice(at - 20, at + 20)).not.toBe('allow');
      }
    }
  });
});

function inRuleBody(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return !line.startsWith('//') && !line.startsWith('@');
}

function tryGate(files: { schema: string; packs: Record<string, string> }) {
  try {
    return createPolicyGate(files);
  } catch {
    return undefined;
  }
}
