import { canonicalJson, sha256Hex } from '@backlot/evidence';
import type { EgressManifest, ModelCall, Person } from '@backlot/film';
import { STUDIO_ITSELF, type TakeRecord } from '../take-record.ts';

/** Whose a call of a model is: a take's, or its production's alone. */
export interface CallOwner {
  readonly production: string;
  readonly take?: string;
  readonly shot?: string;
  /** What it has planned to send; nothing else is sent. */
  readonly egress?: EgressManifest;
  /** Who lets it be sent, as the ledger has it. */
  readonly by: Person;
  /** Names it for ever: the same call of it has the same id. */
  readonly identity: readonly string[];
  /** Opens messages. */
  readonly title: string;
}

/** A take's calls are the studio's doing: whoever asked for the take is in its own entries. */
export function ownerOfTake({ id, production, shot, recipeHash, egress }: TakeRecord): CallOwner {
  return {
    production,
    take: id,
    shot,
    ...(egress ? { egress } : {}),
    by: STUDIO_ITSELF,
    identity: [id, recipeHash],
    title: `Take "${id}"`,
  };
}

/** What the ledger files a call under. */
export function subjectOfCall({ take, production }: Pick<ModelCall, 'take' | 'production'>): string {
  return take ?? `production:${production}`;
}

/** The same for the same call of the same owner, whoever asks: two workers cannot start it under two names. */
export function idOfCall({ identity }: CallOwner, name: string): string {
  const hex = sha256Hex(canonicalJson([...identity, name]));
  // As a UUID (RFC 9562, version 8), since some vendors take no other key.
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}
