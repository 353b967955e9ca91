/** A point or direction as x, y, z: world metres, right-handed, Y up, ground at y = 0. */
export type DustVector = readonly [number, number, number];

/** An axis-aligned box in world metres. */
export interface DustBox {
  readonly minM: DustVector;
  readonly maxM: DustVector;
}

/** Where the cells of a simulation lie: cell (i, j, k) has its low corner at `originM + cellM · (i, j, k)`. */
export interface DustGrid {
  /** Cells along x, y, z. */
  readonly dims: DustVector;
  /** The low corner of the domain. Its y is the ground. */
  readonly originM: DustVector;
  /** Edge of a cubic cell. */
  readonly cellM: number;
}

/**
 * One simulated frame, compact enough to keep many: about 1 byte a cell of the box that holds dust, plus 1.5 for the
 * flow map. Plain data: it can be posted to a worker and its buffers transferred.
 */
export interface DustFrame {
  readonly grid: DustGrid;
  /** The cells that hold dust: low corner and size, both even. A size of 0 means no dust at all. */
  readonly boxMin: DustVector;
  readonly boxSize: DustVector;
  /** Coded concentration, x fastest, then y, then z; see `decodeConcentration`. */
  readonly density: Uint8Array;
  /**
   * How far the air moved since each of two phases began, on cells twice as large (boxSize / 2): six Int16 a cell,
   * phase A x, y, z then phase B x, y, z, in units of 1/128 m (±256 m). It carries the noise along with the flow.
   */
  readonly flow: Int16Array;
  /** Share of phase A, 0 to 1; phase B has the rest. */
  readonly phaseBlend: number;
  /** Counts of restarts of phase A and B: each restart takes its noise from elsewhere. */
  readonly phaseSeeds: readonly [number, number];
}

/** The least concentration that a frame holds, kg/m³ (2⁻¹²): below it less than 1 % of light is lost over 1.5 m. */
export const LEAST_CONCENTRATION = 1 / 4096;

const CODE_BASE = 115 << 23; // The bits of 2⁻¹² as a float.
const CODE_STEP = (16 << 23) / 254; // 16 octaves, up to 16 kg/m³, over 254 codes.

/**
 * The concentration that a code stands for, kg/m³: 0 is none, 1 to 255 are spaced by a sixteenth of an octave (within
 * 3 %) from `LEAST_CONCENTRATION` to 16 kg/m³.
 */
export function decodeConcentration(code: number): number {
  return decodeTable[code & 255] ?? 0;
}

/** The nearest code of a concentration in kg/m³; what is below `LEAST_CONCENTRATION` (or NaN) is 0. */
export function encodeConcentration(kgPerM3: number): number {
  if (!(kgPerM3 >= LEAST_CONCENTRATION)) return 0;
  bitsFloat[0] = kgPerM3;
  const step = Math.round(((bitsInt[0] ?? 0) - CODE_BASE) / CODE_STEP);
  return 1 + Math.max(0, Math.min(254, step));
}

/** All 256 concentrations in order of code, kg/m³. */
export function concentrationTable(): Float32Array {
  return decodeTable.slice();
}

const bitsFloat = new Float32Array(1);
const bitsInt = new Int32Array(bitsFloat.buffer);
const decodeTable = new Float32Array(256);
for (let code = 1; code < 256; code++) {
  bitsInt[0] = CODE_BASE + Math.round((code - 1) * CODE_STEP);
  decodeTable[code] = bitsFloat[0] ?? 0;
}
