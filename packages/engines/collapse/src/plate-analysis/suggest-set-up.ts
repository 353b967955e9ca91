import type { CollapseParametersInput } from '../set-up/collapse-parameters.ts';
import type { PixelPoint } from '../set-up/measures.ts';
import { pixelOnGround, projectPoint } from '../set-up/project-point.ts';
import { solveCamera } from '../set-up/solve-camera.ts';
import type { SolvedCamera } from '../set-up/solved-set-up.ts';
import { groupEdges } from './edge-families.ts';
import { focalFromExif, type StatedFocal } from './exif-focal.ts';
import { findSky, type RgbRaster, type SkyMask } from './find-sky.ts';
import { type NamedAxes, nameAxes } from './name-axes.ts';
import { pickStrokes } from './pick-strokes.ts';
import { findPlateEdges, type PlateEdge } from './plate-edges.ts';
import type { ExifFacts } from './read-exif.ts';
import { findSquareCamera, type SquareCamera } from './square-camera.ts';
import { type BoxGuess, suggestBox } from './suggest-box.ts';
import type { Finding, SetUpSuggestion } from './suggestion.ts';

/** A plate to be looked at. */
export interface PlateToAnalyse {
  /** Linear RGB, 3 floats a pixel. */
  readonly picture: RgbRaster;
  /** `readExif` of its file. */
  readonly exif?: ExifFacts;
}

const SEED = 1;
/** The lines' own focal length is taken up to this uncertainty; beyond it what the file states is better. */
const SURE_ERROR = 0.02;
const LIKELY_ERROR = 0.08;
/** Less of the edges' length along three directions than this is no camera but chance. */
const LEAST_EXPLAINED = 0.35;
const FEWEST_EDGES = 14;
/** Most plates are taken standing. */
const LENS_HEIGHT_M = 1.6;
const STOREY_M = 3.2;

/**
 * A first set-up from the plate alone: vanishing lines and focal length, sky, and a block for the building, each with how
 * far it can be trusted. Pure: the same plate gives the same draft.
 */
export function suggestSetUp({ picture, exif = {} }: PlateToAnalyse): SetUpSuggestion {
  const { widthPx, heightPx } = picture;
  const principalPx: PixelPoint = [widthPx / 2, heightPx / 2];
  const sky = findSky(picture);
  const edges = findPlateEdges(picture).filter((edge) => !isCloud(edge, sky, widthPx));
  const stated = focalFromExif(exif, picture);
  const found = solve(edges, { widthPx, principalPx }, stated);
  const skyFinding = describeSky(sky);
  if (!found) return { findings: [noLines(edges), ...describeStated(stated), skyFinding] };
  const axes = nameAxes(found);
  const camera = draftCamera(axes, picture, principalPx);
  const box = suggestBox({ camera: solveCamera(camera, picture), sky, ...axes.edges });
  return {
    parameters: draftParameters(camera, box),
    findings: [
      describeLines(found, axes),
      describeFocal(found, stated),
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
  return isGood(free) && free.focalError <= LIKELY_ERROR * 3 ? free : undefined;
}

function hasLevelLines({ edges }: SquareCamera): boolean {
  return edges.filter((family) => family.length >= 3).length >= 2;
}

type LinesCamera = Extract<CollapseParametersInput['camera'], { kind: 'vanishing-lines' }>;

/** Strokes, scale by the height of the lens, and the focal length where the strokes alone would not tell it. */
function draftCamera(
  { points, edges, rotation, focalPx }: NamedAxes,
  picture: RgbRaster,
  principalPx: PixelPoint,
): LinesCamera {
  const longSidePx = Math.max(picture.widthPx, picture.heightPx);
  const strokes = Object.fromEntries(
    (['alongX', 'alongY', 'alongZ'] as const)
      .map((name) => [name, pickStrokes(edges[name], points[name], { principalPx, longSidePx })] as const)
      .filter(([, picked]) => picked.length >= 2),
  );
  const level: SolvedCamera = { ...picture, focalPx, principalPx, rotation, positionM: [0, LENS_HEIGHT_M, 0] };
  const camera: LinesCamera = { kind: 'vanishing-lines', ...strokes, knownLength: measureLens(level) };
  return isSolvable(camera, picture, focalPx) ? camera : { ...camera, focalPx: Math.round(focalPx * 10) / 10 };
}

function isSolvable(camera: LinesCamera, picture: RgbRaster, focalPx: number): boolean {
  try {
    return Math.abs(solveCamera(camera, picture).focalPx / focalPx - 1) < 0.005;
  } catch {
    return false;
  }
}

/** The plumb line from the ground to the horizon below the picture's middle: as high as the lens. */
function measureLens(camera: SolvedCamera): LinesCamera['knownLength'] {
  for (let step = 0; step <= 40; step++) {
    const ground = pixelOnGround(camera, [camera.principalPx[0], camera.heightPx * (0.9 + 0.05 * step)]);
    if (!ground) continue;
    const pixelOf = (heightM: number): PixelPoint => {
      const [x, y] = projectPoint(camera, [ground[0], heightM, ground[2]]);
      return [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
    };
    return { lies: 'vertical', fromPx: pixelOf(0), toPx: pixelOf(LENS_HEIGHT_M), lengthM: LENS_HEIGHT_M };
  }
  throw new Error('The camera looks away from the ground: its axes were not checked');
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

function describeLines(found: SquareCamera, { edges }: NamedAxes): Finding {
  const share = Math.round(100 * found.explained);
  const counts = (['alongX', 'alongY', 'alongZ'] as const).map((name) => `${edges[name].length} ${name}`).join(', ');
  const confidence = found.explained > 0.6 && found.focalError <= SURE_ERROR ? 'sure' : 'likely';
  return {
    about: 'lines',
    confidence,
    text: `${share} % of the edges' length runs along three square directions: ${counts}.`,
  };
}

function describeFocal(found: SquareCamera, stated: StatedFocal | undefined): Finding {
  const focal = `${found.focalPx.toFixed(0)} px`;
  if (found.focalError === 0) {
    return {
      about: 'focal-length',
      confidence: 'likely',
      text: `${focal} from the file: ${stated?.from}. The lines alone don't tell it.`,
    };
  }
  const error = `${(100 * found.focalError).toFixed(1)} %`;
  const beside = stated ? ` The file states ${stated.focalPx.toFixed(0)} px (${stated.from}).` : '';
  const confidence = found.focalError <= SURE_ERROR ? 'sure' : found.focalError <= LIKELY_ERROR ? 'likely' : 'guess';
  const advice = confidence === 'sure' ? '' : ' The lines hardly converge: give focalPx if you know the lens.';
  return {
    about: 'focal-length',
    confidence,
    text: `${focal} from the lines, uncertain by ${error}.${beside}${advice}`,
  };
}

function describeStated(stated: StatedFocal | undefined): Finding[] {
  return stated
    ? [
        {
          about: 'focal-length',
          confidence: 'likely',
          text: `${stated.focalPx.toFixed(0)} px by the file: ${stated.from}.`,
        },
      ]
    : [];
}

function noLines(edges: readonly PlateEdge[]): Finding {
  const seen =
    edges.length < FEWEST_EDGES ? `only ${edges.length} straight edges` : 'no three square directions among its edges';
  return {
    about: 'lines',
    confidence: 'guess',
    text: `The plate shows ${seen}: no camera is suggested. Draw the strokes by hand.`,
  };
}

function describeSky({ share }: SkyMask): Finding {
  return share > 0
    ? { about: 'sky', confidence: 'likely', text: `Sky covers ${Math.round(100 * share)} % of the plate.` }
    : { about: 'sky', confidence: 'guess', text: 'No sky was found.' };
}

function describeBox(box: BoxGuess | undefined): Finding {
  if (!box) {
    return {
      about: 'building',
      confidence: 'guess',
      text: 'No roof line against the sky was found: the block is a stand-in. Place it by hand.',
    };
  }
  const size = `${box.widthM.toFixed(1)} × ${box.depthM.toFixed(1)} m, ${box.heightM.toFixed(1)} m high`;
  return box.seenSides === 2
    ? {
        about: 'building',
        confidence: 'likely',
        text: `A block of ${size} by two roof lines that meet, at the scale above. Check its foot.`,
      }
    : {
        about: 'building',
        confidence: 'guess',
        text: `A block of ${size} by one roof line; the other side is made up.`,
      };
}
