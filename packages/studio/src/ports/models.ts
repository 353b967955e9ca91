import type { BackEndAdapter, Outbound } from '@backlot/engine';
import type { BackEnd, BackEndKind, ModelCall, ModelTerms, UsdMicros } from '@backlot/film';

/** Where a connection leads, and whether it may be made at this moment. */
export interface OutboundTarget {
  /** Absent where the vendor's own address is meant. */
  readonly address?: string;
  /** A machine of the studio's own: its private address is allowed, and no other. */
  readonly isOwn: boolean;
  /** Asked before each connection: nothing is sent while it says yes. */
  readonly isOffline: () => boolean | Promise<boolean>;
}

/** A way out that has to be closed when nothing more is sent. */
export interface OpenedOutbound extends Outbound {
  readonly close: () => Promise<void>;
}

/** Back ends that this build speaks with, and the one way out of the building. */
export interface ModelRoom {
  readonly adapters: ReadonlyMap<BackEndKind, BackEndAdapter>;
  readonly connect: (target: OutboundTarget) => OpenedOutbound;
  /** The whole studio sends nothing (`BACKLOT_OFFLINE=1`). */
  readonly isOffline: boolean;
  /** How long one call may take; ms. */
  readonly waitMs: number;
}

/** What the calls of one shot count for, or of none: those of a production that belong to no shot. */
export interface ShotAccount {
  readonly shot?: string;
  /** As `spentOn` counts. */
  readonly spentUsdMicros: UsdMicros;
  /** Part of it: of calls that have not finished and of which nobody has said what they cost. */
  readonly uncertainUsdMicros: UsdMicros;
  /** Of those that were sent. */
  readonly callCount: number;
}

/** Back ends and calls, to read. */
export interface ModelsReader {
  readonly backEnds: {
    /** Oldest first; removed ones are in none of these but `removed`. */
    readonly list: (production: string) => Promise<readonly BackEnd[]>;
    readonly get: (id: string) => Promise<BackEnd | undefined>;
    readonly removed: (production: string) => Promise<readonly BackEnd[]>;
    /** Its key as the vault sealed it; absent where it has none. */
    readonly sealedKey: (id: string) => Promise<Uint8Array | undefined>;
  };
  readonly calls: {
    /** Oldest first. */
    readonly ofTake: (takeId: string) => Promise<readonly ModelCall[]>;
    /** The last `most` of them; absent: all. */
    readonly ofProduction: (production: string, most?: number) => Promise<readonly ModelCall[]>;
    /** The last `most` that were sent by a card and have finished. */
    readonly finishedOf: (card: string, most: number) => Promise<readonly ModelCall[]>;
    /** One for each shot that has calls, by code; that of no shot last. */
    readonly accounts: (production: string) => Promise<readonly ShotAccount[]>;
    readonly get: (id: string) => Promise<ModelCall | undefined>;
    /** Those that have not ended. */
    readonly open: () => Promise<readonly ModelCall[]>;
  };
}

/** The account of a production, as one transaction holds it. */
interface HeldSpend {
  readonly terms: ModelTerms;
  /** As `accounts` of the reader. */
  readonly accounts: readonly ShotAccount[];
}

/** Writes within one transaction; `put` adds or replaces the record of that id. */
export interface ModelsWriter {
  readonly backEnds: {
    /** A sealed key replaces the one before; without one that stays. */
    readonly put: (backEnd: BackEnd, sealedKey?: Uint8Array) => Promise<void>;
    /** Reads one that is not removed, and keeps others from changing it until the transaction ends; `holdSpend` comes first. */
    readonly lock: (id: string) => Promise<BackEnd | undefined>;
    /** Keeps the record, with `removedAt`, and forgets its key. */
    readonly remove: (backEnd: BackEnd) => Promise<void>;
  };
  readonly calls: {
    readonly put: (call: ModelCall) => Promise<void>;
    /** Reads one and keeps others from changing it until the transaction ends. */
    readonly lock: (id: string) => Promise<ModelCall | undefined>;
    /** Those of a back end that have not ended, oldest first; `holdSpend` comes first. */
    readonly openAt: (backEnd: Pick<BackEnd, 'id' | 'production'>) => Promise<readonly ModelCall[]>;
  };
  /**
   * What the calls of a production cost and may cost; nobody else's transaction adds one or changes the terms until this
   * one ends, so that a budget holds. Nothing where there is no such production.
   */
  readonly holdSpend: (production: string) => Promise<HeldSpend | undefined>;
}
