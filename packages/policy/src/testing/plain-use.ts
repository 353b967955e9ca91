import { UNDECLARED_USE } from '@backlot/film';
import type { UseFacts } from '../use-facts.ts';

/** A use of the collapse engine for ideation that touches nobody; tests change what they are about. */
export const PLAIN_USE: UseFacts = {
  action: 'make-take',
  at: '2026-03-01T12:00:00.000Z',
  production: 'night-harbour',
  shot: 'sq010/sh0040',
  packs: [],
  recipeHash: 'a'.repeat(64),
  useHash: 'b'.repeat(64),
  engine: 'collapse',
  purpose: 'ideation',
  declared: UNDECLARED_USE,
  requestedBy: { name: 'Ada', role: 'artist' },
  inputs: [],
  people: [],
  models: [],
  words: [],
  faces: [],
  likenesses: [],
  approvals: [],
  approvingRoles: [],
};
