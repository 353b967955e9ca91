export { compareFaces } from './compare-faces.ts';
export type { FaceBox } from './face-box.ts';
export { type FaceReader, openFaceReader } from './face-reader.ts';
export { FACE_THRESHOLDS } from './face-thresholds.ts';
export type { FaceQuality, FoundFace } from './found-face.ts';
export type { FaceReference } from './inspection/face-inspection-task.ts';
export type {
  FaceInspectionProgress,
  FaceMatch,
  FaceReason,
  FacesReport,
  FaceVerdict,
  JudgedFace,
  SeenFace,
} from './inspection/faces-report.ts';
export { type FaceInspectionJob, inspectFaces } from './inspection/inspect-faces.ts';
export { openReferenceVault, type ReferenceVault } from './reference-vault.ts';
