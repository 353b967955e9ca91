/**
 * Tells frame by frame, in order, whether to look at it: at every cut, and at least twice a second in between; at every
 * frame when asked.
 */
export function createFramePicker(
  framesPerSecond: number,
  everyFrame: boolean,
): (frame: number, isCut: boolean) => boolean {
  const spacing = everyFrame ? 1 : Math.max(1, Math.floor(framesPerSecond / 2));
  let last = Number.NEGATIVE_INFINITY;
  return (frame, isCut) => {
    const isPicked = isCut || frame - last >= spacing;
    if (isPicked) last = frame;
    return isPicked;
  };
}
