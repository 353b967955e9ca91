import type { Chromaticities, ExrSampleType } from './exr-image.ts';

/** First four bytes of every OpenEXR file, little endian. */
export const EXR_MAGIC = 20000630;

/** OpenEXR's compression names by their number in the file. */
export const EXR_COMPRESSIONS = ['none', 'rle', 'zips', 'zip', 'piz', 'pxr24', 'b44', 'b44a', 'dwaa', 'dwab'] as const;

/** Pixel types by their number in the file. */
export const EXR_SAMPLE_TYPES: readonly ExrSampleType[] = ['uint', 'half', 'float'];

/** Rec. ITU-R BT.709 primaries and D65, as OpenEXR assumes when a file names none. */
export const REC709_CHROMATICITIES: Chromaticities = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329];
