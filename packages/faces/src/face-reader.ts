import type { RgbPicture } from '@backlot/media';
import type { FoundFace } from './found-face.ts';
import { startFaceWorker } from './worker/start-face-worker.ts';

/** Finds faces on a thread of its own, one picture at a time. */
export interface FaceReader {
  /**
   * The faces of a picture, the surest first; its bytes are copied. Rejects at once with the signal's reason when it is
   * aborted.
   */
  readonly find: (picture: RgbPicture, signal?: AbortSignal) => Promise<readonly FoundFace[]>;
  /** Ends the thread; what has not been answered is rejected. Safe to call twice. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a reader and loads its models, which takes about 0.7 seconds. It reads nothing but the models' files and
 * keeps no picture.
 */
export async function openFaceReader(): Promise<FaceReader> {
  const worker = startFaceWorker();
  try {
    await worker.run({ kind: 'load' });
  } catch (error) {
    await worker.close();
    throw error;
  }
  return {
    find: (picture, signal) => worker.run({ kind: 'find', picture }, signal ? { signal } : {}),
    close: worker.close,
  };
}
