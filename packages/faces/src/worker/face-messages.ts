import type { RgbPicture } from '@backlot/media';
import type { FoundFace } from '../found-face.ts';
import type { FaceInspectionTask } from '../inspection/face-inspection-task.ts';
import type { FaceInspectionProgress, FacesReport } from '../inspection/faces-report.ts';

/** Jobs of the thread that holds the models. `load` answers when they are ready, with the number of tensors in memory. */
export interface FaceJobs {
  readonly load: { readonly job: { readonly kind: 'load' }; readonly result: number };
  readonly find: {
    readonly job: { readonly kind: 'find'; readonly picture: RgbPicture };
    readonly result: readonly FoundFace[];
  };
  readonly inspect: {
    readonly job: { readonly kind: 'inspect'; readonly task: FaceInspectionTask };
    readonly result: FacesReport;
  };
}

export type FaceJobKind = keyof FaceJobs;

/** To the thread: a job, or that one is no longer wanted. */
export type FaceRequest =
  | { readonly id: number; readonly job: FaceJobs[FaceJobKind]['job'] }
  | { readonly id: number; readonly isAborted: true };

/** From the thread. An error keeps its code and hint, not its class. */
export type FaceAnswer =
  | { readonly id: number; readonly progress: FaceInspectionProgress }
  | { readonly id: number; readonly result: FaceJobs[FaceJobKind]['result'] }
  | {
      readonly id: number;
      readonly error: { readonly message: string; readonly code?: string; readonly hint?: string };
    };
