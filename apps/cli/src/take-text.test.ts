import { expect, it } from 'vitest';
import { describeRefusedDelivery } from './take-text.ts';

const HASH = 'a'.repeat(64);
const reason = {
  ruleId: 'delivery-needs-supervisor',
  text: 'No take leaves.',
  source: 'House rule 4',
  role: 'supervisor',
  advice: 'Ask one.',
} as const;

it("names the delivery's own reasons, their sources and what to do", () => {
  const decision = { outcome: 'needs-approval', reasons: [reason], recipeHash: HASH, policyHash: HASH } as const;
  expect(describeRefusedDelivery('t1', decision).split('\n')).toEqual([
    'Take t1 may not leave the studio yet:',
    '  No take leaves. [delivery-needs-supervisor]',
    '    source: House rule 4',
    '    Ask one.',
    '  npx backlot review t1 approve --by <name>',
  ]);
  const answerFor = { ...decision, reasons: [{ ...reason, role: 'producer' } as const] };
  expect(describeRefusedDelivery('t1', answerFor)).toContain('npx backlot approve t1 --by <name> --role producer');
  expect(describeRefusedDelivery('t1', { ...decision, outcome: 'deny' })).toContain('may not leave the studio:');
});
