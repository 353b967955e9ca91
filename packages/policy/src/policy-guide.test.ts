import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { policyPackSchema } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { loadRules } from './load-rules.ts';
import { readPolicyFiles } from './policy-files.ts';
import { renderRuleGuide } from './testing/rule-guide.ts';

const rules = loadRules(readPolicyFiles());
const GUIDE = new URL('../../../docs/guide/', import.meta.url);

describe('the guide for legal and producers', () => {
  it('has every rule as the Cedar text has it', async () => {
    await expect(renderRuleGuide(rules)).toMatchFileSnapshot(fileURLToPath(new URL('policy-rules.md', GUIDE)));
  });

  it('names every pack, and no rule that is not there', () => {
    const text = readFileSync(new URL('policy.md', GUIDE), 'utf8');
    for (const pack of policyPackSchema.options) expect(text).toContain(`\`${pack}\``);
    const files = ['house', 'people', 'material', ...policyPackSchema.options];
    const named = [...text.matchAll(/rule `([a-z0-9-]+)`/g)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(5);
    for (const id of named) expect(rules.map((rule) => rule.id)).toContain(id);
    expect([...new Set(rules.map(({ pack }) => pack))].sort()).toEqual([...files].sort());
  });
});
