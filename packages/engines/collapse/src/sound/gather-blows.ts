import type { FrameRate } from '@backlot/film';
import type { CollapseEvent } from '../motion/motion-frame.ts';
import type { Vec3 } from '../set-up/measures.ts';
import type { BuildingPiece } from '../structure/building-model.ts';
import type { HeardFrame } from './heard-frame.ts';
import { SAMPLE_RATE_HZ, sampleAtFrame } from './sample-time.ts';
import { SOUNDING_MATERIALS } from './sounding-material.ts';

/** Something that sounds where and when it happens. */
export interface Blow {
  /** `strike`: pieces meet; `crack`: a bond lets go; `pane`: glass bursts; `rub`: pieces that lie on one another move on. */
  readonly kind: 'strike' | 'crack' | 'pane' | 'rub';
  /** Sample of the film at which it happens. */
  readonly sample: number;
  readonly positionM: Vec3;
  readonly impulseNs: number;
  /** What the blow takes out of the motion, joules. */
  readonly energyJ: number;
  readonly speedMs: number;
  readonly massKg: number;
  readonly areaM2: number;
  readonly pieceA: number;
  /** −1: the ground. */
  readonly pieceB: number;
}

/** Contacts of one pair that follow within this time are one blow. */
const MERGED_S = 0.025;
/** A pair that had touched this shortly before lies or slides. */
const TOUCHING_S = 0.07;
/** Unless it is now struck this many times as hard. */
const HARDER = 2.5;
/** Time in which a crack runs through, seconds. */
const CRACK_S = 0.0003;
/** Energy of new surface, joules a square metre, as far as it is heard. */
const CRACK_J_PER_M2 = 400;

/** Turns the events of all frames into blows, in their order, each pair's contacts merged. */
export function gatherBlows(
  frames: readonly HeardFrame[],
  pieces: readonly BuildingPiece[],
  frameRate: FrameRate,
): readonly Blow[] {
  const blows: Blow[] = [];
  const last = new Map<number, { readonly index: number; untilSample: number }>();
  const bursted = new Set<number>();
  for (const { events } of frames) {
    for (const event of events) {
      // The blow that crumbled it is heard.
      if (event.kind === 'crumble') continue;
      const sample = sampleAtFrame(event.frameTime, frameRate);
      if (event.kind !== 'impact') {
        const blow = describeBreak(event, sample, pieces);
        if (blow.kind === 'pane' && bursted.has(blow.pieceA)) continue;
        if (blow.kind === 'pane') bursted.add(blow.pieceA);
        blows.push(blow);
        continue;
      }
      const pair = pairKey(event, pieces.length);
      const before = last.get(pair);
      const previous = before && blows[before.index];
      const blow = describeImpact(event, sample);
      if (before && previous && sample - previous.sample <= MERGED_S * SAMPLE_RATE_HZ) {
        blows[before.index] = mergeBlows(previous, blow);
        before.untilSample = sample;
        continue;
      }
      const isTouching = before !== undefined && sample - before.untilSample <= TOUCHING_S * SAMPLE_RATE_HZ;
      const isRub = isTouching && previous !== undefined && blow.impulseNs < HARDER * previous.impulseNs;
      last.set(pair, { index: blows.length, untilSample: sample });
      blows.push(isRub ? { ...blow, kind: 'rub' } : blow);
    }
  }
  return blows;
}

function pairKey({ pieceA, pieceB }: CollapseEvent, count: number): number {
  return Math.min(pieceA, pieceB) * (count + 1) + Math.max(pieceA, pieceB);
}

function describeImpact(event: CollapseEvent, sample: number): Blow {
  const { positionM, impulseNs, massKg, areaM2, pieceA, pieceB } = event;
  const speedMs = lengthOf(event.velocityMs);
  const energyJ = Math.min(impulseNs * speedMs, massKg * speedMs * speedMs) / 2;
  return { kind: 'strike', sample, positionM, impulseNs, energyJ, speedMs, massKg, areaM2, pieceA, pieceB };
}

function describeBreak(event: CollapseEvent, sample: number, pieces: readonly BuildingPiece[]): Blow {
  const { positionM, massKg, areaM2 } = event;
  const [a, b] = [pieces[event.pieceA], pieces[event.pieceB]];
  const isPane = event.kind === 'glass';
  // A pane's own piece comes first, so that it bursts once, however many bonds hold it.
  const [pieceA, pieceB] =
    isPane && a?.material !== 'glass' && b ? [event.pieceB, event.pieceA] : [event.pieceA, event.pieceB];
  const { crackPa } = SOUNDING_MATERIALS[pieces[pieceA]?.material ?? 'masonry'];
  const speedMs = lengthOf(event.velocityMs);
  const impulseNs = crackPa * areaM2 * CRACK_S;
  const energyJ = areaM2 * CRACK_J_PER_M2;
  return {
    kind: isPane ? 'pane' : 'crack',
    sample,
    positionM,
    impulseNs,
    energyJ,
    speedMs,
    massKg,
    areaM2,
    pieceA,
    pieceB,
  };
}

/** The harder one says where; the first one says when. */
function mergeBlows(first: Blow, second: Blow): Blow {
  const harder = second.impulseNs > first.impulseNs ? second : first;
  return {
    ...harder,
    kind: first.kind,
    sample: first.sample,
    impulseNs: first.impulseNs + second.impulseNs,
    energyJ: first.energyJ + second.energyJ,
  };
}

function lengthOf([x, y, z]: Vec3): number {
  return Math.sqrt(x * x + y * y + z * z);
}
