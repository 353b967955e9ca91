import { concentrationTable, type DustBox, type DustFrame, type DustGrid, type DustVector } from './dust-frame.ts';
import { loadMarchKernel, type MarchKernel } from './dust-kernels.ts';

/** Light on the dust, scene-linear. The sun's colour is its irradiance, the sky's its radiance, as for the surfaces. */
export interface DustLight {
  /** Unit vector from the scene to the sun. */
  readonly sunDirection: DustVector;
  /**
   * Sun colour as surfaces use it (E = sunColour · V · n·l, outgoing = albedo · E, no π): a white card facing the sun
   * has the value `sunColour`.
   */
  readonly sunColour: DustVector;
  /** Sky colour in the same convention: an unoccluded white card lit by the sky alone has this value. */
  readonly skyColour: DustVector;
  /** What the ground sends back, same convention. Default: a fifth of sun and sky together. */
  readonly groundColour?: DustVector;
}

/** How the dust looks; each has a default in `DUST_LOOK`. */
export interface DustLook {
  /** Colour of a thick, fully lit cloud before its light is lost to scattering, 0 to 1 a channel. */
  readonly albedo: DustVector;
  /** Extinction of a kilogram, m²/kg. */
  readonly extinctionM2PerKg: number;
  /** Share of carved noise, 0 (smooth smoke) to 1. */
  readonly billow: number;
  /** Size of billows, metres; lobes are 2.6 times as large, knobs and grain smaller. */
  readonly billowM: number;
  /** Cells of the detail volume along an edge of a simulated cell: 1, 2 or 3. */
  readonly detail: number;
}

/** A pinhole camera: looks down −Z of its own space, x right, y up; pixel origin top-left, centres at +0.5. */
export interface DustCamera {
  readonly positionM: DustVector;
  /** Unit vectors of the camera's x (right), y (up) and z (backward) axes in the world. */
  readonly right: DustVector;
  readonly up: DustVector;
  readonly back: DustVector;
  /** Focal length in pixels of the output. */
  readonly focalPx: number;
  /** Principal point in pixels of the output. */
  readonly principalPx: readonly [number, number];
}

/** A picture of the dust to make. */
export interface DustPictureOptions {
  readonly camera: DustCamera;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Metres to the scene along the camera's axis (z-depth), widthPx × heightPx; Infinity or 0 where there is none. */
  readonly depthM: Float32Array;
  /** True marches every second pixel each way and fills in with regard to depth. Default true. */
  readonly halfResolution?: boolean;
}

/** A picture of the dust, to be laid over the scene: out = rgb + (1 − alpha) · scene. */
export interface DustPicture {
  /** Premultiplied scene-linear R, G, B and alpha interleaved, widthPx × heightPx × 4. Exactly 0 where no dust is. */
  readonly rgba: Float32Array;
  /** Optical depth up to the scene, widthPx × heightPx (the `dust.density` pass); the march ends at about 4.6. */
  readonly opticalDepth: Float32Array;
}

/** What share of sunlight reaches each place, as the tracer wants it. */
export interface SunTransmittance {
  /** Values along x, y, z; value (i, j, k) stands at the centre of its cell. */
  readonly dims: DustVector;
  readonly bounds: DustBox;
  /** 255 is full sun, 0 none; x fastest, then y, then z. Outside the bounds: full sun. */
  readonly data: Uint8Array;
}

/** Lights and renders stored dust frames. One instance, one memory; each worker has its own. */
export interface VolumeMarch {
  /**
   * Decodes a frame, carves its detail and lights it. Billows grow with the distance from the grid's middle, and dust
   * fades towards the grid's sides. What it holds of the frame before is replaced.
   */
  load(frame: DustFrame, light: DustLight): void;
  /** Sunlight that the loaded dust lets through, over the whole grid (a copy). */
  sunTransmittance(): SunTransmittance;
  /**
   * Renders the loaded frame.
   * @throws RangeError when the depth buffer's length is not widthPx × heightPx
   */
  render(options: DustPictureOptions): DustPicture;
}

/** Defaults of `DustLook`. */
const DUST_LOOK: DustLook = {
  // Concrete and plaster dust: warm grey. Single-scattering albedo near 0.9 keeps the cloud bright.
  albedo: [0.93, 0.905, 0.865],
  // 3 Q / (2 ρ d) with Q = 2, ρ = 2500 kg/m³: 18 m²/kg at the 66 µm median; the finer share adds some.
  extinctionM2PerKg: 25,
  // Full carving: less of it shows the smooth domes of the simulation below.
  billow: 1,
  // About a storey and a half: smaller looks like a model, larger like a storm.
  billowM: 7,
  // 0.33 m on cells of 0.65 m; the march adds what is finer. 3 costs three times the loading and shows little more.
  detail: 2,
};

/**
 * Makes a renderer of dust for frames of one grid. Making one takes about 0.2 s (its noise).
 * @throws RangeError when `look.detail` is not 1, 2 or 3
 */
export function createVolumeMarch(grid: DustGrid, look: Partial<DustLook> = {}): VolumeMarch {
  const full: DustLook = { ...DUST_LOOK, ...look };
  if (![1, 2, 3].includes(full.detail)) throw new RangeError(`dust detail: expected 1, 2 or 3, got ${full.detail}`);
  const kernel = loadMarchKernel();
  const dims = grid.dims.map((count) => Math.ceil(count / 8) * 8) as [number, number, number];
  kernel.make(...dims, full.detail);
  new Float32Array(kernel.memory.buffer, kernel.tablePlace(), 256).set(concentrationTable());
  const march: MarchState = { kernel, grid: { ...grid, dims }, look: full, light: undefined };
  return {
    load: (frame, light) => loadFrame(march, frame, light),
    sunTransmittance: () => readSun(march),
    render: (options) => renderPicture(march, options),
  };
}

interface MarchState {
  readonly kernel: MarchKernel;
  readonly grid: DustGrid;
  readonly look: DustLook;
  light: DustLight | undefined;
}

function loadFrame(march: MarchState, frame: DustFrame, light: DustLight): void {
  const { kernel, grid, look } = march;
  if (frame.grid.dims.some((count, axis) => count !== grid.dims[axis])) {
    throw new RangeError(`dust frame: expected a grid of ${grid.dims} cells, got ${frame.grid.dims}`);
  }
  kernel.setBox(...frame.boxMin, ...frame.boxSize);
  new Uint8Array(kernel.memory.buffer, kernel.codesPlace()).set(frame.density);
  new Int16Array(kernel.memory.buffer, kernel.flowPlace()).set(frame.flow);
  const { extinctionM2PerKg, billow, billowM } = look;
  const noise = [extinctionM2PerKg, billow, billowM, frame.phaseBlend, ...frame.phaseSeeds];
  kernel.prepare(grid.cellM, ...noise, ...light.sunDirection);
  march.light = light;
}

function readSun({ kernel, grid }: MarchState): SunTransmittance {
  const { dims, originM, cellM } = grid;
  const maxM: DustVector = [originM[0] + dims[0] * cellM, originM[1] + dims[1] * cellM, originM[2] + dims[2] * cellM];
  const data = new Uint8Array(kernel.memory.buffer, kernel.sunBytes(), dims[0] * dims[1] * dims[2]).slice();
  return { dims, bounds: { minM: originM, maxM }, data };
}

function renderPicture(march: MarchState, options: DustPictureOptions): DustPicture {
  const { kernel, light } = march;
  const { widthPx, heightPx, depthM, halfResolution = true } = options;
  const pixels = widthPx * heightPx;
  if (depthM.length !== pixels) throw new RangeError(`depth: expected ${pixels} values, got ${depthM.length}`);
  if (light === undefined) throw new Error('volume march: load a frame before rendering');
  kernel.fitPicture(pixels);
  new Float32Array(kernel.memory.buffer, kernel.depthsPlace(), pixels).set(depthM);
  writeView(march, light, options.camera);
  kernel.render(widthPx, heightPx, halfResolution ? 1 : 0);
  const { buffer } = kernel.memory;
  return {
    rgba: new Float32Array(buffer, kernel.picturePlace(), pixels * 4).slice(),
    opticalDepth: new Float32Array(buffer, kernel.opticalDepthPlace(), pixels).slice(),
  };
}

/** The order is that of VIEW in assembly/march/march.ts. */
function writeView({ kernel, grid, look }: MarchState, light: DustLight, camera: DustCamera): void {
  const { sunColour, skyColour } = light;
  const ground = light.groundColour ?? skyColour.map((sky, channel) => 0.2 * (sky + 0.7 * (sunColour[channel] ?? 0)));
  const values = [
    ...[...camera.positionM, ...camera.right, ...camera.up, ...camera.back, camera.focalPx, ...camera.principalPx],
    ...[...light.sunDirection, ...sunColour, ...skyColour, ...ground, ...look.albedo, ...grid.originM, grid.cellM],
  ];
  new Float32Array(kernel.memory.buffer, kernel.viewPlace(), values.length).set(values);
}
