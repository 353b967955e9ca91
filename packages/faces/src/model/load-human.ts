import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Tensors from '@tensorflow/tfjs-core';
import { offlineFetch } from './offline-fetch.ts';

/** What of a face `@vladmandic/human` tells and this room uses; lengths in pixels of the given picture, angles in radians. */
export interface HumanFace {
  /** Left, top, width, height; 1.4 times the face. */
  readonly box: readonly [number, number, number, number];
  /** 0..1: the detector's, and the mesh's own. */
  readonly boxScore: number;
  readonly faceScore: number;
  /** 468 points where a mesh was laid, 6 or fewer where not. */
  readonly mesh: readonly (readonly number[])[];
  /** 1,024 values of 0 or more. */
  readonly embedding?: readonly number[];
  readonly rotation: { readonly angle: { readonly pitch: number; readonly yaw: number; readonly roll: number } } | null;
}

/** Which models run on a picture. */
type Look = 'detect' | 'describe';

/** The models, loaded; one picture at a time. */
export interface HumanModels {
  /** Faces of a square picture of floats 0..255, three a pixel. */
  readonly look: (look: Look, square: Float32Array, sidePx: number) => Promise<readonly HumanFace[]>;
  /** Tensors in memory; the same before and after each look. */
  readonly tensorCount: () => number;
}

interface HumanLibrary {
  readonly Human: new (
    config: unknown,
  ) => {
    readonly load: () => Promise<void>;
    readonly detect: (
      input: Tensors.Tensor,
      config: unknown,
    ) => Promise<{ readonly face: readonly HumanFace[]; readonly error: string | null }>;
  };
}

/**
 * Loads detector, mesh and description from the package's own files into this thread, on WebAssembly. Replaces the
 * thread's `fetch` by one that reads nothing but these files: call it in a worker.
 */
export async function loadHuman(): Promise<HumanModels> {
  const require = createRequire(import.meta.url);
  // The package offers only its native-TensorFlow build by name; the WebAssembly build lies beside it.
  const dist = dirname(require.resolve('@vladmandic/human'));
  const models = join(dist, '..', 'models');
  globalThis.fetch = offlineFetch(models);
  const tensors = require('@tensorflow/tfjs-core') as typeof Tensors;
  const wasm = require.resolve('@tensorflow/tfjs-backend-wasm');
  const { Human } = require(join(dist, 'human.node-wasm.js')) as HumanLibrary;
  const human = new Human({
    ...QUIET,
    modelBasePath: `${pathToFileURL(models).href}/`,
    wasmPath: `${dirname(wasm)}/`,
  });
  await human.load();
  return {
    tensorCount: () => tensors.memory().numTensors,
    look: async (look, square, sidePx) => {
      const input = tensors.tensor4d(square, [1, sidePx, sidePx, 3]);
      try {
        const { face, error } = await human.detect(input, LOOKS[look]);
        if (error) throw new Error(`Faces: ${error}`);
        return face;
      } finally {
        input.dispose();
      }
    },
  };
}

const off = { enabled: false } as const;

const QUIET = {
  backend: 'wasm',
  debug: false,
  async: false,
  // Without this, a picture much like the one before it gets that one's faces.
  cacheSensitivity: 0,
  warmup: 'none',
  filter: off,
  gesture: off,
  body: off,
  hand: off,
  object: off,
  segmentation: off,
  face: {
    enabled: true,
    detector: { minConfidence: 0.2, maxDetected: 50, rotation: true },
    mesh: { enabled: true },
    description: { enabled: true },
    iris: off,
    emotion: off,
    antispoof: off,
    liveness: off,
  },
};

const LOOKS: Readonly<Record<Look, unknown>> = {
  detect: { face: { detector: { rotation: false, maxDetected: 50 }, mesh: off, description: off } },
  // A face whose mesh fails (a profile, a hand over it) is kept: seen, though not comparable.
  describe: {
    face: {
      detector: { rotation: true, maxDetected: 4 },
      mesh: { enabled: true, keepInvalid: true },
      description: { enabled: true },
    },
  },
};
