import type { ModelCall } from '@backlot/film';
import type { TakeRecord } from '@backlot/studio';
import { expect, it } from 'vitest';
import { describeRefusedDelivery, describeTake } from './take-text.ts';

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

const take = {
  id: 't1',
  shot: 'sq010/sh0040',
  version: 1,
  state: 'in-review',
  files: [],
  findings: [],
  faces: [],
} as unknown as TakeRecord;

it('says why a take is held and who can answer, never that it is ready', () => {
  const question = { ...reason, ruleId: 'face-question', role: 'legal' } as const;
  const decision = { outcome: 'needs-approval', reasons: [question], recipeHash: HASH, policyHash: HASH } as const;
  const faces = [{ verdict: 'unclear', frame: 48, why: 'Too small (one look, first in frame 48)' }] as const;
  const text = describeTake({ ...take, state: 'held', decision, faces }, 'out');
  expect(text).not.toContain('ready');
  expect(text.split('\n')).toEqual([
    'Take t1 waits for the approval of legal:',
    '  No take leaves. [face-question]',
    '    source: House rule 4',
    '    Ask one.',
    '  seen: Too small (one look, first in frame 48)',
    '  npx backlot approve t1 --by <name> --role legal',
  ]);
  expect(describeTake({ ...take, state: 'refused', decision }, 'out')).toContain('is refused by policy');
});

it('notes what was taken for a face and is none, in a take that is ready', () => {
  const faces = [{ verdict: 'fleeting', frame: 48, why: 'Gone in the frames beside it' }] as const;
  const text = describeTake({ ...take, faces }, 'out');
  expect(text).toContain('is ready for review');
  expect(text).toContain('  note: Gone in the frames beside it');
  expect(describeTake({ ...take, state: 'approved' }, 'out')).toContain('is approved');
});

it('says what a take cost, and what of it nobody knows', () => {
  const call = { state: 'finished', costUsdMicros: 24_000 } as ModelCall;
  const unpriced = { state: 'finished' } as ModelCall;
  expect(describeTake(take, 'out')).not.toContain('cost');
  expect(describeTake(take, 'out', [call])).toContain('  cost       $0.024, for 1 call of a model');
  expect(describeTake(take, 'out', [call, unpriced])).toContain('$0.024, and what nobody knows, for 2 calls of models');
  expect(describeTake(take, 'out', [unpriced])).toContain('unknown, for 1 call of a model');
});
