/** Steps between ticks, in their decade. */
const STEPS = [1, 2, 5, 10] as const;
const MOST_TICKS = 5;
/** A hundredth of a cent. */
const LEAST = 100;

/** Round sums from 0 to the first that is not below `most`, five of them at most; all in millionths of a dollar. */
export function usdTicks(most: number): readonly number[] {
  const least = Math.max(LEAST, most) / (MOST_TICKS - 1);
  const decade = 10 ** Math.floor(Math.log10(least));
  const step = decade * (STEPS.find((each) => each * decade >= least) ?? 10);
  return Array.from({ length: Math.ceil(Math.max(LEAST, most) / step) + 1 }, (_, index) => Math.round(index * step));
}
