import { describe, expect, it } from 'vitest';
import { directionSchema } from '../set-up/direction-schema.ts';
import { triggerSchema } from '../set-up/trigger-schema.ts';
import { buildStructure } from '../structure/build-structure.ts';
import { smallTower } from '../testing/small-tower.ts';
import type { MotionFrame } from './motion-frame.ts';
import { simulateCollapse } from './simulate-collapse.ts';
import { warpClock } from './warp-clock.ts';

describe('the warped clock', () => {
  it('is the film frame itself without keys, and at full speed', () => {
    for (const frame of [0, 7.25, 96]) {
      expect(warpClock([])(frame)).toBe(frame);
      expect(warpClock([{ frame: 12, speed: 1 }])(frame)).toBe(frame);
    }
  });

  it('runs at the speed of its keys where it holds, and eases between them', () => {
    const clock = warpClock([
      { frame: 10, speed: 1 },
      { frame: 20, speed: 0.2 },
      { frame: 40, speed: 0.2 },
      { frame: 44, speed: 0 },
    ]);
    expect(clock(10)).toBe(10);
    expect(clock(20) - clock(10)).toBeCloseTo(6, 9);
    expect(clock(31) - clock(30)).toBeCloseTo(0.2, 9);
    expect(clock(90)).toBeCloseTo(clock(44), 9);
    const speeds = Array.from({ length: 240 }, (_, i) => (clock((i + 1) / 4) - clock(i / 4)) * 4);
    speeds.slice(1).forEach((speed, i) => {
      expect(Math.abs(speed - (speeds[i] ?? 0))).toBeLessThan(0.05);
    });
  });
});

describe('a collapse under a warped clock', () => {
  const model = buildStructure(smallTower(2, 200), 5);
  const collect = async (timeWarp: object[], durationFrames: number): Promise<MotionFrame[]> => {
    const frames: MotionFrame[] = [];
    for await (const frame of simulateCollapse({
      model,
      trigger: triggerSchema.parse({ kind: 'bottom-first', startFrame: 2, spreadFrames: 2 }),
      direction: directionSchema.parse({ timeWarp }),
      frameRate: { numerator: 24, denominator: 1 },
      durationFrames,
      seed: 5,
    }))
      frames.push(frame);
    return frames;
  };

  it('stands still in mid-air at speed 0, and nothing happens meanwhile', async () => {
    const frames = await collect(
      [
        { frame: 8, speed: 1 },
        { frame: 10, speed: 0 },
        { frame: 14, speed: 0 },
        { frame: 16, speed: 1 },
      ],
      18,
    );
    for (const { startPoses, middlePoses, endPoses, events, elapsedS } of frames.slice(10, 14)) {
      expect(elapsedS).toBe(0);
      expect(events).toEqual([]);
      expect(middlePoses).toEqual(startPoses);
      expect(endPoses).toEqual(startPoses);
    }
    expect(frames[9]?.moved.includes(1)).toBe(true);
    expect(frames[17]?.endPoses).not.toEqual(frames[14]?.startPoses);
  });

  it('falls half as far a frame at half speed, and its events keep within their frames', async () => {
    const frames = await collect([{ frame: 0, speed: 0.5 }], 20);
    // The trigger's frame is one of the film.
    expect(frames[1]?.events).toEqual([]);
    expect(frames.slice(0, 2).every(({ moved }) => !moved.includes(1))).toBe(true);
    expect(frames[5]?.elapsedS).toBeCloseTo(0.5 / 24, 9);
    for (const { frame, events } of frames) {
      for (const { frameTime } of events) {
        expect(frameTime).toBeGreaterThanOrEqual(frame);
        expect(frameTime).toBeLessThanOrEqual(frame + 1);
      }
    }
  });
});
