import type { Vec3 } from '../set-up/measures.ts';
import type { VanishingPoint } from '../set-up/vanishing-point.ts';
import { addScaled, cross } from '../set-up/vector.ts';
import type { PlateEdge } from './plate-edges.ts';
import { pointOf, type SquareCamera } from './square-camera.ts';

/** A camera's square directions under the set-up's names. */
export interface NamedAxes {
  readonly focalPx: number;
  /** World from camera, rows first. */
  readonly rotation: readonly number[];
  readonly points: Readonly<Record<AxisName, VanishingPoint>>;
  readonly edges: Readonly<Record<AxisName, readonly PlateEdge[]>>;
}

type AxisName = 'alongX' | 'alongY' | 'alongZ';

/** X is the level direction that runs more across the picture, to its right; Y up; Z towards the viewer. */
export function nameAxes({ axes, edges, focalPx }: SquareCamera): NamedAxes {
  const [one, other, up] = axes;
  const isFirst = Math.abs(one[0]) >= Math.abs(other[0]);
  const drawn = isFirst ? one : other;
  const x: Vec3 = drawn[0] < 0 ? addScaled([0, 0, 0], drawn, -1) : drawn;
  const z = cross(x, up);
  return {
    focalPx,
    rotation: [...x, ...up, ...z],
    points: { alongX: pointOf(x, focalPx), alongY: pointOf(up, focalPx), alongZ: pointOf(z, focalPx) },
    edges: { alongX: edges[isFirst ? 0 : 1], alongY: edges[2], alongZ: edges[isFirst ? 1 : 0] },
  };
}
