/** What a pixel is to `fillByPatches`. */
export const patchKind = {
  /** Neither filled nor looked at: what stands in front, what lies beyond the picture. */
  void: 0,
  /** Known, and fit to be copied. */
  source: 1,
  /** Known, but not to be copied from: what is filled must only meet it. */
  context: 2,
  /** To be filled. */
  hole: 3,
} as const;
