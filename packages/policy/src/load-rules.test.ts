import { describe, expect, it } from 'vitest';
import { loadRules } from './load-rules.ts';
import { hashPolicyFiles, readPolicyFiles } from './policy-files.ts';
import { createPolicyGate } from './policy-gate.ts';
import { PLAIN_USE } from './testing/plain-use.ts';
import type { UseFacts } from './use-facts.ts';

const OWN = readPolicyFiles();

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

  it('is refused with a broken schema', () => {
    expect(() => loadRules({ schema: 'entity', packs: { pack: PERMIT } })).toThrow(/schema\.cedarschema/);
  });

  it('is refused where there is none', () => {
    expect(() => loadRules({ schema: OWN.schema, packs: {} })).toThrow(/no rules/);
    expect(() => readPolicyFiles(new URL('nowhere/', import.meta.url))).toThrow(/cannot be read/);
  });

  it('never loads with any one character of it lost, unless what is left means the same', () => {
    const text = OWN.packs.house ?? '';
    const mustNotAllow: readonly UseFacts[] = [
      { ...PLAIN_USE, purpose: 'final' },
      { ...PLAIN_USE, purpose: 'temp', inputs: [{ role: 'plate', name: 'p' }] },
      { ...PLAIN_USE, action: 'deliver-take', purpose: 'temp' },
    ];
    const code = [...text].flatMap((_, at) => (inRuleBody(text, at) ? [at] : []));
    for (const at of code.filter((_, index) => index % 5 === 0)) {
      const broken = { packs: { house: text.slice(0, at) + text.slice(at + 1) }, schema: OWN.schema };
      const opened = tryGate(broken);
      if (opened)
        for (const use of mustNotAllow)
          expect(opened.decide(use).outcome, text.slice(at - 20, at + 20)).not.toBe('allow');
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
