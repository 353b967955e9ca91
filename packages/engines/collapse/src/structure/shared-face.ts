import { measureFace } from './convex-cell.ts';
import { describeSection, type FaceSection } from './face-section.ts';

/** A face that two pieces share, or one piece and the ground. */
export interface SharedFace extends FaceSection {
  readonly areaM2: number;
  readonly centre: readonly number[];
  readonly normal: readonly number[];
}

/** A convex polygon, corners end to end, as a shared face. */
export function measureShared(corners: readonly number[], normal: readonly number[]): SharedFace {
  const loop = Array.from({ length: corners.length / 3 }, (_, i) => i);
  const { areaM2, centre } = measureFace({ corners, faces: [] }, { tag: 0, loop });
  return { areaM2, centre, normal, ...describeSection(corners, { areaM2, centre, normal }) };
}
