import { resample } from '@backlot/kernels';
import type { CollapseParametersInput } from '../set-up/collapse-parameters.ts';
import type { PixelPoint } from '../set-up/measures.ts';
import { solveCamera } from '../set-up/solve-camera.ts';
import {
  describeBox,
  describeFocal,
  describeLines,
  describeSky,
  describeStated,
  FEWEST_EDGES,
  noLines,
  SURE_ERROR,
} from './describe-findings.ts';
import { draftCamera, enlargeCamera, LENS_HEIGHT_M, type LinesCamera } from './draft-camera.ts';
import { groupEdges } from './edge-families.ts';
import { focalFromExif, type StatedFocal } from './exif-focal.ts';
import { findSky, type RgbRaster, type SkyMask } from './find-sky.ts';
import { nameAxes } from './name-axes.ts';
import { findPlateEdges, type PlateEdge } from './plate-edges.ts';
import type { ExifFacts } from './read-exif.ts';
import { findSquareCamera, type SquareCamera } from './square-camera.ts';
import { type BoxGuess, suggestBox } from './suggest-box.ts';
import type { SetUpSuggestion } from './suggestion.ts';

/** A plate to be looked at. */
export interface PlateToAnalyse {
  /** Linear RGB, 3 floats a pixel. */
  readonly picture: RgbRaster;
  /** `readExif` of its file. */
  readonly exif?: ExifFacts;
}

const SEED = 1;
/** Larger plates are looked at in this size: edges are found to a tenth of a pixel there too. */
const LARGEST_SIDE_PX = 2560;
/** Less of the edges' length along three directions than this is no camera but chance. */
const LEAST_EXPLAINED = 0.35;
/** Lines that tell the focal length no better than this tell none. */
const WORST_ERROR = 0.24;
const STOREY_M = 3.2;

/**
 * A first set-up from the plate alone: vanishing lines and focal length, sky, and a block for the building, each with how
 * far it can be trusted. Pure: the same plate gives the same draft.
 */
export function suggestSetUp({ picture: plate, exif = {} }: PlateToAnalyse): SetUpSuggestion {
  const { picture, plateScale } = reducePlate(plate);
  const { widthPx, heightPx } = picture;
  const principalPx: PixelPoint = [widthPx / 2, heightPx / 2];
  const sky = findSky(picture);
  const edges = findPlateEdges(picture).filter((edge) => !isCloud(edge, sky, widthPx));
  const stated = focalFromExif(exif, picture);
  const found = solve(edges, { widthPx, principalPx }, stated);
  const skyFinding = describeSky(sky);
  if (!found) return { findings: [noLines(edges), ...describeStated(stated, plateScale), skyFinding] };
  const axes = nameAxes(found);
  const camera = draftCamera(axes, picture, principalPx);
  const box = suggestBox({ camera: solveCamera(camera, picture), sky, ...axes.edges });
  return {
    parameters: draftParameters(enlargeCamera(camera, plateScale), box),
    findings: [
      describeLines(found, axes),
      describeFocal(found, stated, plateScale),
      {
        about: 'scale',
        confidence: 'guess',
        text: `The lens is taken to be ${LENS_HEIGHT_M} m above the ground. Replace knownLength by a length that you know.`,
      },
      skyFinding,
      describeBox(box),
      {
        about: 'sun',
        confidence: 'guess',
        text: 'Not looked for: the angles are stand-ins. Read them from a shadow, as the guide tells.',
      },
    ],
  };
}

function reducePlate(plate: RgbRaster): { readonly picture: RgbRaster; readonly plateScale: number } {
  const plateScale = Math.max(1, Math.max(plate.widthPx, plate.heightPx) / LARGEST_SIDE_PX);
  if (plateScale === 1) return { picture: plate, plateScale };
  const size = { widthPx: Math.round(plate.widthPx / plateScale), heightPx: Math.round(plate.heightPx / plateScale) };
  const data = resample({ ...plate, channels: 3 }, size, 'bilinear');
  return { picture: { ...size, data }, plateScale: plate.widthPx / size.widthPx };
}

function isCloud({ middle, along }: PlateEdge, { mask }: SkyMask, widthPx: number): boolean {
  const at = (side: number): number =>
    mask[Math.floor(middle[1] + along[0] * side) * widthPx + Math.floor(middle[0] - along[1] * side)] ?? 0;
  return at(4) === 1 && at(-4) === 1;
}

/** From the lines alone where they tell the focal length, else with what the file states. */
function solve(
  edges: readonly PlateEdge[],
  picture: { readonly widthPx: number; readonly principalPx: PixelPoint },
  stated: StatedFocal | undefined,
): SquareCamera | undefined {
  if (edges.length < FEWEST_EDGES) return undefined;
  const families = groupEdges(edges, picture.principalPx, SEED);
  const free = findSquareCamera(edges, families, picture);
  const isGood = (camera: SquareCamera | undefined): camera is SquareCamera =>
    camera !== undefined && camera.explained >= LEAST_EXPLAINED && hasLevelLines(camera);
  if (isGood(free) && free.focalError <= SURE_ERROR) return free;
  const known = stated && findSquareCamera(edges, families, { ...picture, knownFocalPx: stated.focalPx });
  if (isGood(known)) return known;
  return isGood(free) && free.focalError <= WORST_ERROR ? free : undefined;
}

function hasLevelLines({ edges }: SquareCamera): boolean {
  return edges.filter((family) => family.length >= 3).length >= 2;
}

function draftParameters(camera: LinesCamera, box: BoxGuess | undefined): CollapseParametersInput {
  const round = (value: number): number => Math.round(value * 100) / 100;
  const plan = box
    ? {
        cornerM: [round(box.cornerM[0]), round(box.cornerM[1])] as const,
        widthM: round(box.widthM),
        depthM: round(box.depthM),
      }
    : { cornerM: [-6, -12] as const, widthM: 12, depthM: 10 };
  const heightM = round(box?.heightM ?? 12);
  return {
    camera,
    building: {
      plan: { kind: 'box', ...plan, yawDeg: 0 },
      heightM,
      storeys: Math.max(1, Math.min(40, Math.round(heightM / STOREY_M))),
    },
    sun: { azimuthDeg: 200, elevationDeg: 45 },
    trigger: { kind: 'bottom-first' },
  };
}
