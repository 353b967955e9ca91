/** A picture the materials sample: row 0 is the top (v = 0), row-major RGBA, scene-linear. */
export interface TraceTexture {
  width: number;
  height: number;
  /** RGBA per texel: 32-bit floats, or half floats as their 16 bits. Length width × height × 4. Alpha is not used. */
  data: Float32Array | Uint16Array;
}

/** Linear RGB, 0 … 1 for albedos. */
export type LinearRgb = readonly [number, number, number];

/**
 * What a surface looks like. Procedural kinds are anchored in rest space (object space + the instance's restOffset),
 * in metres, so they travel with a piece. `seed` shifts the pattern.
 */
export type TraceMaterial =
  | { kind: 'plain'; colour: LinearRgb; roughness?: number }
  /** Bilinear, clamped at the border. Pieces at rest take the rest picture instead (see {@link TraceFrame.atRest}). */
  | {
      kind: 'texture';
      texture: number;
      /**
       * Rest-space plane of the photographed wall, unit normal outwards: what lies behind it (panes, reveals) is lit as if it
       * lay on it, because the picture holds the shade of its own recesses already.
       */
      plane?: { normal: readonly [number, number, number]; distanceM: number };
      /** A pane: once turned from where it stood at rest it is dusty glass that mirrors the sky. Default false; layers only. */
      isGlazed?: boolean;
    }
  /**
   * Broken concrete: mottled grey with aggregate of 10–40 mm. `rebarM`: distance of the reinforcing bars whose rusty ends
   * show, default none. `relief`: how far the surface's normal is thrown about by its roughness, 0 … 1, default 0.
   */
  | { kind: 'concrete'; colour?: LinearRgb; rebarM?: number; relief?: number; seed?: number }
  /**
   * Brick courses with mortar, mapped from the dominant axis of the normal. Default bricks 215 × 65 mm, joints 10 mm.
   * With `relief` (0 … 1, default 0) it is a broken face: rough, chipped, smeared with mortar.
   */
  | {
      kind: 'brick';
      colour?: LinearRgb;
      mortar?: LinearRgb;
      brickM?: readonly [number, number];
      jointM?: number;
      variation?: number;
      relief?: number;
      seed?: number;
    }
  /** Painted plaster; with `stripeM` papered, in stripes of that width. */
  | { kind: 'plaster'; colour?: LinearRgb; stripeM?: number; seed?: number }
  /** A floor cut open: bands by height within a storey (covering, screed, slab, ceiling plaster). Default covering: boards. */
  | { kind: 'floor'; storeyM: number; baseM?: number; covering?: LinearRgb; seed?: number }
  /** A dark pane: in layers a dark albedo, in the path tracer a Fresnel mirror of the sky over a dark room. */
  | { kind: 'glass'; colour?: LinearRgb }
  | { kind: 'asphalt'; colour?: LinearRgb; seed?: number }
  /** Slabs with joints on the ground. */
  | { kind: 'paving'; colour?: LinearRgb; slabM?: readonly [number, number]; seed?: number };

/** Triangles in object space, metres. Degenerate triangles are never hit. */
export interface TraceMesh {
  /** x, y, z per vertex. All finite. */
  positions: Float32Array;
  /** Three vertex numbers per triangle. */
  indices: Uint32Array;
  /** u, v for each corner: 6 numbers per triangle. Default 0. */
  uvs?: Float32Array;
  /** Material number (from addMaterial) per triangle, or one for all. */
  materials: Uint16Array | number;
}

/** Bits of {@link TraceInstance.mask}: by which rays an instance is seen. */
export const traceMask = {
  /** Camera rays, as a moving piece: the piece layer. */
  piece: 1,
  /** Camera rays, as a surface of the plate that receives shadows: the catcher layer; hides pieces behind it. */
  catcher: 2,
  /** Sun and sky rays: casts shadows. */
  shadow: 4,
} as const;

/** One placed mesh. */
export interface TraceInstance {
  /** Mesh number from addMesh. */
  mesh: number;
  /** Goes to the id pass; 1 or more, 0 means nothing there. */
  objectId: number;
  /** Sum of {@link traceMask} bits; 0 hides it from everything. */
  mask: number;
  /** Added to object space to get the rest-space position, metres. Default 0, 0, 0. */
  restOffset?: readonly [number, number, number];
}

/** Poses of all instances for one frame. A pose is a 3×4 row-major matrix object → world; scale is allowed. */
export interface TraceFrame {
  /** Time samples, 1 … 16; in the layered render one ray per pixel each. */
  samples: number;
  /** [samples][instances][12]. */
  poses: Float32Array;
  /** [instances][12]: where each instance was in the previous frame, at its first sample. Default: the first sample (no motion). */
  previousPoses?: Float32Array;
  /** Per instance, replaces the instance's mask for this frame. */
  masks?: Uint8Array;
  /** Per instance, 1 = not moved since rest: its `texture` materials take the rest picture at the pixel itself. Default 0. */
  atRest?: Uint8Array;
}

/** A pinhole camera; looks down −Z of its own space, x right, y up; pixel centres at +0.5 from the top left. */
export interface TraceCamera {
  width: number;
  height: number;
  focalPx: number;
  /** Principal point in pixels. Default the picture's middle. */
  principalPx?: readonly [number, number];
  /** Camera → world, 3×4 row-major, orthonormal. */
  pose: ArrayLike<number>;
}

/** The sun as a small disc. */
export interface TraceSun {
  /** Towards the sun; need not be unit length. */
  direction: readonly [number, number, number];
  /** Half the disc's apparent angle, degrees. Default 0.27. */
  angularRadiusDeg?: number;
}

/** Loose rays. */
export interface TraceRays {
  /** x, y, z per ray. */
  origins: Float32Array;
  /** x, y, z per ray; any length. */
  directions: Float32Array;
  /** Picks the instances that share a bit of {@link traceMask}. Default all. */
  mask?: number;
  /** Time sample whose poses count. Default the first. */
  sample?: number;
}

/** Nearest hits of loose rays; arrays are views, valid until the next call. */
export interface TraceHits {
  /** Distance in units of the ray's direction; Infinity where nothing was hit. */
  distance: Float32Array;
  /** Instance number, −1 where nothing was hit. */
  instance: Int32Array;
  /** Triangle number within its mesh, −1 where nothing was hit. */
  triangle: Int32Array;
}
