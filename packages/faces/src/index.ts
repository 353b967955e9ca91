export type { FaceBox } from './face-box.ts';
