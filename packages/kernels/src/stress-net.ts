/** Pieces and the faces between them, each face a short beam. Arrays hold three numbers a node or beam unless said otherwise. */
export interface StressNet {
  readonly nodeCount: number;
  /** Where each node's forces act and about which point it turns, metres. */
  readonly originsM: ArrayLike<number>;
  /** One a node, kilograms; and its moment of inertia about any axis, kg·m². */
  readonly massesKg: ArrayLike<number>;
  readonly inertiasKgM2: ArrayLike<number>;
  /** Two node numbers a beam; ground is a node like any other, set still. */
  readonly ends: Int32Array;
  /** Middle of each face, metres. */
  readonly centresM: ArrayLike<number>;
  /** Unit, from a beam's first node to its second. */
  readonly normals: ArrayLike<number>;
  /** Unit, in the face: the long side of the rectangle that resists bending as the face does. */
  readonly majorAxes: ArrayLike<number>;
  /** Two a beam: that rectangle's sides along the major axis and across it, metres. */
  readonly sizesM: ArrayLike<number>;
  /** One a beam, m². */
  readonly areasM2: ArrayLike<number>;
  /** One a beam: stretch of a square metre of the beam under a newton, metres per pascal (length over Young's modulus, both sides). */
  readonly compliances: ArrayLike<number>;
}

/** A net as the kernel's memory holds it. */
export interface BeamRecords {
  readonly masses: Float32Array;
  readonly beams: Float32Array;
  readonly sections: Float32Array;
  readonly beamStart: Int32Array;
  readonly beamList: Int32Array;
}

/** Shear modulus over Young's, with the shear coefficient 5/6 of a rectangle. */
const SHEAR_SHARE = 0.35;
const NODE_FLOATS = 8;
/** Floats of a beam's record, and where its stiffness against turning lies in it. */
export const BEAM_FLOATS = 32;
export const TURNING_FROM = 12;
export const TURNING_TO = 24;
const SECTION_FLOATS = 12;

/**
 * Stiffness and section factors of every beam: EA/l along the normal, GA/l across, EI/l about the rectangle's two sides,
 * GJ/l in torsion with Saint-Venant's J ≈ A⁴/40I_p (Timoshenko, Strength of Materials).
 */
export function describeBeams(net: StressNet): BeamRecords {
  const count = net.ends.length / 2;
  const beams = new Float32Array(count * BEAM_FLOATS);
  const sections = new Float32Array(count * SECTION_FLOATS);
  for (let beam = 0; beam < count; beam++) {
    describeBeam(net, beam, beams.subarray(beam * BEAM_FLOATS, (beam + 1) * BEAM_FLOATS));
    describeSection(net, beam, sections.subarray(beam * SECTION_FLOATS, (beam + 1) * SECTION_FLOATS));
  }
  return { masses: describeMasses(net), beams, sections, ...listBeams(net) };
}

function describeMasses({ nodeCount, massesKg, inertiasKgM2 }: StressNet): Float32Array {
  const masses = new Float32Array(nodeCount * NODE_FLOATS);
  for (let node = 0; node < nodeCount; node++) {
    masses.fill(at(massesKg, node), node * NODE_FLOATS, node * NODE_FLOATS + 3);
    masses.fill(at(inertiasKgM2, node), node * NODE_FLOATS + 4, node * NODE_FLOATS + 7);
  }
  return masses;
}

function describeBeam(net: StressNet, beam: number, record: Float32Array): void {
  const area = at(net.areasM2, beam);
  const [longM, shortM] = [at(net.sizesM, 2 * beam), at(net.sizesM, 2 * beam + 1)];
  const normal = triple(net.normals, beam);
  const major = triple(net.majorAxes, beam);
  const minor = cross(normal, major);
  const along = area / at(net.compliances, beam);
  const squares = longM * longM + shortM * shortM;
  const across = along * SHEAR_SHARE;
  writeColumns(record, 0, [
    [along, normal],
    [across, major],
    [across, minor],
  ]);
  writeColumns(record, TURNING_FROM, [
    [(across * 0.3 * area * area) / squares, normal],
    [(along * shortM * shortM) / 12, major],
    [(along * longM * longM) / 12, minor],
  ]);
  [0, 1].forEach((side) => {
    const node = at(net.ends, 2 * beam + side);
    for (let k = 0; k < 3; k++) {
      record[TURNING_TO + 4 * side + k] = at(net.centresM, 3 * beam + k) - at(net.originsM, 3 * node + k);
    }
  });
}

/** Σ stiffness · axis · axisᵀ as three columns of four floats. */
function writeColumns(
  record: Float32Array,
  from: number,
  parts: readonly (readonly [number, readonly [number, number, number]])[],
): void {
  for (let column = 0; column < 3; column++) {
    for (let row = 0; row < 3; row++) {
      record[from + 4 * column + row] = parts.reduce(
        (sum, [stiffness, axis]) => sum + stiffness * at(axis, row) * at(axis, column),
        0,
      );
    }
  }
}

function describeSection(net: StressNet, beam: number, section: Float32Array): void {
  const area = at(net.areasM2, beam);
  const [longM, shortM] = [at(net.sizesM, 2 * beam), at(net.sizesM, 2 * beam + 1)];
  section.set(triple(net.normals, beam), 0);
  section.set(triple(net.majorAxes, beam), 4);
  // A moment about the long side bends across the short one: σ = 6M/(A·h). Torsion of a square: τ = 4.8T/(A·h).
  section.set([1 / area, 6 / (area * shortM), 6 / (area * longM), 4.8 / (area * Math.min(shortM, longM))], 8);
}

function listBeams({ ends, nodeCount }: StressNet): Pick<BeamRecords, 'beamStart' | 'beamList'> {
  const beamStart = new Int32Array(nodeCount + 1);
  for (const node of ends) beamStart[node + 1] = at(beamStart, node + 1) + 1;
  for (let i = 1; i < beamStart.length; i++) beamStart[i] = at(beamStart, i) + at(beamStart, i - 1);
  const next = beamStart.slice();
  const beamList = new Int32Array(ends.length);
  ends.forEach((node, i) => {
    beamList[at(next, node)] = i >> 1;
    next[node] = at(next, node) + 1;
  });
  return { beamStart, beamList };
}

function triple(values: ArrayLike<number>, index: number): [number, number, number] {
  return [at(values, 3 * index), at(values, 3 * index + 1), at(values, 3 * index + 2)];
}

function cross(
  [ax, ay, az]: readonly [number, number, number],
  [bx, by, bz]: readonly [number, number, number],
): [number, number, number] {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}
