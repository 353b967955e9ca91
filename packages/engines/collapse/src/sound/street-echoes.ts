import { deterministicMath, type EarlyEcho, type ReverbLine } from '@backlot/kernels';
import type { CollapseParameters } from '../set-up/collapse-parameters.ts';
import type { Vec3 } from '../set-up/measures.ts';
import { airCornerHz, SOUND_SPEED_MS } from './air-absorption.ts';
import { fromDecibels, onePole } from './decibels.ts';
import type { Listener } from './listener.ts';
import { SAMPLE_RATE_HZ } from './sample-time.ts';

type Neighbour = CollapseParameters['neighbours'][number];

/** Where the sound comes from on the whole, who hears it, and the walls around. */
export interface Street {
  readonly sourceM: Vec3;
  readonly listenerM: Vec3;
  readonly neighbours: readonly Neighbour[];
  readonly listen: Listener;
  /** 0: in the open; 1: as walls of plaster and glass do. */
  readonly amount: number;
}

const MOST_ECHOES = 8;
/** A façade gives back this much, less where it is small beside a wave. */
const WALL_GAIN = 0.55;
const WHOLE_WALL_M2 = 150;
const WALL_CORNER_HZ = 5000;
/** Lengths of the tail's lines, samples: mutually prime, as walls 8 to 25 m apart. */
const LINE_SAMPLES = [1151, 1361, 1627, 1871, 2203, 2549, 2963, 3407] as const;
/** In a street of houses, and in the open where only the ground and what lies far away answer. */
const TAIL = {
  street: { level: 0.03, timeS: 1.5, cornerHz: 3600 },
  open: { level: 0.014, timeS: 0.9, cornerHz: 2600 },
} as const;

/** The first echo off each neighbour, as loud as its way and size make it, in the direction of its wall. */
export function findEchoes({ sourceM, listenerM, neighbours, listen, amount }: Street): readonly EarlyEcho[] {
  if (amount === 0) return [];
  const direct = distance(sourceM, listenerM);
  const walls = neighbours.map((neighbour) => {
    const point = nearestPoint(neighbour, [(sourceM[0] + listenerM[0]) / 2, (sourceM[2] + listenerM[2]) / 2]);
    return { neighbour, point, wayM: distance(sourceM, point) + distance(point, listenerM) };
  });
  walls.sort((a, b) => a.wayM - b.wayM);
  return walls.slice(0, MOST_ECHOES).flatMap(({ neighbour, point, wayM }): EarlyEcho[] => {
    const size = Math.min(1, (Math.max(neighbour.widthM, neighbour.depthM) * neighbour.heightM) / WHOLE_WALL_M2);
    const gain = amount * WALL_GAIN * Math.sqrt(size) * (direct / Math.max(1, wayM));
    const delaySamples = Math.max(1, Math.round(((wayM - direct) / SOUND_SPEED_MS) * SAMPLE_RATE_HZ));
    const lowPass = onePole(Math.min(WALL_CORNER_HZ, airCornerHz(Math.max(1, wayM - direct))));
    return listen(point).pan.flatMap((share, channel) =>
      share > 0 ? [{ channel, delaySamples, gain: gain * share, lowPass }] : [],
    );
  });
}

/** The tail of all echoes together, from everywhere, a little more from behind, where the picture shows no source. */
export function makeTail({ neighbours, amount }: Pick<Street, 'neighbours' | 'amount'>): readonly ReverbLine[] {
  if (amount === 0) return [];
  const { level, timeS, cornerHz } = neighbours.length > 0 ? TAIL.street : TAIL.open;
  return LINE_SAMPLES.map((delaySamples, line) => ({
    delaySamples,
    feedback: fromDecibels((-60 * delaySamples) / (timeS * SAMPLE_RATE_HZ)),
    lowPass: onePole(cornerHz),
    gains: [0.8, 0.8, 0.4, 1, 1].map((share, channel) => {
      const turn = deterministicMath.sin(1 + line * 2.4 + channel * 1.7);
      return amount * level * share * (turn < 0 ? -1 : 1);
    }),
  }));
}

/** The point of a box, at ear height, next to a place on the ground. */
function nearestPoint({ centreM, widthM, depthM, yawDeg }: Neighbour, [x, z]: readonly [number, number]): Vec3 {
  const yaw = (yawDeg * Math.PI) / 180;
  const [cos, sin] = [deterministicMath.cos(yaw), deterministicMath.sin(yaw)];
  const [dx, dz] = [x - centreM[0], z - centreM[1]];
  // Anticlockwise from above turns +X towards −Z.
  const along = Math.max(-widthM / 2, Math.min(widthM / 2, dx * cos - dz * sin));
  const across = Math.max(-depthM / 2, Math.min(depthM / 2, dx * sin + dz * cos));
  return [centreM[0] + along * cos + across * sin, 2, centreM[1] - along * sin + across * cos];
}

function distance(a: Vec3, b: Vec3): number {
  const [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return Math.sqrt(x * x + y * y + z * z);
}
