import { type DecisionReason, rolesAsked } from '@backlot/film';
import { describe, expect, it } from 'vitest';
import { namesOfRoles } from './roles-asked.ts';

const reason = (role?: DecisionReason['role']): DecisionReason => ({
  ruleId: 'r',
  text: 't',
  source: 's',
  ...(role === undefined ? {} : { role }),
});

describe('who has to approve', () => {
  it('is everybody whom the reasons name, once', () => {
    const reasons = [reason('legal'), reason(), reason('producer'), reason('legal')];
    expect(rolesAsked(reasons)).toEqual(['legal', 'producer']);
    expect(namesOfRoles(reasons)).toBe('Legal and a producer');
  });
  it('is nobody where no reason names a role', () => {
    expect(namesOfRoles([reason()])).toBeUndefined();
  });
});
