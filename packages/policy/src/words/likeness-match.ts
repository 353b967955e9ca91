/** Wording that asks for the looks, voice or manner of someone; `target` is where that someone should stand. */
export interface LikenessMatch {
  readonly from: number;
  readonly to: number;
  readonly how: string;
  /** Words of the person asked for, where the wording is an opening such as `looks like`. */
  readonly target?: { readonly from: number; readonly to: number };
}
