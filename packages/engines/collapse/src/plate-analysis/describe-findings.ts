import type { StatedFocal } from './exif-focal.ts';
import type { SkyMask } from './find-sky.ts';
import type { NamedAxes } from './name-axes.ts';
import type { PlateEdge } from './plate-edges.ts';
import type { SquareCamera } from './square-camera.ts';
import type { BoxGuess } from './suggest-box.ts';
import type { Finding } from './suggestion.ts';

/** The lines' own focal length is taken up to this uncertainty; beyond it what the file states is better. */
export const SURE_ERROR = 0.02;
const LIKELY_ERROR = 0.08;
/** With fewer straight edges a plate is not looked at further. */
export const FEWEST_EDGES = 14;

/** In words. */
export function describeLines(found: SquareCamera, { edges }: NamedAxes): Finding {
  const share = Math.round(100 * found.explained);
  const counts = (['alongX', 'alongY', 'alongZ'] as const).map((name) => `${edges[name].length} ${name}`).join(', ');
  const confidence = found.explained > 0.6 && found.focalError <= SURE_ERROR ? 'sure' : 'likely';
  return {
    about: 'lines',
    confidence,
    text: `${share} % of the edges' length runs along three square directions: ${counts}.`,
  };
}

/** In words. */
export function describeFocal(found: SquareCamera, stated: StatedFocal | undefined, plateScale: number): Finding {
  const focal = `${(found.focalPx * plateScale).toFixed(0)} px`;
  if (found.focalError === 0) {
    return {
      about: 'focal-length',
      confidence: 'likely',
      text: `${focal} from the file: ${stated?.from}. The lines alone don't tell it.`,
    };
  }
  const error = `${(100 * found.focalError).toFixed(1)} %`;
  const beside = stated ? ` The file states ${(stated.focalPx * plateScale).toFixed(0)} px (${stated.from}).` : '';
  const confidence = found.focalError <= SURE_ERROR ? 'sure' : found.focalError <= LIKELY_ERROR ? 'likely' : 'guess';
  const advice = confidence === 'sure' ? '' : ' The lines hardly converge: give focalPx if you know the lens.';
  return {
    about: 'focal-length',
    confidence,
    text: `${focal} from the lines, uncertain by ${error}.${beside}${advice}`,
  };
}

/** In words. */
export function describeStated(stated: StatedFocal | undefined, plateScale: number): Finding[] {
  return stated
    ? [
        {
          about: 'focal-length',
          confidence: 'likely',
          text: `${(stated.focalPx * plateScale).toFixed(0)} px by the file: ${stated.from}.`,
        },
      ]
    : [];
}

/** In words. */
export function noLines(edges: readonly PlateEdge[]): Finding {
  const seen =
    edges.length < FEWEST_EDGES ? `only ${edges.length} straight edges` : 'no three square directions among its edges';
  return {
    about: 'lines',
    confidence: 'guess',
    text: `The plate shows ${seen}: no camera is suggested. Draw the strokes by hand.`,
  };
}

/** In words. */
export function describeSky({ share }: SkyMask): Finding {
  return share > 0
    ? { about: 'sky', confidence: 'likely', text: `Sky covers ${Math.round(100 * share)} % of the plate.` }
    : { about: 'sky', confidence: 'guess', text: 'No sky was found.' };
}

/** In words. */
export function describeBox(box: BoxGuess | undefined): Finding {
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
