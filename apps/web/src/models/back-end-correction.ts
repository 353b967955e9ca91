import type { BackEnd, BackEndChange } from '@backlot/film';
import { problemOfAddress } from './address-text.ts';

/** A correction as somebody writes it; an empty key leaves the one on file. */
export interface BackEndCorrection {
  readonly title: string;
  readonly address: string;
  readonly key: string;
}

/** What still has to be written, by field. */
export function missingOfCorrection(
  { title, address, key }: BackEndCorrection,
  before: BackEnd,
  needsAddress: boolean,
): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  if (title.trim() === '') missing.set('title', 'Give it a name that the crew knows.');
  const problem = problemOfAddress(address.trim(), before.isOwn);
  if (problem !== undefined) missing.set('address', problem);
  else if (needsAddress && address.trim() === '') missing.set('address', 'Write where it answers.');
  const isElsewhere = problem === undefined && originOf(address.trim()) !== originOf(before.address ?? '');
  if (isElsewhere && before.keyEnding !== undefined && key.trim() === '')
    missing.set('key', 'Paste the key again: the one on file is sent to no server but the one that it was given for.');
  return missing;
}

/** What is sent of it: what differs. */
export function changeOf({ title, address, key }: BackEndCorrection, before: BackEnd): BackEndChange {
  const next = address.trim();
  return {
    ...(title.trim() === before.title ? {} : { title: title.trim() }),
    ...(next === (before.address ?? '') ? {} : { address: next === '' ? null : next }),
    ...(key.trim() === '' ? {} : { key: key.trim() }),
  };
}

function originOf(address: string): string {
  return address === '' ? '' : new URL(address).origin;
}
