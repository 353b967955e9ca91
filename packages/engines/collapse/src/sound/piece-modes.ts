import type { BuildingPiece } from '../structure/building-model.ts';
import { createSeededRandom } from '../structure/seeded-random.ts';
import { SOUNDING_MATERIALS } from './sounding-material.ts';

/** One of a piece's own tones. */
export interface PieceMode {
  readonly frequencyHz: number;
  /** e-folds a second. */
  readonly decayPerS: number;
  /** Numbers of half waves along and across. */
  readonly waves: readonly [number, number];
}

/** Tones of a piece that are heard, lowest first. */
const MOST_MODES = 12;
const HIGHEST_HZ = 15_000;
const WAVES = 5;
const POISSON = 0.2;
/** What any contact with others takes, beside the material's own loss, e-folds a second. */
const BEDDING_PER_S = 12;

/**
 * The lowest modes of a piece taken for a plate that its edges hold lightly:
 * f = (π/2) √(D/ρh) (m²/a² + n²/b²), D = E h³ / 12(1 − ν²). Length, width and thickness follow from volume and reach; the
 * proportion of the sides is the piece's own.
 */
export function findPieceModes(piece: BuildingPiece, seed: number): readonly PieceMode[] {
  const { youngPa, densityKgPerM3, loss } = SOUNDING_MATERIALS[piece.material];
  const { lengthM, widthM, thicknessM } = proportionsOf(piece, seed);
  const stiffness = thicknessM * Math.sqrt(youngPa / (12 * densityKgPerM3 * (1 - POISSON * POISSON)));
  const modes: PieceMode[] = [];
  for (let m = 1; m <= WAVES; m++) {
    for (let n = 1; n <= WAVES; n++) {
      const frequencyHz = (Math.PI / 2) * stiffness * ((m * m) / (lengthM * lengthM) + (n * n) / (widthM * widthM));
      const decayPerS = Math.PI * frequencyHz * loss + BEDDING_PER_S;
      if (frequencyHz <= HIGHEST_HZ) modes.push({ frequencyHz, decayPerS, waves: [m, n] });
    }
  }
  return modes.sort((a, b) => a.frequencyHz - b.frequencyHz).slice(0, MOST_MODES);
}

function proportionsOf({ volumeM3, radiusM, id }: BuildingPiece, seed: number) {
  const random = createSeededRandom(seed, id, 0x90);
  // A flat square of diagonal 2r has 2r² of area.
  const thicknessM = Math.max(0.004, Math.min(volumeM3 / (2 * radiusM * radiusM), Math.sqrt(volumeM3 / radiusM)));
  const areaM2 = volumeM3 / thicknessM;
  const stretch = 1 + 0.7 * random();
  return { thicknessM, lengthM: Math.sqrt(areaM2 * stretch), widthM: Math.sqrt(areaM2 / stretch) };
}
