import type { TraceMesh } from '@backlot/kernels';
import { deterministicMath } from '@backlot/kernels';
import type { NeighbourBox } from '../../set-up/collapse-parameters.ts';

/** Half the edge of the ground plane; the horizon of a camera at 2 m lies within a pixel of it. */
const GROUND_HALF_M = 2000;

/** The street: a level square at y = 0 around the world's origin, facing up. */
export function makeGroundMesh(material: number): TraceMesh {
  const g = GROUND_HALF_M;
  return {
    positions: Float32Array.of(-g, 0, -g, -g, 0, g, g, 0, g, g, 0, -g),
    indices: Uint32Array.of(0, 1, 2, 0, 2, 3),
    materials: material,
  };
}

/** A neighbour of the set-up as a closed box on the ground, outward-wound. */
export function makeNeighbourMesh(box: NeighbourBox, material: number): TraceMesh {
  const angle = (box.yawDeg * Math.PI) / 180;
  const cos = deterministicMath.cos(angle);
  const sin = deterministicMath.sin(angle);
  const positions: number[] = [];
  for (const y of [0, box.heightM]) {
    for (const [sx, sz] of [
      [-1, -1],
      [-1, 1],
      [1, 1],
      [1, -1],
    ] as const) {
      const x = (sx * box.widthM) / 2;
      const z = (sz * box.depthM) / 2;
      positions.push(box.centreM[0] + cos * x + sin * z, y, box.centreM[1] - sin * x + cos * z);
    }
  }
  const indices = [4, 5, 6, 4, 6, 7];
  for (let side = 0; side < 4; side++) {
    const next = (side + 1) % 4;
    indices.push(side, next, next + 4, side, next + 4, side + 4);
  }
  return { positions: Float32Array.from(positions), indices: Uint32Array.from(indices), materials: material };
}
