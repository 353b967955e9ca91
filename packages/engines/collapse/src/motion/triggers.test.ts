import { describe, expect, it } from 'vitest';
import { directionSchema } from '../set-up/direction-schema.ts';
import { triggerSchema } from '../set-up/trigger-schema.ts';
import { buildStructure } from '../structure/build-structure.ts';
import { smallTower } from '../testing/small-tower.ts';
import { advanceCollapse, type Collapse, createCollapse } from './advance-collapse.ts';

const model = buildStructure(smallTower(3, 220), 5);
const all = model.pieces.length;
const blowFront = { kind: 'members', startFrame: 0, members: [{ kinds: ['pier'], storeys: [0], facade: 0 }] };

async function start(trigger: object, direction: object = {}, of = model): Promise<Collapse> {
  return createCollapse({
    model: of,
    trigger: triggerSchema.parse({ startFrame: 0, ...trigger }),
    direction: directionSchema.parse(direction),
    bays: [2, 2, 2, 2],
    frameRate: { numerator: 24, denominator: 1 },
    durationFrames: 1,
    seed: 5,
  });
}

/** Runs on to a frame, in three steps a frame. */
function runTo(collapse: Collapse, fromFrame: number, toFrame: number): void {
  for (let n = 3 * fromFrame; n < 3 * toFrame; n++) {
    advanceCollapse(collapse, { clockFrame: n / 3, stepS: 1 / 72, fromFrame: n / 3, toFrame: (n + 1) / 3 });
  }
}

function countStanding({ rigid }: Collapse): number {
  return [...rigid.groups].reduce((sum, { anchored, pieces }) => sum + (anchored ? pieces.length : 0), 0);
}

describe('a trigger', () => {
  it('that takes one pier leaves the rest standing, and it comes to rest', async () => {
    const members = [{ kinds: ['pier'], storeys: [0], facade: 0, bays: [0] }];
    const collapse = await start({ kind: 'members', members });
    runTo(collapse, 0, 36);
    const broken = collapse.network.broken;
    expect(broken).toBeGreaterThan(10);
    runTo(collapse, 36, 48);
    expect(countStanding(collapse)).toBeGreaterThan(0.95 * all);
    expect(collapse.network.broken - broken).toBeLessThan(8);
  });

  it('that takes all walls of the ground storey brings everything down', async () => {
    const collapse = await start({ kind: 'members', members: [{ kinds: ['pier', 'wall'], storeys: [0] }] });
    runTo(collapse, 0, 36);
    expect(countStanding(collapse)).toBeLessThan(0.05 * all);
  });

  it('that takes a front lets failure spread by itself, later', async () => {
    const collapse = await start(blowFront);
    runTo(collapse, 0, 24);
    expect(countStanding(collapse)).toBeGreaterThan(0.9 * all);
    runTo(collapse, 24, 84);
    expect(countStanding(collapse)).toBeLessThan(0.5 * all);
  });

  it('removes members when their time has come', async () => {
    const members = [{ kinds: ['pier'], storeys: [0], facade: 1, bays: [0], afterFrames: 6 }];
    const collapse = await start({ kind: 'members', members, startFrame: 2 });
    runTo(collapse, 0, 8);
    expect(collapse.network.broken).toBe(0);
    runTo(collapse, 8, 9);
    expect(collapse.network.broken).toBeGreaterThan(5);
  });

  it('of fire weakens a storey until it fails', async () => {
    const collapse = await start({ kind: 'fire', storeys: [1], burnFrames: 30 });
    runTo(collapse, 0, 8);
    expect(collapse.network.broken).toBe(0);
    runTo(collapse, 8, 40);
    expect(countStanding(collapse)).toBeLessThan(0.5 * all);
    const lowest = model.pieces.filter(({ storey }) => storey === 0);
    expect(lowest.some(({ id }) => collapse.rigid.groupOf[id]?.anchored)).toBe(true);
  });

  it('of shaking ground breaks nothing at a twentieth of g, and the house at g', async () => {
    const shaking = (ms2: number) =>
      Array.from({ length: 8 }, (_, i) => ({
        afterFrames: 6 * i,
        ms2: [i === 0 || i === 7 ? 0 : i % 2 ? ms2 : -ms2, 0, 0],
      }));
    const gentle = await start({ kind: 'ground', shaking: shaking(0.5) });
    runTo(gentle, 0, 48);
    expect(gentle.network.broken).toBe(0);
    const strong = await start({ kind: 'ground', shaking: shaking(10) });
    runTo(strong, 0, 40);
    expect(countStanding(strong)).toBeLessThan(0.5 * all);
  });

  it('of sinking ground breaks the house at the edge of what sinks', async () => {
    const settlement = { minM: [-2, -9], maxM: [4, 2], depthM: 0.5, overFrames: 12 };
    const collapse = await start({ kind: 'ground', settlement });
    runTo(collapse, 0, 12);
    expect(collapse.network.broken).toBeGreaterThan(50);
    runTo(collapse, 12, 60);
    const sunk = model.pieces.filter(({ id }) => {
      const group = collapse.rigid.groupOf[id];
      return group !== undefined && group.body.translation().y < -0.3;
    });
    expect(sunk.length).toBeGreaterThan(10);
  });

  it('of a push moves nothing when it is weak and the storeys that it meets when it is strong', async () => {
    const weak = await start({ kind: 'push', facade: 0, forceKn: 50 });
    runTo(weak, 0, 20);
    expect(weak.network.broken).toBe(0);
    const strong = await start({ kind: 'push', facade: 0, forceKn: 8000, fromHeightM: 3.5, durationFrames: 12 });
    runTo(strong, 0, 20);
    const above = model.pieces.filter(({ storey, facade }) => storey > 0 && facade === 0);
    const pushed = above.filter(({ id }) => (strong.rigid.groupOf[id]?.body.translation().z ?? 0) < -0.05);
    expect(pushed.length).toBeGreaterThan(0.3 * above.length);
  });

  it('is refused when it meets no part of the building, with what it looked for', async () => {
    await expect(start({ kind: 'members', members: [{ kinds: ['column'] }] })).rejects.toMatchObject({
      code: 'TRIGGER_INVALID',
      message: expect.stringContaining('members[0] meets no part of the building: {"kinds":["column"]}'),
    });
  });
});

describe('a concrete frame', () => {
  const structure = {
    kind: 'concrete-frame',
    columnM: 0.4,
    beamDepthM: 0.5,
    skin: 'curtain',
    panelThicknessM: 0.15,
    core: false,
  } as const;
  const frame = buildStructure({ ...smallTower(3, 400), structure }, 5);

  it('carries on over one lost column, and falls without its columns, whatever stands between them', async () => {
    const withinM = { minM: [3, 0, -1.5], maxM: [6, 4, 0.5] };
    const one = await start({ kind: 'members', members: [{ kinds: ['column'], storeys: [0], withinM }] }, {}, frame);
    runTo(one, 0, 30);
    expect(one.network.broken).toBeGreaterThan(0);
    expect(countStanding(one)).toBeGreaterThan(0.95 * frame.pieces.length);
    const all = await start({ kind: 'members', members: [{ kinds: ['column'], storeys: [0] }] }, {}, frame);
    runTo(all, 0, 48);
    expect(countStanding(all)).toBeLessThan(0.3 * frame.pieces.length);
  });
});

describe('direction', () => {
  it('holds a part up while everything else falls, and lets it go at its frame', async () => {
    const withinM = { minM: [5, 0, -8], maxM: [10, 20, 1] };
    const held = model.pieces.filter(({ restOriginM: [x] }) => x >= 5).map(({ id }) => id);
    const trigger = { kind: 'members', members: [{ kinds: ['pier', 'wall'], storeys: [0] }] };
    const collapse = await start(trigger, { holds: [{ withinM, untilFrame: 30 }] });
    runTo(collapse, 0, 30);
    expect(held.every((id) => collapse.rigid.groupOf[id]?.anchored)).toBe(true);
    expect(countStanding(collapse)).toBeLessThan(0.8 * all);
    runTo(collapse, 30, 60);
    expect(countStanding(collapse)).toBeLessThan(0.3 * all);
  });

  it('makes places weaker and stronger, but a standing building stands', async () => {
    const boxOf = (factor: number) => ({ strength: [{ withinM: { minM: [-1, 0, -3.5], maxM: [10, 20, 1] }, factor }] });
    const brokenAfter = async (direction: object, trigger: object, frames: number): Promise<number> => {
      const collapse = await start(trigger, direction);
      runTo(collapse, 0, frames);
      return collapse.network.broken;
    };
    const never = { ...blowFront, startFrame: 900 };
    expect(await brokenAfter(boxOf(0.2), never, 12)).toBe(0);
    const [weak, usual, strong] = [
      await brokenAfter(boxOf(0.2), blowFront, 16),
      await brokenAfter({}, blowFront, 16),
      await brokenAfter(boxOf(5), blowFront, 16),
    ];
    expect(weak).toBeGreaterThan(usual);
    expect(strong).toBeLessThan(usual);
  });
});
