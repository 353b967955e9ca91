import type { PictureSize } from '../picture/plate/chamfer-distance.ts';
import type { ExifFacts } from './read-exif.ts';

/** A focal length that the file gives, and from what. */
export interface StatedFocal {
  readonly focalPx: number;
  /** In words, for people. */
  readonly from: string;
}

/** Diagonal of 36 × 24 mm film: the 35 mm equivalent compares diagonals (CIPA DCG-001). */
const FILM_DIAGONAL_MM = 43.267;
/** Longer side of the sensor in mm, of cameras that state neither an equivalent nor a resolution. */
const SENSORS_MM: Readonly<Record<string, number>> = {
  'iPhone 4': 4.54,
  'iPhone 4S': 4.54,
  'iPhone 5': 4.54,
  'iPhone 5c': 4.54,
  'iPhone 5s': 4.89,
  'iPhone 6': 4.89,
  'iPhone 6s': 4.89,
};
/** Sides may be off by so much by rounding; more is a crop, which moves the middle too. */
const SAME_SHAPE = 0.01;

/**
 * The focal length in plate pixels that a file's EXIF gives: from the 35 mm equivalent, else from the focal plane's
 * resolution, else from a known sensor. Undefined where it gives none, or where the picture was cropped after exposure.
 */
export function focalFromExif(exif: ExifFacts, plate: PictureSize): StatedFocal | undefined {
  const longPx = Math.max(plate.widthPx, plate.heightPx);
  const shortPx = Math.min(plate.widthPx, plate.heightPx);
  const exposed = exif.exposedPx && [Math.max(...exif.exposedPx), Math.min(...exif.exposedPx)];
  const exposedLong = exposed?.[0] ?? longPx;
  if (exposed && Math.abs((exposed[1] ?? 0) / exposedLong - shortPx / longPx) > SAME_SHAPE) return undefined;
  const { focalLengthMm, focalLength35Mm, focalPlaneResolution, focalPlaneUnitMm, model } = exif;
  if (focalLength35Mm !== undefined) {
    const diagonalPx = Math.sqrt(longPx * longPx + shortPx * shortPx);
    return { focalPx: (focalLength35Mm * diagonalPx) / FILM_DIAGONAL_MM, from: `${focalLength35Mm} mm on 35 mm film` };
  }
  if (focalLengthMm === undefined) return undefined;
  const millimetres = `${Number(focalLengthMm.toFixed(2))} mm`;
  if (focalPlaneResolution !== undefined && focalPlaneUnitMm !== undefined) {
    const focalPx = ((focalLengthMm / focalPlaneUnitMm) * focalPlaneResolution * longPx) / exposedLong;
    return { focalPx, from: `${millimetres} and the sensor's resolution` };
  }
  const sensorMm = model === undefined ? undefined : SENSORS_MM[model];
  if (sensorMm === undefined) return undefined;
  return {
    focalPx: (focalLengthMm * longPx) / sensorMm,
    from: `${millimetres} on the ${sensorMm} mm sensor of ${model}`,
  };
}
