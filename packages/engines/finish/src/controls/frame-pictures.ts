import type { DepthRange } from '../frames/depth-range.ts';
import type { TakeFrame } from '../frames/take-reader.ts';
import type { ControlContent } from '../presets/preset.ts';
import type { ShotPlan } from '../set-up/plan-shot.ts';
import { nearestSources, type Plane, scaleInto, toModel } from '../shape/scale-planes.ts';
import { type CameraTurn, turnToCamera } from './camera-turn.ts';
import { pictureDepth } from './depth-picture.ts';
import { paintCodes } from './display-plane.ts';
import { pictureEdges } from './edge-picture.ts';
import { maskForModel, pictureGuide, pictureMask } from './guide-picture.ts';
import { pictureNormals } from './normal-picture.ts';
import { pictureSegmentation } from './segmentation-picture.ts';

/** What a picture of one frame is made from. */
interface PictureSources {
  readonly take: TakeFrame;
  /** What the call before answered for this frame: it is known, and not to be generated again. */
  readonly known?: Plane;
}

/** Everything that can be shown to a model as a picture. */
export type PictureContent = Exclude<ControlContent, 'warped-noise'>;

/** Makes the pictures that a model is shown, in its own frame, as linear RGB. */
export type FramePainter = (content: PictureContent, sources: PictureSources) => Plane;

/** Unknown, to a model that fills in. */
const GREY_CODE = 0.5;

/** Prepares a painter for all frames of a shot. */
export function createFramePainter(plan: ShotPlan, depthRange: DepthRange): FramePainter {
  const { parameters, frame } = plan;
  const nearest = nearestSources(frame);
  const turn: CameraTurn = turnToCamera(parameters.camera);
  const render = ({ composite }: TakeFrame): Plane =>
    toModel({ ...sizeOf(composite), channels: 3, data: composite.rgb.map(clipToDisplay) }, frame);
  const pass = (content: 'depth' | 'normal' | 'edge' | 'segmentation', { passes }: TakeFrame): Plane => {
    if (content === 'depth') return pictureDepth(passes, depthRange, frame);
    if (content === 'normal') return pictureNormals(passes, turn, frame);
    return content === 'edge' ? pictureEdges(passes, nearest, frame) : pictureSegmentation(passes, nearest, frame);
  };
  const inside = (take: TakeFrame): Plane => {
    const { guide } = parameters;
    if (guide === 'grey') return paintCodes(frame.model, () => GREY_CODE);
    return guide === 'render' ? render(take) : pass(guide, take);
  };
  const maskOf = ({ mask, passes }: TakeFrame): Float32Array =>
    maskForModel({ ...sizeOf(passes), channels: 1, data: mask }, frame);
  /** Our picture, with what is known of the model's in the mask. */
  const withKnown = (take: TakeFrame, known: Plane): Plane =>
    pictureGuide(render(take), scaleInto(known, frame.model), maskOf(take));
  return (content, { take, known }) => {
    switch (content) {
      case 'guide':
        return known ? withKnown(take, known) : pictureGuide(render(take), inside(take), maskOf(take));
      case 'guide-mask':
        return pictureMask(known ? new Float32Array(nearest.length) : maskOf(take), frame);
      case 'first-frame':
        return known ? withKnown(take, known) : render(take);
      case 'render':
      case 'last-frame':
        return render(take);
      default:
        return pass(content, take);
    }
  };
}

/** Before it is scaled: a lamp of 40 would ring through all that lies around it. */
function clipToDisplay(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}

function sizeOf({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }) {
  return { widthPx, heightPx };
}
