/** Where a face lies in a picture, in pixels from its top left. */
export interface FaceBox {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}
