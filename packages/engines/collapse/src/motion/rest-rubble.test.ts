import { describe, expect, it } from 'vitest';
import { triggerSchema } from '../set-up/trigger-schema.ts';
import { buildStructure } from '../structure/build-structure.ts';
import { smallTower } from '../testing/small-tower.ts';
import { advanceCollapse, createCollapse } from './advance-collapse.ts';
import { wakeStruck } from './rest-rubble.ts';
import { dissolve, type RigidGroup, toWorld } from './rigid-world.ts';

const collapse = await createCollapse({
  model: buildStructure(smallTower(2, 200), 5),
  trigger: triggerSchema.parse({ kind: 'bottom-first', startFrame: 0, spreadFrames: 2 }),
  frameRate: { numerator: 24, denominator: 1 },
  durationFrames: 1,
  seed: 5,
});
for (let n = 0; n < 240; n++) {
  advanceCollapse(collapse, { clockFrame: n / 3, stepS: 1 / 72, fromFrame: n / 3, toFrame: (n + 1) / 3 });
}
const { rigid } = collapse;
const resting = [...rigid.groups].filter((group) => group.resting && group.pieces.length === 1);

function pieceOf(group: RigidGroup | undefined): number {
  return group?.pieces[0] ?? -1;
}

describe('rubble', () => {
  it('comes to rest, and then does not move at all', () => {
    expect(resting.length).toBeGreaterThan(20);
    const before = resting.map((group) => toWorld(group, group.centreM));
    for (let n = 240; n < 246; n++) {
      advanceCollapse(collapse, { clockFrame: n / 3, stepS: 1 / 72, fromFrame: n / 3, toFrame: (n + 1) / 3 });
    }
    const still = resting.filter((group, i) => group.resting && toWorld(group, group.centreM)[1] === before[i]?.[1]);
    expect(still.length).toBeGreaterThan(0.5 * resting.length);
  });

  it('wakes under a block’s weight, but not what has turned to grains', () => {
    const [grains, struck] = resting.filter((group) => group.resting);
    dissolve(rigid, pieceOf(grains));
    wakeStruck(rigid, { events: [], burdened: new Set([pieceOf(grains), pieceOf(struck)]) });
    expect(struck?.resting).toBe(false);
    expect(struck?.body.isDynamic()).toBe(true);
    expect(grains?.resting).toBe(true);
    expect(rigid.gone[pieceOf(grains)]).toBe(1);
  });
});
