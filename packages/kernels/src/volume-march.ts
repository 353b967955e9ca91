import type { DustBox, DustFrame, DustGrid, DustVector } from './dust-frame.ts';

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
  /** Size of the largest billows, metres. */
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
  /** Optical depth up to the scene, widthPx × heightPx (the `dust.density` pass); the march ends at about 6. */
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
  /** Decodes a frame, carves its detail and lights it. What it holds of the frame before is replaced. */
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
export const DUST_LOOK: DustLook = {
  // Concrete and plaster dust: warm grey. Single-scattering albedo near 0.9 keeps the cloud bright.
  albedo: [0.93, 0.905, 0.865],
  extinctionM2PerKg: 25,
  billow: 0.8,
  billowM: 7,
  detail: 2,
};

/**
 * Makes a renderer of dust for frames of one grid.
 * @throws RangeError when `look.detail` is not 1, 2 or 3
 */
export declare function createVolumeMarch(grid: DustGrid, look?: Partial<DustLook>): VolumeMarch;
