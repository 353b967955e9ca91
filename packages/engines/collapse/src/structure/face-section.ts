import { cross, dot } from '../set-up/vector.ts';

/** How a face resists bending: as a rectangle of its area would. */
export interface FaceSection {
  /** Unit, in the face, along the rectangle's long side. */
  readonly majorAxis: readonly [number, number, number];
  /** The rectangle's sides along the major axis and across it, metres. */
  readonly sizeM: readonly [number, number];
}

const LEAST_SIDE_M = 0.01;

/**
 * The section of a convex polygon, corners end to end: its second moments about its centre, S = ∫ r·rᵀ dA, with their
 * principal axes. A rectangle comes out as itself, since S = A·side²/12.
 */
export function describeSection(
  corners: readonly number[],
  face: { readonly areaM2: number; readonly centre: readonly number[]; readonly normal: readonly number[] },
): FaceSection {
  const normal = triple(face.normal, 0);
  const centre = triple(face.centre, 0);
  const first = axisInFace(normal);
  const second = cross(normal, first);
  const flat = Array.from({ length: corners.length / 3 }, (_, i) => {
    const corner = triple(corners, i);
    const from = [corner[0] - centre[0], corner[1] - centre[1], corner[2] - centre[2]] as const;
    return [dot(from, first), dot(from, second)] as const;
  });
  const [uu, vv, uv] = secondMoments(flat);
  const middle = (uu + vv) / 2;
  const apart = (uu - vv) / 2;
  const half = Math.sqrt(apart * apart + uv * uv);
  const [u, v] = majorDirection(uu - vv, uv, half);
  const sideOf = (moment: number): number =>
    Math.max(LEAST_SIDE_M, Math.sqrt((12 * Math.max(0, moment)) / face.areaM2));
  return {
    majorAxis: [u * first[0] + v * second[0], u * first[1] + v * second[1], u * first[2] + v * second[2]],
    sizeM: [sideOf(middle + half), sideOf(middle - half)],
  };
}

/** ∫u², ∫v² and ∫uv over the triangles from the centre to each side. */
function secondMoments(corners: readonly (readonly [number, number])[]): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  corners.forEach(([au, av], i) => {
    const [bu, bv] = corners[(i + 1) % corners.length] ?? [au, av];
    const part = Math.abs(au * bv - av * bu) / 12;
    sums[0] += part * (au * au + au * bu + bu * bu);
    sums[1] += part * (av * av + av * bv + bv * bv);
    sums[2] += (part * (2 * au * av + au * bv + bu * av + 2 * bu * bv)) / 2;
  });
  return sums;
}

/** The eigenvector of the larger second moment, by half-angle formulas. */
function majorDirection(difference: number, mixed: number, half: number): [number, number] {
  if (half < 1e-12) return [1, 0];
  const cosine = difference / 2 / half;
  const u = Math.sqrt(Math.max(0, (1 + cosine) / 2));
  const v = Math.sqrt(Math.max(0, (1 - cosine) / 2));
  return [u, mixed < 0 ? -v : v];
}

function axisInFace(normal: readonly [number, number, number]): [number, number, number] {
  const [x, y, z] = normal;
  const across: readonly [number, number, number] = Math.abs(y) < 0.9 ? [0, 1, 0] : [1, 0, 0];
  const along = cross(across, normal);
  const length = Math.sqrt(dot(along, along));
  if (!(length > 0)) throw new Error(`No face has the normal ${x}, ${y}, ${z}.`);
  return [along[0] / length, along[1] / length, along[2] / length];
}

function triple(values: readonly number[], index: number): [number, number, number] {
  return [values[3 * index] ?? 0, values[3 * index + 1] ?? 0, values[3 * index + 2] ?? 0];
}
