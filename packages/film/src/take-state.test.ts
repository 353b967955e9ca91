import { describe, expect, it } from 'vitest';
import {
  isTakeSettled,
  nextTakeState,
  TAKE_TRANSITIONS,
  type TakeEvent,
  type TakeState,
  takeStateSchema,
} from './take-state.ts';

const EVENTS = [...new Set(Object.values(TAKE_TRANSITIONS).flatMap((next) => Object.keys(next)))] as TakeEvent[];

function walk(...events: TakeEvent[]): TakeState {
  return events.reduce<TakeState>(nextTakeState, 'requested');
}

describe('a take', () => {
  it('goes the line from request to delivery', () => {
    const line: TakeEvent[] = [
      'decision-allowed',
      'run-started',
      'run-finished',
      'inspection-passed',
      'seal-verified',
      'take-approved',
      'take-delivered',
    ];
    expect(walk(...line)).toBe('delivered');
  });

  it('waits for approval and then runs', () => {
    expect(walk('decision-needs-approval')).toBe('awaiting-approval');
    expect(walk('decision-needs-approval', 'decision-allowed')).toBe('queued');
    expect(walk('decision-needs-approval', 'decision-denied')).toBe('refused');
  });

  it('goes back to the queue when its worker dies', () => {
    expect(walk('decision-allowed', 'run-started', 'run-interrupted')).toBe('queued');
  });

  it('never runs without a decision, is never approved without a seal, never delivered without approval', () => {
    const sources = (target: TakeState) =>
      takeStateSchema.options.filter((state) => Object.values(TAKE_TRANSITIONS[state]).includes(target));
    expect(sources('running')).toEqual(['queued']);
    expect(sources('in-review')).toEqual(['sealing']);
    expect(sources('approved').sort()).toEqual(['approved', 'in-review', 'rejected']);
    expect(sources('delivered').sort()).toEqual(['approved', 'delivered']);
    const beforeSeal = ['requested', 'awaiting-approval', 'queued', 'running', 'inspecting'] as const;
    for (const state of beforeSeal) expect(Object.values(TAKE_TRANSITIONS[state])).not.toContain('approved');
  });

  it('refuses each event that is not in the table, naming what is possible', () => {
    for (const state of takeStateSchema.options) {
      for (const event of EVENTS) {
        const expected = TAKE_TRANSITIONS[state][event];
        if (expected) expect(nextTakeState(state, event)).toBe(expected);
        else expect(() => nextTakeState(state, event)).toThrow(expect.objectContaining({ code: 'TAKE_STATE_INVALID' }));
      }
    }
  });

  it('can reach every state, and ends for good where it was refused, failed or cancelled', () => {
    const reached = new Set<TakeState>(['requested']);
    for (const state of reached) for (const next of Object.values(TAKE_TRANSITIONS[state])) reached.add(next);
    expect([...reached].sort()).toEqual([...takeStateSchema.options].sort());
    for (const state of ['refused', 'failed', 'cancelled'] as const) expect(TAKE_TRANSITIONS[state]).toEqual({});
  });

  it('is settled where only a person can move it on', () => {
    expect(takeStateSchema.options.filter((state) => !isTakeSettled(state))).toEqual([
      'requested',
      'queued',
      'running',
      'inspecting',
      'sealing',
    ]);
  });
});
