import type { DigitalSourceType } from '@backlot/engine';
import type { TakeRecord } from '../take-record.ts';
import type { LocatedFile } from './inspector.ts';

/** A file that sealing made, below the folder it was given. */
export interface SealedFile {
  readonly role: string;
  readonly name: string;
  readonly mediaType: string;
  readonly frame?: number;
  /** Whether the seal is inside this file, or this file is a seal that speaks of others. */
  readonly kind: 'embedded' | 'sidecar';
}

/** What sealing made, and who signed it. */
export interface SealResult {
  readonly files: readonly SealedFile[];
  readonly state: 'valid' | 'trusted';
  readonly signer: string;
  /** What the mark in the viewing files says; absent where none was put in. */
  readonly mark?: string;
}

/** How a seal stands. `valid`: intact; `trusted`: intact and the signer is trusted; `invalid`: changed; `unsealed`: none there. */
export type SealState = 'valid' | 'trusted' | 'invalid' | 'unsealed';

export interface SealCheck {
  readonly state: SealState;
  readonly reasons: readonly string[];
  /** Hash of the recipe that the seal names, where it names one. */
  readonly recipeHash?: string;
  /** Id of the take that the seal names; also another studio's. */
  readonly takeId?: string;
  /** Common name of who signed, where a seal is there. */
  readonly signer?: string;
}

/** A verdict that a take is sealed again upon. */
export interface ApprovalToSeal {
  readonly role: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A trained model that had a part in a take, as its card names it. */
export interface ModelToSeal {
  /** `image`, `video`, … */
  readonly type: string;
  readonly name: string;
  /** Vendor and version. */
  readonly identifier: string;
}

/** What a model answered: an ingredient, with its maker's own Content Credentials where it brings any that hold. */
export interface AnswerToSeal {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly byteLength: number;
  readonly path: string;
  readonly hasCredentials: boolean;
}

/** Content Credentials in or beside a take's files. */
export interface Sealer {
  /**
   * Seals every output that can carry a seal and writes sidecars for the others into `outDir`, then verifies each.
   * Files it returns replace outputs of the same name; the rest are added. Deterministic names, fresh signatures.
   * @throws BacklotError `SEAL_INVALID`
   */
  readonly seal: (job: {
    readonly take: TakeRecord;
    readonly digitalSourceType: DigitalSourceType;
    readonly outputs: readonly LocatedFile[];
    readonly inputs: readonly {
      readonly role: string;
      readonly name: string;
      readonly mediaType: string;
      readonly path: string;
    }[];
    readonly models: readonly ModelToSeal[];
    readonly answers: readonly AnswerToSeal[];
    readonly outDir: string;
    readonly signal: AbortSignal;
  }) => Promise<SealResult>;
  /**
   * Seals a sealed take again, upon its approval: the same pictures under the same names, saying that people validated
   * them, in which roles and when. Earlier credentials stay, as what the new ones follow from.
   * @throws BacklotError `SEAL_INVALID` when a file is not the one that was sealed
   */
  readonly sealApproval: (job: {
    readonly take: TakeRecord;
    readonly digitalSourceType: DigitalSourceType;
    /** The take's files as they were sealed first, those that a sidecar speaks of included. */
    readonly files: readonly LocatedFile[];
    readonly approvals: readonly ApprovalToSeal[];
    readonly models: readonly ModelToSeal[];
    readonly outDir: string;
    readonly signal: AbortSignal;
  }) => Promise<SealResult>;
  /**
   * Masters of a take (ProRes) with the take's mark put into their pictures, sealed anew under the same names.
   * @throws BacklotError `SEAL_INVALID`, `MARK_REFUSED`
   */
  readonly sealMarkedMasters: Sealer['sealApproval'];
  /** Looks at the seal inside one file. */
  readonly check: (path: string, mediaType: string) => Promise<SealCheck>;
  /** Looks at a seal that lies beside the files it speaks of: these must be there, with the bytes that it names. */
  readonly checkSidecar: (sidecar: LocatedFile, spokenOf: readonly LocatedFile[]) => Promise<SealCheck>;
}
