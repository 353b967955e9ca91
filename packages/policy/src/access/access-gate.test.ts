import { readFileSync } from 'node:fs';
import {
  type AccessAction,
  accessActionSchema,
  type Role,
  roleSchema,
  type TakeState,
  takeStateSchema,
} from '@backlot/film';
import { describe, expect, it } from 'vitest';
import type { AccessActor, TakeResource } from './access-actor.ts';
import { createAccessGate, readAccessFiles } from './access-gate.ts';

const files = readAccessFiles();
const gate = createAccessGate(files);
const matrix = readFileSync(new URL('../../access/matrix.md', import.meta.url), 'utf8');

const NOBODY: AccessActor = { id: 'account:a', name: 'Ada', accountId: 'a', isOwner: false, roles: {}, performers: [] };
const TAKE: TakeResource = {
  kind: 'take',
  take: 't1',
  production: 'harbour',
  shot: 'sq010/sh0040',
  state: 'in-review',
  requestedBy: { name: 'Ben', role: 'artist', accountId: 'b' },
  performers: ['p1'],
};

/** Rows of the table whose header begins so, cells trimmed. */
function tableOf(header: string): string[][] {
  const lines = matrix.split('\n');
  const start = lines.findIndex((line) => line.startsWith(header));
  const rows = lines.slice(start).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return [
    rows[0] ?? [],
    ...rows.slice(
      2,
      rows.findIndex((row, index) => index > 1 && row.length === 0),
    ),
  ];
}

const [heads = [], ...rows] = tableOf('| action              | owner');
const [, ...exceptions] = tableOf('| actions');

function actorIn(
  role: Role,
  facts: { readonly speaksFor: boolean; readonly isNamed: boolean; readonly mayNote: boolean },
) {
  const roles: AccessActor['roles'] = role === 'owner' ? {} : { harbour: [role] };
  return {
    ...NOBODY,
    roles,
    isOwner: role === 'owner',
    performers: facts.speaksFor ? ['p1'] : ['p2'],
    guest: {
      production: 'harbour',
      shots: [],
      takes: [facts.isNamed ? 't1' : 't2'],
      mayNote: facts.mayNote,
    },
  } satisfies AccessActor;
}

function isMeant(action: AccessAction, role: Role, state: TakeState, facts: Record<string, boolean>): boolean {
  const cell = rows.find(([name]) => name === action)?.[heads.indexOf(role)];
  const meant = {
    yes: true,
    '-': false,
    asked: facts.isAsker,
    others: !facts.isAsker,
    used: facts.speaksFor,
    named: facts.isNamed,
    noting: facts.isNamed && facts.mayNote,
    watching: facts.isNamed && facts.isViewingFile,
  }[cell ?? ''];
  if (meant === undefined) throw new Error(`The matrix says "${cell}" of ${action} and ${role}`);
  const taken = exceptions.filter(([actions, states]) => listed(actions, action) && listed(states, state));
  return meant && taken.every(([, , left]) => listed(left, role));
}

function listed(cell: string | undefined, word: string): boolean {
  return cell?.split(', ').includes(word) ?? false;
}

describe('the matrix of access', () => {
  it('has a row for every action and a column for every role, and nothing else', () => {
    expect(rows.map(([name]) => name)).toEqual(accessActionSchema.options);
    expect(heads.slice(1).sort()).toEqual([...roleSchema.options].sort());
    expect(exceptions.length).toBeGreaterThan(0);
    for (const [actions, states, left] of exceptions) {
      for (const action of actions?.split(', ') ?? []) expect(accessActionSchema.options).toContain(action);
      for (const state of states?.split(', ') ?? []) expect(takeStateSchema.options).toContain(state);
      if (left !== 'nobody') for (const role of left?.split(', ') ?? []) expect(roleSchema.options).toContain(role);
    }
  });

  it.each(roleSchema.options)('says of every action and state what the rules say: %s', (role) => {
    const truths = [false, true];
    const differing: string[] = [];
    let asked = 0;
    for (const action of accessActionSchema.options) {
      for (const state of takeStateSchema.options) {
        for (const isAsker of truths) {
          for (const speaksFor of truths) {
            for (const [isNamed, mayNote, isViewingFile] of [
              [false, false, true],
              [true, false, false],
              [true, false, true],
              [true, true, false],
            ] as const) {
              const facts = { isAsker, speaksFor, isNamed, mayNote, isViewingFile };
              const requestedBy = isAsker ? { name: 'Ada', role: 'artist' as const, accountId: 'a' } : TAKE.requestedBy;
              const question = {
                actor: actorIn(role, facts),
                action,
                resource: { ...TAKE, state, requestedBy, isViewingFile },
              };
              asked += 1;
              const { allowed, reasons } = gate.may(question);
              expect(reasons.length).toBeGreaterThan(0);
              if (allowed !== isMeant(action, role, state, facts))
                differing.push(`${action} ${state} ${JSON.stringify(facts)}`);
            }
          }
        }
      }
    }
    expect(differing).toEqual([]);
    expect(asked).toBe(accessActionSchema.options.length * takeStateSchema.options.length * 16);
  });

  it('lets nobody do anything without a role', () => {
    const allowed = accessActionSchema.options.filter(
      (action) => gate.may({ actor: NOBODY, action, resource: TAKE }).allowed,
    );
    expect(allowed).toEqual([]);
  });
});

describe('roles', () => {
  const supervisor: AccessActor = { ...NOBODY, roles: { harbour: ['supervisor'] } };

  it('hold in their own production, and in none besides', () => {
    expect(gate.may({ actor: supervisor, action: 'view-take', resource: TAKE }).allowed).toBe(true);
    expect(
      gate.may({ actor: supervisor, action: 'view-take', resource: { ...TAKE, production: 'attic' } }).allowed,
    ).toBe(false);
    expect(gate.may({ actor: supervisor, action: 'create-production', resource: { kind: 'studio' } }).allowed).toBe(
      false,
    );
    expect(gate.may({ actor: supervisor, action: 'request-take', resource: { kind: 'anywhere' } }).allowed).toBe(true);
  });

  it('held for the whole studio hold in every production', () => {
    const actor: AccessActor = { ...NOBODY, roles: { '*': ['producer'] } };
    expect(gate.may({ actor, action: 'view-take', resource: TAKE }).allowed).toBe(true);
    expect(gate.may({ actor, action: 'create-production', resource: { kind: 'studio' } }).allowed).toBe(true);
  });

  it('name the rules that spoke, for and against', () => {
    expect(gate.may({ actor: supervisor, action: 'view-take', resource: TAKE }).reasons).toMatchObject([
      { ruleId: 'crew-sees' },
    ]);
    const own = { ...TAKE, requestedBy: { name: 'Ada', role: 'artist' as const, accountId: 'a' } };
    expect(gate.may({ actor: supervisor, action: 'approve-use', resource: own })).toMatchObject({
      allowed: false,
      reasons: [{ ruleId: 'not-the-asker' }],
    });
    expect(gate.may({ actor: supervisor, action: 'edit-register', resource: TAKE }).reasons).toMatchObject([
      { ruleId: 'no-rule', text: expect.stringContaining('supervisor') },
    ]);
  });

  it('decide in which one somebody with several acts: the one asked for, else who decides before who makes', () => {
    const actor: AccessActor = { ...NOBODY, roles: { harbour: ['artist', 'legal'], '*': ['supervisor'] } };
    const approve = { actor, action: 'approve-use', resource: TAKE } as const;
    expect(gate.actAs(approve, ['legal'])).toEqual({ name: 'Ada', accountId: 'a', role: 'legal' });
    expect(gate.actAs(approve)).toMatchObject({ role: 'supervisor' });
    expect(gate.actAs(approve, ['producer'])).toMatchObject({ role: 'supervisor' });
    expect(gate.actAs({ ...approve, action: 'work-off-takes' })).toBeUndefined();
  });
});

describe('a token', () => {
  const actor: AccessActor = {
    ...NOBODY,
    roles: { '*': ['supervisor'] },
    token: { actions: ['view-take', 'list-productions', 'edit-register'], productions: ['harbour'] },
  };

  it('does what its scopes name and its account may, in the productions that they name', () => {
    const may = (action: AccessAction, production = 'harbour') =>
      gate.may({ actor, action, resource: { ...TAKE, production } });
    expect(may('view-take').allowed).toBe(true);
    expect(may('view-take', 'attic').reasons).toMatchObject([{ ruleId: 'token-scope' }]);
    expect(may('download-file').reasons).toMatchObject([{ ruleId: 'token-scope' }]);
    expect(may('edit-register').allowed).toBe(false);
    expect(gate.may({ actor, action: 'list-productions', resource: { kind: 'anywhere' } }).allowed).toBe(true);
    expect(gate.may({ actor, action: 'list-productions', resource: { kind: 'studio' } }).allowed).toBe(false);
  });
});

describe('the text of the rules', () => {
  it.each([
    ['what is no Cedar', files.rules.replace('permit (', 'permitted (')],
    ['an unknown action', files.rules.replace('Action::"manage-own-tokens"', 'Action::"manage-own-keys"')],
    ['an unknown role', files.rules.replace('Role::"system"', 'Role::"systems"')],
    ['a rule without a name', files.rules.replace('@id("everyone-known")', '')],
    ['a rule without words', files.rules.replace(/@text\("Whoever has come in[^"]*"\)/, '')],
    ['two rules of one name', files.rules.replace('@id("own-tokens")', '@id("everyone-known")')],
    ['nothing', '// no rules'],
  ])('is refused whole where it has %s', (_what, rules) => {
    expect(() => createAccessGate({ ...files, rules })).toThrow(expect.objectContaining({ code: 'POLICY_INVALID' }));
  });

  it('is refused where the schema lacks an action that the studio knows', () => {
    const schema = files.schema.replaceAll('"work-off-takes"', '"work-off-shots"');
    expect(() => createAccessGate({ ...files, schema })).toThrow(expect.objectContaining({ code: 'POLICY_INVALID' }));
  });
});
