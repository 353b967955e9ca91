import { expect, it } from 'vitest';
import { demandDeclaredPeople } from './demand-declared-people.ts';

const used = { performer: 'ada', operations: ['voice-synthesis', 'dub'], language: 'en-GB' } as const;
const refused = expect.objectContaining({ code: 'USE_INVALID' });

it('passes what is declared: performer, one of the operations, language whatever its case', () => {
  demandDeclaredPeople([], { people: [] });
  demandDeclaredPeople([used], { people: [{ performer: 'ada', operation: 'dub', language: 'en-gb' }] });
});

it.each([
  ['nobody', []],
  ['somebody else', [{ performer: 'ben', operation: 'dub', language: 'en-GB' }]],
  ['another operation', [{ performer: 'ada', operation: 'replica', language: 'en-GB' }]],
  ['another language', [{ performer: 'ada', operation: 'dub', language: 'fr' }]],
  ['no language', [{ performer: 'ada', operation: 'dub' }]],
] as const)('refuses where %s is declared', (_what, people) => {
  expect(() => demandDeclaredPeople([used], { people })).toThrow(refused);
});
