import { describe, expect, it } from 'vitest';
import { concentrationTable, type DustFrame, encodeConcentration } from './dust-frame.ts';
import { loadMarchKernel } from './dust-kernels.ts';
import { createVolumeMarch, type DustCamera, type DustLight } from './volume-march.ts';

const grid = { dims: [32, 16, 32], originM: [-16, 0, -16], cellM: 1 } as const;
const light: DustLight = { sunDirection: [0, 1, 0], sunColour: [1, 0.9, 0.8], skyColour: [0.2, 0.3, 0.4] };
const camera: DustCamera = {
  positionM: [0, 4, 40],
  right: [1, 0, 0],
  up: [0, 1, 0],
  back: [0, 0, 1],
  focalPx: 60,
  principalPx: [32, 24],
};
const size = { widthPx: 64, heightPx: 48 };
const nothingBehind = new Float32Array(64 * 48).fill(Number.POSITIVE_INFINITY);

/** Dust of one concentration in cells chosen; no movement. */
function frameOf(kgPerM3: number, holds: (i: number, j: number, k: number) => boolean): DustFrame {
  const density = new Uint8Array(32 * 16 * 32);
  const code = encodeConcentration(kgPerM3);
  for (let k = 0; k < 32; k++) {
    for (let j = 0; j < 16; j++) for (let i = 0; i < 32; i++) if (holds(i, j, k)) density[(k * 16 + j) * 32 + i] = code;
  }
  const flow = new Int16Array(16 * 8 * 16 * 6);
  return { grid, boxMin: [0, 0, 0], boxSize: [32, 16, 32], density, flow, phaseBlend: 1, phaseSeeds: [0, 1] };
}

const empty: DustFrame = {
  ...frameOf(0, () => false),
  boxSize: [0, 0, 0],
  density: new Uint8Array(0),
  flow: new Int16Array(0),
};
const ball = frameOf(0.4, (i, j, k) => (i - 16) ** 2 + (j - 4) ** 2 + (k - 16) ** 2 < 30);

describe('volume march', () => {
  it('dims the sun through a uniform slab by exp(−σ·d)', () => {
    const march = createVolumeMarch(grid, { billow: 0, extinctionM2PerKg: 20 });
    const sigma = 20 * (concentrationTable()[encodeConcentration(0.01)] ?? 0);
    march.load(
      frameOf(0.01, () => true),
      light,
    );
    const { data, dims } = march.sunTransmittance();
    for (const j of [1, 4, 8, 12]) {
      const through = (data[(16 * dims[1] + j) * dims[0] + 16] ?? 0) / 255;
      // From the middle of a cell to the top; its last half cell fades out between two centres.
      const expected = Math.exp(-sigma * (16 - j - 0.5));
      expect(Math.abs(through - expected)).toBeLessThan(0.02);
    }
    const slanted = [0.6, 0.8, 0] as const;
    march.load(
      frameOf(0.01, (_, j) => j < 8),
      { ...light, sunDirection: slanted },
    );
    const through = (march.sunTransmittance().data[(16 * dims[1] + 3) * dims[0] + 12] ?? 0) / 255;
    expect(Math.abs(through - Math.exp((-sigma * 4.5) / 0.8))).toBeLessThan(0.02);
  });

  it('makes a uniform slab as opaque as exp(−σ·d) to the eye', () => {
    const march = createVolumeMarch(grid, { billow: 0, extinctionM2PerKg: 20 });
    const sigma = 20 * (concentrationTable()[encodeConcentration(0.004)] ?? 0);
    march.load(
      frameOf(0.004, (_, __, k) => k >= 8 && k < 24),
      light,
    );
    const { rgba, opticalDepth } = march.render({ camera, ...size, depthM: nothingBehind });
    const pixel = 24 * 64 + 32;
    expect(opticalDepth[pixel]).toBeCloseTo(sigma * 16, 1);
    expect(rgba[pixel * 4 + 3]).toBeCloseTo(1 - Math.exp(-sigma * 16), 1);
  });

  it('sends out as much light as it takes in: the phase functions integrate to 1', () => {
    const kernel = loadMarchKernel();
    for (const name of ['phase', 'widePhase'] as const) {
      let sum = 0;
      const steps = 4000;
      for (let step = 0; step < steps; step++) {
        const cosine = -1 + (2 * (step + 0.5)) / steps;
        sum += kernel[name](cosine) * 2 * Math.PI * (2 / steps);
      }
      expect(sum).toBeCloseTo(1, 3);
    }
  });

  it('renders exactly nothing where no dust is', () => {
    const march = createVolumeMarch(grid);
    march.load(empty, light);
    const picture = march.render({ camera, ...size, depthM: nothingBehind });
    expect(picture.rgba.every((value) => value === 0)).toBe(true);
    expect(picture.opticalDepth.every((value) => value === 0)).toBe(true);
    expect(march.sunTransmittance().data.every((value) => value === 255)).toBe(true);
  });

  it('forgets the frame before', () => {
    const march = createVolumeMarch(grid);
    march.load(ball, light);
    march.load(empty, light);
    expect(march.render({ camera, ...size, depthM: nothingBehind }).rgba.every((value) => value === 0)).toBe(true);
  });

  it('covers the pixels of a thick cloud and no others', () => {
    const march = createVolumeMarch(grid);
    march.load(ball, light);
    for (const halfResolution of [true, false]) {
      const { rgba } = march.render({ camera, ...size, depthM: nothingBehind, halfResolution });
      expect(rgba[(24 * 64 + 32) * 4 + 3]).toBeGreaterThan(0.97);
      expect(rgba[3]).toBe(0);
      for (let pixel = 0; pixel < 64 * 48; pixel++) {
        const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(pixel * 4, pixel * 4 + 4);
        expect(alpha >= 0 && alpha <= 1 && Math.min(red, green, blue) >= 0).toBe(true);
        // A grey cloud under a warm sun and a blue sky sends back no more than both together.
        expect(red).toBeLessThanOrEqual(1.5 * alpha + 1e-6);
      }
    }
  });

  it('stops at the scene', () => {
    const march = createVolumeMarch(grid);
    march.load(ball, light);
    const inFront = march.render({ camera, ...size, depthM: new Float32Array(64 * 48).fill(20) });
    expect(inFront.rgba.every((value) => value === 0)).toBe(true);
    const behind = march.render({ camera, ...size, depthM: new Float32Array(64 * 48).fill(80) });
    expect(behind.rgba[(24 * 64 + 32) * 4 + 3]).toBeGreaterThan(0.97);
  });

  it('shades the ground below the cloud', () => {
    const march = createVolumeMarch(grid);
    march.load(ball, light);
    const { data } = march.sunTransmittance();
    expect(data[16 * 16 * 32 + 16]).toBeLessThan(10);
    expect(data[2 * 16 * 32 + 2]).toBe(255);
  });

  it('fades a cloud that leaves through the sides of the grid', () => {
    const march = createVolumeMarch(grid);
    march.load(
      frameOf(2, (_, j) => j < 8),
      light,
    );
    const { data } = march.sunTransmittance();
    const onGround = (i: number) => data[16 * 16 * 32 + i] ?? 0;
    expect(onGround(16)).toBeLessThan(3);
    expect(onGround(0)).toBeGreaterThan(60);
    expect(onGround(31)).toBeGreaterThan(60);
  });

  it('gives the same bytes twice, whatever was rendered in between', () => {
    const march = createVolumeMarch(grid);
    march.load(ball, light);
    const first = march.render({ camera, ...size, depthM: nothingBehind });
    march.load(
      frameOf(1, (i) => i < 9),
      { ...light, sunDirection: [0.8, 0.6, 0] },
    );
    march.render({ camera, widthPx: 31, heightPx: 17, depthM: new Float32Array(31 * 17) });
    march.load(ball, light);
    expect(march.render({ camera, ...size, depthM: nothingBehind })).toEqual(first);
  });

  it('refuses a depth buffer of another size, a frame of another grid and an unknown detail', () => {
    const march = createVolumeMarch(grid);
    march.load(ball, light);
    expect(() => march.render({ camera, ...size, depthM: new Float32Array(9) })).toThrow(RangeError);
    expect(() => march.load({ ...ball, grid: { ...grid, dims: [8, 8, 8] } }, light)).toThrow(RangeError);
    expect(() => createVolumeMarch(grid, { detail: 7 })).toThrow(RangeError);
  });
});
