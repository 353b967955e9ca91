/** Models round sides to multiples of up to 64 px; what is further off is another picture. */
const MOST_PX = 32;
const MOST_SHARE = 0.05;

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Whether two sizes differ by no more than a model's own rounding. */
export function isRounding(got: Size, wanted: Size): boolean {
  return isSideRounded(got.widthPx, wanted.widthPx) && isSideRounded(got.heightPx, wanted.heightPx);
}

function isSideRounded(gotPx: number, wantedPx: number): boolean {
  return Math.abs(gotPx - wantedPx) <= Math.min(MOST_PX, Math.max(1, wantedPx * MOST_SHARE));
}
