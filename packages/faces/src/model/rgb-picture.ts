/** Display-encoded (sRGB) bytes, three a pixel, row by row from the top left. */
export interface RgbPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
}
