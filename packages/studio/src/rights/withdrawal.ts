import type { Person } from '@backlot/film';

/** A delivery that left the studio. */
export interface EarlierDelivery {
  readonly takeId: string;
  readonly folder: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: Person;
  /** Files of the take in it. */
  readonly fileCount: number;
  /** Of its manifest, which names every file. */
  readonly checksumsSha256: string;
  readonly ledgerIndex: number;
}

/** What a withdrawal did. */
export interface Withdrawal {
  /** Takes that stand on it no longer; their files are withheld from now on. */
  readonly quarantined: readonly string[];
  /** Folders of these takes that left the studio before: somebody has to call them back. */
  readonly deliveries: readonly EarlierDelivery[];
}
