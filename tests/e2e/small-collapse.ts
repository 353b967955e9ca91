import { writeFile } from 'node:fs/promises';
import { encodeTestPng } from './test-png.ts';

const WIDTH = 160;
const HEIGHT = 90;

/** A set-up that the real engine finishes in seconds: two storeys, 160 × 90, eight frames. */
export function smallSetUp(plateFile: string) {
  return {
    production: 'end-to-end',
    shot: 'sq010/sh0010',
    purpose: 'ideation',
    seed: 7,
    inputs: { plate: { file: plateFile, licence: LICENCE as typeof LICENCE | undefined } } as {
      plate: { file: string; licence?: typeof LICENCE };
    },
    parameters: {
      camera: { kind: 'pose', focalPx: 150, positionM: [0, 1.7, 30], yawDeg: 0 } as Record<string, unknown>,
      building: {
        plan: { kind: 'box', centreM: [0, 0], widthM: 14, depthM: 10 },
        heightM: 6.4,
        storeys: 2,
        pieceTarget: 200,
      },
      sun: { azimuthDeg: 140, elevationDeg: 40 },
      trigger: { kind: 'bottom-first', startFrame: 1, spreadFrames: 3 },
      output: { widthPx: WIDTH, heightPx: HEIGHT, frameRate: '24000/1001', durationFrames: 8, samplesPerPixel: 2 },
    },
  };
}

const LICENCE = { owner: 'Backlot tests', statement: 'Own work, made for this test' };

/** Sky, ground and a façade with windows where `smallSetUp` has its building. */
export function writeSmallPlate(path: string): Promise<void> {
  return writeFile(path, encodeTestPng(WIDTH, HEIGHT, colourOfPlate));
}

function colourOfPlate(x: number, y: number): [number, number, number] {
  const isFacade = x >= 38 && x < 122 && y >= 17 && y < 56;
  const isWindow = isFacade && x % 12 < 5 && y % 19 > 4 && y % 19 < 13;
  const speckle = ((x * 7919 + y * 104_729) % 13) - 6;
  if (isWindow) return [60 + speckle, 70 + speckle, 84 + speckle];
  if (isFacade) return [150 + speckle, 104 + speckle, 86 + speckle];
  return y < 48 ? [140 + y, 170 + speckle, 220] : [120 + speckle, 118 + speckle, 112 + speckle];
}
