import { startFaceWorker } from '../worker/start-face-worker.ts';
import type { FaceInspectionTask } from './face-inspection-task.ts';
import type { FaceInspectionProgress, FacesReport } from './faces-report.ts';

/** A task and how it is watched. */
export interface FaceInspectionJob extends FaceInspectionTask {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FaceInspectionProgress) => void;
}

/**
 * Tells who is in a plate and who appears in what was generated or altered, on a thread of its own: at every cut and at
 * least twice a second. A face that is on screen for less than half a second inside a shot can be missed; `everyFrame`
 * misses none that the detector sees. Rejects with the signal's reason when it is aborted.
 * @throws RangeError for an output without frames
 * @throws BacklotError as `readPicture` and `readVideoFrames` of `@backlot/media`
 */
export async function inspectFaces({ signal, onProgress, ...task }: FaceInspectionJob): Promise<FacesReport> {
  const worker = startFaceWorker();
  try {
    return await worker.run(
      { kind: 'inspect', task },
      { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) },
    );
  } finally {
    await worker.close();
  }
}
