import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { WaveTrigger } from '../set-up/trigger-schema.ts';
import { buildStructure } from '../structure/build-structure.ts';
import type { BuildingModel } from '../structure/building-model.ts';
import { smallTower } from '../testing/small-tower.ts';
import { advanceCollapse, createCollapse, type MotionStep } from './advance-collapse.ts';
import { interpolatePose } from './interpolate-pose.ts';
import { type MotionFrame, POSE_STRIDE } from './motion-frame.ts';
import { type RigidWorld, readMotion, toWorld } from './rigid-world.ts';
import { simulateCollapse } from './simulate-collapse.ts';

const frameRate = { numerator: 24, denominator: 1 };

function triggerOf(kind: WaveTrigger['kind'], changes: Partial<WaveTrigger> = {}): WaveTrigger {
  return { kind, startFrame: 3, spreadFrames: 4, facade: 0, ...changes };
}

async function collect(model: BuildingModel, trigger: WaveTrigger, durationFrames: number): Promise<MotionFrame[]> {
  const frames: MotionFrame[] = [];
  for await (const frame of simulateCollapse({ model, trigger, frameRate, durationFrames, seed: 5 }))
    frames.push(frame);
  return frames;
}

/** The n-th of three steps a frame. */
function stepAt(n: number): MotionStep {
  return { clockFrame: n / 3, stepS: 1 / 72, fromFrame: n / 3, toFrame: (n + 1) / 3 };
}

function heightsOf(poses: Float32Array): number[] {
  return Array.from({ length: poses.length / POSE_STRIDE }, (_, i) => poses[i * POSE_STRIDE + 1]!);
}

const small = buildStructure(smallTower(3, 220), 5);
const fallen = await collect(small, triggerOf('bottom-first'), 60);

describe('a collapse', () => {
  it('leaves every pose at rest bit for bit before the trigger', () => {
    const rest = fallen[0]!.startPoses;
    small.pieces.forEach(({ restOriginM }, i) => {
      expect([...rest.subarray(i * POSE_STRIDE, (i + 1) * POSE_STRIDE)]).toEqual([...restOriginM, 0, 0, 0, 1]);
    });
    for (const frame of fallen.slice(0, 3)) {
      expect(frame.middlePoses).toEqual(rest);
      expect(frame.endPoses).toEqual(rest);
      expect(frame.moved.includes(1)).toBe(false);
      expect(frame.events).toEqual([]);
    }
  });

  it('marks as unmoved only pieces at their rest pose', () => {
    const rest = fallen[0]!.startPoses;
    for (const { moved, startPoses, middlePoses, endPoses } of fallen) {
      moved.forEach((flag, i) => {
        if (flag === 1) return;
        const range = [i * POSE_STRIDE, (i + 1) * POSE_STRIDE] as const;
        for (const poses of [startPoses, middlePoses, endPoses])
          expect(poses.subarray(...range)).toEqual(rest.subarray(...range));
      });
    }
  });

  it('continues each frame where the last one ended', () => {
    for (let i = 1; i < fallen.length; i++) expect(fallen[i]!.startPoses).toEqual(fallen[i - 1]!.endPoses);
  });

  it('brings the building down to a pile', () => {
    const heights = heightsOf(fallen.at(-1)!.endPoses).sort((a, b) => a - b);
    const top = heights[Math.floor(heights.length * 0.97)]!;
    expect(top).toBeLessThan(0.5 * 10.5);
    expect(top).toBeGreaterThan(0.06 * 10.5);
  });

  it('lets nothing through the ground', () => {
    for (const { endPoses } of fallen) expect(Math.min(...heightsOf(endPoses))).toBeGreaterThan(-0.15);
  });

  it('gains no energy beyond the push of the trigger', async () => {
    const options = { model: small, trigger: triggerOf('bottom-first'), frameRate, durationFrames: 60, seed: 5 };
    const collapse = await createCollapse(options);
    const first = energyOf(collapse.rigid);
    const energies: number[] = [];
    for (let step = 0; step < 170; step++) {
      advanceCollapse(collapse, stepAt(step));
      energies.push(energyOf(collapse.rigid) / first);
    }
    let least = 1;
    energies.forEach((energy, step) => {
      expect(energy - least).toBeLessThan(step < 30 ? 0.008 : 0.001);
      least = Math.min(least, energy);
    });
    expect(least).toBeLessThan(0.4);
  });

  it('reports breaks, bursting panes and blows within their frame', () => {
    const kinds = new Set(fallen.flatMap(({ events }) => events.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(['break', 'crumble', 'glass', 'impact']);
    for (const { frame, events } of fallen) {
      for (const event of events) {
        expect(event.frameTime).toBeGreaterThanOrEqual(frame);
        expect(event.frameTime).toBeLessThanOrEqual(frame + 1);
        expect(event.massKg).toBeGreaterThan(0);
        if (event.kind === 'impact') expect(event.impulseNs).toBeGreaterThan(0);
      }
    }
  });

  it('grinds each struck piece down once, and takes none but small ones away', () => {
    const ground = fallen.flatMap(({ events }) => events.filter(({ kind }) => kind === 'crumble'));
    expect(new Set(ground.map(({ pieceA }) => pieceA)).size).toBe(ground.length);
    for (const { pieceA, massKg, sizeM } of ground) {
      const whole = small.pieces[pieceA]!.massKg;
      expect(sizeM).toBeGreaterThan(0);
      expect(sizeM).toBeLessThanOrEqual(0.15);
      if (fallen.at(-1)!.gone[pieceA] === 1) expect(massKg).toBe(whole);
      else expect(massKg).toBeLessThan(0.2 * whole);
    }
  });

  it('gives the same bytes twice', async () => {
    const trigger = triggerOf('one-side', { facade: 1 });
    const [first, second] = [await collect(small, trigger, 16), await collect(small, trigger, 16)];
    expect(hashOf(first)).toBe(hashOf(second));
    expect(hashOf(first)).not.toBe(hashOf(fallen.slice(0, 16)));
  });

  it('stops with the reason when aborted', async () => {
    const controller = new AbortController();
    const motion = simulateCollapse({
      model: small,
      trigger: triggerOf('bottom-first'),
      frameRate,
      durationFrames: 50,
      seed: 5,
      signal: controller.signal,
    });
    await motion.next();
    controller.abort(new Error('cancelled by the crew'));
    await expect(motion.next()).rejects.toThrow('cancelled by the crew');
  });

  it('falls freely for one storey within 1 %', async () => {
    const frames = await collect(hangingSlab(), triggerOf('bottom-first', { startFrame: 0, spreadFrames: 1 }), 30);
    const start = frames.findIndex(({ moved }) => moved[0] === 1);
    const released = frames[start]!;
    const heights = frames.slice(start).flatMap((frame) => [frame.startPoses[1]!, frame.middlePoses[1]!]);
    const first = heights.findIndex((y) => y < released.startPoses[1]!);
    for (let i = first + 8; i < heights.length && heights[i]! > 0.3; i++) {
      // Time since release, from the fall between two samples: v̄ = (y₁ − y₂)/Δt = g·t̄.
      const dropped = heights[i - 8]! - heights[i]!;
      const meanS = (i - 4 - (first - offsetOf(heights, first))) / 48;
      expect(dropped / (8 / 48) / (9.81 * meanS)).toBeCloseTo(1, 1);
    }
    const fall = heights.findIndex((y) => y < 3.4 - 3);
    expect(fall).toBeGreaterThan(0);
    expect(Math.abs(secondDifference(heights, first + 2, fall - 1) / 9.81 - 1)).toBeLessThan(0.01);
  });

  it.each([
    [6, 2, 400, 90],
    [12, 3, 900, 100],
  ])(
    'crushes %i storeys from the top no faster than momentum allows (Němec 2018)',
    async (storeys, falling, pieces, length) => {
      const model = buildStructure(smallTower(storeys, pieces), 5);
      const frames = await collect(model, triggerOf('top-down', { fallingStoreys: falling }), length);
      const roof = model.pieces
        .filter((piece) => model.elements[piece.elementId]!.kind === 'roof-slab')
        .map(({ id }) => id);
      const heights = frames.map(
        ({ startPoses }) => roof.reduce((sum, id) => sum + startPoses[id * POSE_STRIDE + 1]!, 0) / roof.length,
      );
      const start = heights.findIndex((y) => y < heights[0]! - 0.02) - 1;
      const lowest = heights.at(-1)!;
      expect(heights[0]! - lowest).toBeGreaterThan(3 * 3.3);
      // Up to where rubble carries the roof, at each storey that it has sunk by.
      for (let storey = 2; storey <= 0.65 * storeys && storey * 3.3 < heights[0]! - lowest; storey++) {
        const at = heights.findIndex((y) => y < heights[0]! - storey * 3.3);
        expect((at - start) / 24).toBeGreaterThan(0.97 * crushTimeS(falling, storey));
      }
    },
  );
});

/** Least time in which a block of some storeys sinks by some more, each of which it takes along: momentum alone resists. */
function crushTimeS(falling: number, sunkStoreys: number): number {
  let [timeS, speed] = [0, 0];
  for (let storey = 0; storey < sunkStoreys; storey++) {
    if (storey > 0) speed *= (falling + storey - 1) / (falling + storey);
    const next = Math.sqrt(speed * speed + 2 * 9.81 * 3.3);
    timeS += (next - speed) / 9.81;
    speed = next;
  }
  return timeS;
}

describe('the loads', () => {
  const trigger = triggerOf('bottom-first', { startFrame: 9000 });
  const options = { model: small, trigger, frameRate, durationFrames: 1, seed: 5 };

  it('reach the ground as the whole weight', async () => {
    const standing = await createCollapse(options);
    const weight = small.pieces.reduce((sum, { massKg }) => sum + massKg * 9.81, 0);
    let ground = 0;
    for (let bond = 0; bond < small.bonds.count; bond++) {
      if (small.bonds.pieceB[bond] === -1) ground += standing.stress.solver.readForce(bond).forceN[1];
    }
    expect(ground / weight).toBeCloseTo(1, 3);
  });

  it('break nothing while nobody touches the building', async () => {
    const collapse = await createCollapse(options);
    for (let step = 0; step < 40; step++) expect(advanceCollapse(collapse, stepAt(step))).toEqual([]);
    expect(collapse.network.broken).toBe(0);
  });
});

describe('a pose within a frame', () => {
  it('meets start, middle and end and stays normalised', () => {
    const frame = fallen[30]!;
    const out = new Float32Array(POSE_STRIDE);
    for (const [time, poses] of [
      [0, frame.startPoses],
      [0.5, frame.middlePoses],
      [1, frame.endPoses],
    ] as const) {
      interpolatePose(frame, 40, time, out);
      for (let k = 0; k < POSE_STRIDE; k++) expect(out[k]).toBeCloseTo(poses[40 * POSE_STRIDE + k]!, 5);
    }
    interpolatePose(frame, 40, 0.3, out);
    expect(out[3]! ** 2 + out[4]! ** 2 + out[5]! ** 2 + out[6]! ** 2).toBeCloseTo(1, 5);
  });
});

/** Energy of all groups' fall and height, joules; their spin is left out. */
function energyOf(rigid: RigidWorld): number {
  let sum = 0;
  for (const group of rigid.groups) {
    const [x, y, z] = readMotion(group).linear;
    sum += group.massKg * (9.81 * toWorld(group, group.centreM)[1] + (x * x + y * y + z * z) / 2);
  }
  return sum;
}

function hashOf(frames: readonly MotionFrame[]): string {
  const hash = createHash('sha256');
  for (const { startPoses, middlePoses, endPoses, events } of frames) {
    for (const poses of [startPoses, middlePoses, endPoses]) hash.update(new Uint8Array(poses.buffer));
    hash.update(JSON.stringify(events));
  }
  return hash.digest('hex');
}

/** Downward acceleration between two samples 1/48 s apart, from a straight line through the speeds. */
function secondDifference(heights: readonly number[], from: number, to: number): number {
  const first = heights[from]! - heights[from + 2]!;
  const last = heights[to - 2]! - heights[to]!;
  return ((last - first) / 2 / (to - 2 - from)) * 48 * 48;
}

/** Samples between the release and the first lower sample, from its own fall. */
function offsetOf(heights: readonly number[], first: number): number {
  return Math.sqrt((2 * (heights[first - 1]! - heights[first]!)) / 9.81) * 48;
}

/** A slab one storey up that hangs on a wall far away, which the trigger takes out. */
function hangingSlab(): BuildingModel {
  const model = buildStructure(smallTower(1, 200), 5);
  const slab = model.pieces.find((piece) => model.elements[piece.elementId]!.kind === 'roof-slab')!;
  const wall = model.pieces.find((piece) => model.elements[piece.elementId]!.kind === 'inner-wall')!;
  const { meshes } = model;
  const [a, b] = [slab, wall].map(({ id }) => {
    const from = meshes.vertexStart[id]!;
    return meshes.positionsM.slice(3 * from, 3 * meshes.vertexStart[id + 1]!);
  });
  return {
    ...model,
    pieces: [
      { ...slab, id: 0, restOriginM: [60, 3.4, 0] },
      { ...wall, id: 1 },
    ],
    meshes: {
      ...meshes,
      positionsM: Float32Array.from([...a!, ...b!]),
      vertexStart: Uint32Array.from([0, a!.length / 3, (a!.length + b!.length) / 3]),
    },
    bonds: {
      count: 2,
      pieceA: Int32Array.from([0, 1]),
      pieceB: Int32Array.from([1, -1]),
      areaM2: Float32Array.from([9, 9]),
      centreM: new Float32Array(6),
      normal: Float32Array.from([0, -1, 0, 0, -1, 0]),
      majorAxis: Float32Array.from([1, 0, 0, 1, 0, 0]),
      sizeM: new Float32Array(4).fill(3),
      compressionPa: new Float32Array(2).fill(1e8),
      tensionPa: new Float32Array(2).fill(1e7),
      shearPa: new Float32Array(2).fill(1e7),
    },
  };
}
