/** Bytes in the store, named by their hash. */
export interface StoredFile {
  readonly sha256: string;
  readonly byteLength: number;
}

/** A copy of a foreign file that is not yet in the store: look at it, then keep or drop it. */
export interface StagedFile extends StoredFile {
  /** Where the copy lies until it is kept or dropped. */
  readonly path: string;
  /** Durable once this resolves. */
  readonly keep: () => Promise<StoredFile>;
  readonly drop: () => Promise<void>;
}

/** A named file of a folder. `name` is relative and `/`-separated. */
export interface NamedFile {
  readonly name: string;
  readonly sha256: string;
}

/** Folders of one run; they outlive a crash and are removed by `clearWork`. */
export interface WorkFolders {
  readonly workDir: string;
  readonly outDir: string;
}

/** Where bytes are kept: content-addressed, never overwritten, never half-written. */
export interface FileStore {
  /**
   * Copies a file that others may still change, hashing on the way.
   * @throws BacklotError `FILE_NOT_FOUND`, `DISK_FULL`, `FOLDER_READ_ONLY`
   */
  readonly stage: (path: string) => Promise<StagedFile>;
  /** Takes in a finished file of a work folder (by link where possible) and makes it durable. */
  readonly adopt: (path: string) => Promise<StoredFile>;
  /** Local path of stored bytes, read-only. @throws BacklotError `FILE_NOT_FOUND` */
  readonly pathOf: (sha256: string) => Promise<string>;
  readonly has: (sha256: string) => Promise<boolean>;
  /** Whether the stored bytes are there and still have their hash. Throws where they cannot be read for another reason. */
  readonly verify: (sha256: string) => Promise<boolean>;
  readonly workFolders: (takeId: string) => Promise<WorkFolders>;
  readonly clearWork: (takeId: string) => Promise<void>;
  /** Takes that have work folders. */
  readonly listWork: () => Promise<readonly string[]>;
  /** A fresh empty folder for a comparison; removed by `dispose`. */
  readonly scratch: () => Promise<{ readonly path: string; readonly dispose: () => Promise<void> }>;
  /** Shows a take's files under their own names; replaces what was shown before. Returns the folder. */
  readonly showTake: (takeId: string, files: readonly NamedFile[]) => Promise<string>;
  /** Removes the folder that `showTake` filled; the stored bytes stay, as evidence. */
  readonly hideTake: (takeId: string) => Promise<void>;
  /** Takes whose folder is shown; a name that is no take's may be among them. */
  readonly listShown: () => Promise<readonly string[]>;
  /** The folder that `showTake` fills, whether it is there yet or not. */
  readonly takeFolder: (takeId: string) => string;
  /** Makes sure that `writeFolder` could write there. @throws BacklotError `OUTPUT_EXISTS` when `path` is there and not empty */
  readonly demandFreeFolder: (path: string) => Promise<void>;
  /**
   * Writes a folder of stored files and texts that appears whole or not at all.
   * @throws BacklotError `OUTPUT_EXISTS` when `path` is there and not empty, `FILE_DAMAGED` when stored bytes no longer
   * have their hash, `DISK_FULL`; nothing is left behind then
   */
  readonly writeFolder: (
    path: string,
    files: readonly NamedFile[],
    texts: readonly { readonly name: string; readonly text: string }[],
  ) => Promise<void>;
}
