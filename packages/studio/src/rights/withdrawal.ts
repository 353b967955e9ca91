import type { Person } from '@backlot/film';

/** A delivery that left the studio, or may have. */
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
  /** It was started and nobody knows how it ended, as when its process was killed: its folder may have left. */
  readonly isUncertain: boolean;
  /** The take's mark is in its ProRes masters too. */
  readonly marksMasters: boolean;
}

/** What a withdrawal did. */
export interface Withdrawal {
  /** Takes that stand on it no longer; their files are withheld from now on. */
  readonly quarantined: readonly string[];
  /** Folders of these takes that left the studio before, or may have: somebody has to call them back. */
  readonly deliveries: readonly EarlierDelivery[];
}
