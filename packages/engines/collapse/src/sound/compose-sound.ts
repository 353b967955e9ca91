import type { FrameRate } from '@backlot/film';
import { createSoundField, type SoundStrike } from '@backlot/kernels';
import type { CollapseParameters } from '../set-up/collapse-parameters.ts';
import type { Vec3 } from '../set-up/measures.ts';
import type { SolvedCamera } from '../set-up/solved-set-up.ts';
import type { BuildingPiece } from '../structure/building-model.ts';
import { debrisRain } from './debris-rain.ts';
import { type Blow, gatherBlows } from './gather-blows.ts';
import { glassShower, type PlacedSource } from './glass-shower.ts';
import type { HeardFrame } from './heard-frame.ts';
import { createListener, type Listener } from './listener.ts';
import { makeStrike } from './make-strike.ts';
import { makeNoiseBeds } from './noise-beds.ts';
import { findPieceModes, type PieceMode } from './piece-modes.ts';
import { sampleAtFrame } from './sample-time.ts';
import { spreadSteps } from './spread-steps.ts';
import { findEchoes, makeTail } from './street-echoes.ts';
import { strikeSource } from './strike-source.ts';

/** What a collapse sounds like follows from this alone. */
export interface HeardCollapse {
  readonly frames: readonly HeardFrame[];
  readonly pieces: readonly BuildingPiece[];
  readonly neighbours: CollapseParameters['neighbours'];
  readonly camera: SolvedCamera;
  readonly frameRate: FrameRate;
  readonly durationFrames: number;
  readonly seed: number;
  readonly perspective: SoundPerspective;
}

/** How the camera's place is heard. */
interface SoundPerspective {
  /** Sound comes later by its way from the source; otherwise with the picture. */
  readonly distanceDelay: boolean;
  /** Air takes the high tones on the way. */
  readonly airAbsorption: boolean;
  /** Level of the street's echoes and tail: 0 none, 1 as walls give back. */
  readonly reverb: number;
}

/** Blows that sound by themselves; the others are heard in rumble and roar only. */
const MOST_STRIKES = 20_000;

/**
 * Composes the sound of a collapse in the channels L, R, C, Ls, Rs at 48 kHz, as long as its frames to the sample; silence until
 * something breaks. Full scale is 130 dB SPL at the camera, and may be passed. Same input, same bytes.
 */
export function composeSound(heard: HeardCollapse): readonly Float32Array[] {
  const { frames, pieces, camera, frameRate, durationFrames, seed, perspective } = heard;
  const samples = sampleAtFrame(durationFrames, frameRate);
  const listen = createListener(camera, { hasDelay: perspective.distanceDelay });
  const blows = spreadSteps(gatherBlows(frames, pieces, frameRate), seed);
  const field = createSoundField(samples);
  field.addStrikes(makeStrikes(blows, heard, listen));
  for (const bed of makeNoiseBeds({ blows, frames, frameRate, samples, listen, seed })) field.addNoise(bed);
  const street = {
    sourceM: middleOf(pieces),
    listenerM: camera.positionM,
    neighbours: heard.neighbours,
    listen,
    amount: perspective.reverb,
  };
  field.addStreet({ echoes: findEchoes(street), reverb: makeTail(street) });
  return field.read();
}

function makeStrikes(
  blows: readonly Blow[],
  { pieces, seed, perspective }: HeardCollapse,
  listen: Listener,
): readonly SoundStrike[] {
  const modes = new Map<number, readonly PieceMode[]>();
  const modesOf = (piece: BuildingPiece): readonly PieceMode[] => {
    const known = modes.get(piece.id) ?? findPieceModes(piece, seed);
    modes.set(piece.id, known);
    return known;
  };
  const single = loudest(blows, listen).flatMap((blow): PlacedSource[] => {
    const piece = pieces[blow.pieceA];
    if (!piece) return [];
    const other = pieces[blow.pieceB];
    return [{ source: strikeSource(blow, { piece, other, modes: modesOf(piece), seed }), positionM: blow.positionM }];
  });
  const glass = blows.filter(({ kind }) => kind === 'pane').flatMap((pane) => glassShower(pane, seed));
  const sources = [...single, ...glass, ...debrisRain(blows, seed)];
  return sources.map(({ source, positionM }) => makeStrike(source, listen(positionM), perspective.airAbsorption));
}

/** The strikes and cracks that matter most where the listener stands, in their order of time. */
function loudest(blows: readonly Blow[], listen: Listener): readonly Blow[] {
  const told = blows.filter(({ kind }) => kind === 'strike' || kind === 'crack');
  if (told.length <= MOST_STRIKES) return told;
  const levels = told.map(({ impulseNs, positionM }) => impulseNs * listen(positionM).gain);
  const least = [...levels].sort((a, b) => b - a)[MOST_STRIKES] ?? 0;
  return told.filter((_, index) => (levels[index] ?? 0) > least);
}

function middleOf(pieces: readonly BuildingPiece[]): Vec3 {
  const sum: [number, number, number] = [0, 0, 0];
  for (const { restOriginM } of pieces) {
    for (const axis of [0, 1, 2] as const) sum[axis] += restOriginM[axis] / pieces.length;
  }
  return sum;
}
