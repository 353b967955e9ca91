import type { Consent, ConsentKind, Operation, Performer, PersonUse } from '@backlot/film';
import type { UseFacts } from '../use-facts.ts';

/** A kind that fits the operation, by the definitions in `people.cedar`. */
const KIND_OF_OPERATION = {
  cosmetic: 'digital-alteration',
  're-age': 'digital-alteration',
  'performance-change': 'digital-alteration',
  'face-replacement': 'employment-based-replica',
  replica: 'employment-based-replica',
  'likeness-in-design': 'employment-based-replica',
  'voice-synthesis': 'voice',
  dub: 'voice',
  scan: 'employment-based-replica',
  training: 'employment-based-replica',
} as const satisfies Record<Operation, ConsentKind>;

/** Different words enough for any rule that counts them. */
const DESCRIPTION = Array.from({ length: 30 }, (_, word) => `word${word}`).join(' ');

/** A consent as somebody would have to record it so that it covers the use in every respect that the rules know. */
export function coveringConsent(facts: UseFacts, use: PersonUse, performer: Performer): Consent {
  const today = facts.at.slice(0, 10);
  const isLiving = performer.status.kind === 'living';
  return {
    id: 'new',
    production: facts.production,
    performer: use.performer,
    kind: kindFor(use.operation, performer),
    description: DESCRIPTION,
    scope: { shots: [facts.shot], operations: [{ operation: use.operation }], languages: [use.language ?? 'en'] },
    term: { from: today, until: today },
    territory: 'world',
    signature: {
      by: isLiving ? 'performer' : 'authorised-representative',
      name: performer.name,
      signedOn: today,
      isSeparatelySigned: true,
    },
    cover: { unionAgreement: 'stated' },
    scanning: { noticeGivenAt: '2000-01-01T00:00:00Z', startsAt: '2000-01-03T00:00:00Z' },
    state: 'granted',
    document: { sha256: '0'.repeat(64), name: 'signed.pdf', byteLength: 0 },
    createdAt: facts.at,
  };
}

/** Nobody takes part in a replica after their death. */
function kindFor(operation: Operation, { status }: Performer): ConsentKind {
  const kind = KIND_OF_OPERATION[operation];
  return status.kind === 'deceased' && kind === 'employment-based-replica' ? 'independently-created-replica' : kind;
}
