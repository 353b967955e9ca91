import { deterministicMath } from '@backlot/kernels';
import type { BuildingPiece } from '../structure/building-model.ts';
import { createSeededRandom, hashIntegers } from '../structure/seeded-random.ts';
import type { Blow } from './gather-blows.ts';
import type { SoundSource, Tone } from './make-strike.ts';
import type { PieceMode } from './piece-modes.ts';
import { contactModulusPa, SOUNDING_MATERIALS } from './sounding-material.ts';

/** Pressure at one metre that a newton second gives: a block of 700 kg at 3 m/s is 111 dB. */
const PA_PER_NS = 0.0035;
/** A crack is as sudden as it is short, so that it is far louder for its impulse. */
const CRACK_PA_PER_NS = 0.06;
/** Broken edges crush: a blow takes longer than Hertz's between polished spheres. */
const CRUSHED = 1.6;
/** A crack is over in the time in which it runs through. */
const CRACK_CONTACT_S = 0.00025;
/** The ground's thump, over what the piece itself gives, and its decay, e-folds a second. */
const THUMP = { level: 1.6, decayPerS: 26 } as const;

/** How a blow of stone, concrete or timber leaves its place: the piece's own tones, the crunch, and the ground's thump. */
export function strikeSource(
  blow: Blow,
  {
    piece,
    other,
    modes,
    seed,
  }: {
    readonly piece: BuildingPiece;
    /** Absent for the ground. */
    readonly other: BuildingPiece | undefined;
    readonly modes: readonly PieceMode[];
    readonly seed: number;
  },
): SoundSource {
  const material = SOUNDING_MATERIALS[piece.material];
  const contactS = blow.kind === 'crack' ? CRACK_CONTACT_S : contactTime(blow, piece, other);
  const pressurePa = (blow.kind === 'crack' ? CRACK_PA_PER_NS : PA_PER_NS) * blow.impulseNs;
  const random = createSeededRandom(seed, blow.sample, blow.pieceA, blow.pieceB);
  const [x, y] = [random(), random()];
  const tones = modes.map(({ frequencyHz, decayPerS, waves: [m, n] }): Tone => {
    const shape = Math.abs(deterministicMath.sin(m * Math.PI * x) * deterministicMath.sin(n * Math.PI * y));
    return { frequencyHz, decayPerS, pressurePa: pressurePa * shape * pulseSpectrum(frequencyHz * contactS) };
  });
  if (blow.pieceB < 0 && blow.kind === 'strike') tones.push(thump(blow, pressurePa));
  return {
    sample: blow.sample,
    tones,
    crunch: {
      pressurePa: pressurePa * material.grit,
      fadeS: 0.003 + 0.011 * deterministicMath.pow(blow.massKg / 100, 1 / 3),
      lowHz: 110,
      highHz: Math.min(14_000, 1.5 / contactS),
    },
    seed: hashIntegers(seed, blow.sample, blow.pieceA, 0x43),
  };
}

/** Hertz: t = 2.87 (m² / (R E*² v))^(1/5). */
function contactTime({ massKg, speedMs }: Blow, piece: BuildingPiece, other: BuildingPiece | undefined): number {
  const modulus = contactModulusPa(
    SOUNDING_MATERIALS[piece.material],
    // Paving on earth gives way like masonry.
    SOUNDING_MATERIALS[other?.material ?? 'masonry'],
  );
  const together = other ? (massKg * other.massKg) / (massKg + other.massKg) : massKg;
  const radiusM = Math.max(0.05, piece.radiusM / 2);
  const ratio = (together * together) / (radiusM * modulus * modulus * Math.max(0.3, speedMs));
  return CRUSHED * 2.87 * deterministicMath.pow(ratio, 0.2);
}

/** What a half-sine pulse leaves at a frequency times its length, smoothed over the notches: low-pass at 1/length. */
function pulseSpectrum(x: number): number {
  return 1 / (1 + 1.6 * x * x);
}

function thump({ massKg }: Blow, pressurePa: number): Tone {
  const frequencyHz = Math.max(26, Math.min(95, 130 / deterministicMath.pow(Math.max(1, massKg), 1 / 6)));
  return { frequencyHz, decayPerS: THUMP.decayPerS, pressurePa: pressurePa * THUMP.level };
}
