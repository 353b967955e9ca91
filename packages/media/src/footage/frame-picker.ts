/**
 * Tells frame by frame, in order, whether to look at it: at every cut, and in between so that at most `spacingFrames` lie
 * from one look to the next; 1 looks at every frame.
 */
export function createFramePicker(spacingFrames: number): (frame: number, isCut: boolean) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (frame, isCut) => {
    const isPicked = isCut || frame - last >= spacingFrames;
    if (isPicked) last = frame;
    return isPicked;
  };
}
