import type { Facade } from '../../structure/building-model.ts';

/** One façade's albedo as a picture: row 0 is the top (v = heightM), column 0 is u = 0; linear RGBA floats, alpha unused. */
export interface FacadeTexture {
  readonly facade: number;
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** The albedo of every façade, in the order of `BuildingModel.facades`. */
export type FacadeAtlas = readonly FacadeTexture[];

/** Texture coordinates of a point on a façade given in metres along its axes. */
export function textureCoordinates(facade: Facade, uM: number, vM: number): readonly [number, number] {
  return [uM / facade.widthM, 1 - vM / facade.heightM];
}
