/**
 * How alike two faces are, 0..1: the cosine of the angle between their descriptors of unit length. The values of a
 * descriptor are never negative, so that strangers stand at about 0.4, not at 0; what a number means is told by
 * `FACE_THRESHOLDS`.
 * @throws RangeError for descriptors of different lengths: they come from different models
 */
export function compareFaces(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`Faces: descriptors of ${a.length} and ${b.length} values`);
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return Math.max(0, Math.min(1, sum));
}
