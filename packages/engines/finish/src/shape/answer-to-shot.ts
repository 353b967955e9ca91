import type { ModelFrame } from './model-frame.ts';
import { type Plane, scaleInto, toShot } from './scale-planes.ts';

/**
 * A picture that a model gave back, in the shot's frame. One that is a whole number of times as large as was asked for
 * (an upscaler's) keeps all its detail; any other size of the same shape is scaled to what was asked for first.
 */
export function answerToShot(answer: Plane, frame: ModelFrame): Plane {
  const { model, target } = frame;
  const times = answer.widthPx / model.widthPx;
  const isWhole = Number.isInteger(times) && answer.heightPx === model.heightPx * times;
  if (!isWhole || times === 1) return toShot(scaleInto(answer, model), frame);
  const scaled = {
    xPx: target.xPx * times,
    yPx: target.yPx * times,
    widthPx: target.widthPx * times,
    heightPx: target.heightPx * times,
  };
  return toShot(answer, { ...frame, model: answer, target: scaled });
}
