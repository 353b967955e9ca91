/** A width and height in whole pixels. */
export interface FrameSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Whole pixels of a picture, from its top left corner. */
export interface PixelRect extends FrameSize {
  readonly xPx: number;
  readonly yPx: number;
}

/**
 * How a shot's frame lies in a model's: `source` of the shot is scaled to `target` of the model. Both are whole pixels,
 * so that the way back is the exact inverse.
 */
export interface ModelFrame {
  readonly shot: FrameSize;
  readonly model: FrameSize;
  readonly source: PixelRect;
  readonly target: PixelRect;
}

/** Lays a shot into a model's frame: all of it with bars, or all of the model's filled with the middle of the shot. */
export function fitShot(shot: FrameSize, model: FrameSize, fit: 'letterbox' | 'crop'): ModelFrame {
  const across = model.widthPx / shot.widthPx;
  const down = model.heightPx / shot.heightPx;
  const whole = (size: FrameSize): PixelRect => ({ xPx: 0, yPx: 0, ...size });
  if (fit === 'crop') {
    const scale = Math.max(across, down);
    const kept = scaleTo(model, 1 / scale, shot);
    return { shot, model, source: centred(kept, shot), target: whole(model) };
  }
  const laid = scaleTo(shot, Math.min(across, down), model);
  return { shot, model, source: whole(shot), target: centred(laid, model) };
}

function scaleTo(size: FrameSize, scale: number, within: FrameSize): FrameSize {
  return {
    widthPx: Math.max(1, Math.min(within.widthPx, Math.round(size.widthPx * scale))),
    heightPx: Math.max(1, Math.min(within.heightPx, Math.round(size.heightPx * scale))),
  };
}

function centred({ widthPx, heightPx }: FrameSize, within: FrameSize): PixelRect {
  const xPx = Math.floor((within.widthPx - widthPx) / 2);
  const yPx = Math.floor((within.heightPx - heightPx) / 2);
  return { xPx, yPx, widthPx, heightPx };
}
