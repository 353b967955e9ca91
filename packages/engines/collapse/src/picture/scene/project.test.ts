import { describe, expect, it } from 'vitest';
import { projectToPicture, rayThroughPixel } from './project.ts';

const camera = {
  widthPx: 640,
  heightPx: 360,
  focalPx: 500,
  principalPx: [320, 180] as const,
  positionM: [1, 1.7, 20] as const,
  // Turned 30° to the left about Y.
  rotation: [0.8660254037844387, 0, 0.5, 0, 1, 0, -0.5, 0, 0.8660254037844387],
};

describe('projection', () => {
  it('puts a point back on the pixel whose ray went through it', () => {
    const ray = rayThroughPixel(camera, 100.5, 300.25);
    const point = [1 + ray[0] * 12, 1.7 + ray[1] * 12, 20 + ray[2] * 12] as const;
    const back = projectToPicture(camera, point);
    expect(back?.xPx).toBeCloseTo(100.5, 9);
    expect(back?.yPx).toBeCloseTo(300.25, 9);
    expect(back?.depthM).toBeCloseTo(12, 9);
  });

  it('sees nothing behind the camera', () => {
    const ray = rayThroughPixel(camera, 320, 180);
    expect(projectToPicture(camera, [1 - ray[0], 1.7 - ray[1], 20 - ray[2]])).toBeUndefined();
  });
});
