/** What a picture file says about how it was taken; only what it says is there. */
export interface ExifFacts {
  readonly make?: string;
  readonly model?: string;
  /** As set on the lens. */
  readonly focalLengthMm?: number;
  /** The same view on 36 × 24 mm film. */
  readonly focalLength35Mm?: number;
  /** Sensor pixels to the unit below, across. */
  readonly focalPlaneResolution?: number;
  readonly focalPlaneUnitMm?: number;
  /** Size of the picture as exposed, before any crop. */
  readonly exposedPx?: readonly [width: number, height: number];
}

const TAGS = {
  make: 0x010f,
  model: 0x0110,
  exifFolder: 0x8769,
  focalLength: 0x920a,
  width: 0xa002,
  height: 0xa003,
  planeResolution: 0xa20e,
  planeUnit: 0xa210,
  focalLength35: 0xa405,
} as const;

/** Bytes of one value by TIFF type: byte, text, short, long, rational. */
const TYPE_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 };
/** Units of the focal plane's resolution in millimetres: inch, centimetre, millimetre. */
const UNITS_MM: Readonly<Record<number, number>> = { 2: 25.4, 3: 10, 4: 1 };
const MOST_ENTRIES = 1000;
const MOST_TEXT = 64;

/**
 * Reads the EXIF facts of a JPEG or TIFF file (CIPA DC-008). Of anything else, and of damaged tables, it reads what it can:
 * an empty answer is no error.
 */
export function readExif(bytes: Uint8Array): ExifFacts {
  const tables = isTiff(bytes, 0) ? bytes : findJpegTables(bytes);
  if (!tables) return {};
  const view = new DataView(tables.buffer, tables.byteOffset, tables.byteLength);
  const isLittle = view.getUint8(0) === 0x49;
  const main = readFolder(view, readLong(view, 4, isLittle), isLittle);
  const inner = readFolder(view, numberOf(main.get(TAGS.exifFolder)) ?? 0, isLittle);
  return factsOf(main, inner);
}

type TagValue = string | number;
type Folder = ReadonlyMap<number, TagValue>;

function factsOf(main: Folder, inner: Folder): ExifFacts {
  const positive = (tag: number): number | undefined => {
    const value = numberOf(inner.get(tag));
    return value !== undefined && value > 0 && Number.isFinite(value) ? value : undefined;
  };
  const text = (tag: number): string | undefined => {
    const value = main.get(tag);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [width, height] = [positive(TAGS.width), positive(TAGS.height)];
  const unitMm = UNITS_MM[positive(TAGS.planeUnit) ?? 2];
  return dropUndefined({
    make: text(TAGS.make),
    model: text(TAGS.model),
    focalLengthMm: positive(TAGS.focalLength),
    focalLength35Mm: positive(TAGS.focalLength35),
    focalPlaneResolution: positive(TAGS.planeResolution),
    focalPlaneUnitMm: unitMm,
    exposedPx: width !== undefined && height !== undefined ? ([width, height] as const) : undefined,
  });
}

function dropUndefined(facts: { readonly [Key in keyof ExifFacts]: ExifFacts[Key] | undefined }): ExifFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as ExifFacts;
}

function numberOf(value: TagValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function isTiff(bytes: Uint8Array, at: number): boolean {
  const [a, b, c, d] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  return (a === 0x49 && b === 0x49 && c === 42 && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 42);
}

/** The tables in a JPEG's application segment 1. */
function findJpegTables(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (marker === 0xda || length < 2) return undefined;
    // "Exif" and two zeros stand before the tables.
    const isExif = marker === 0xe1 && bytes[at + 4] === 0x45 && bytes[at + 5] === 0x78 && isTiff(bytes, at + 10);
    if (isExif) return bytes.subarray(at + 10, at + 2 + length);
    at += 2 + length;
  }
  return undefined;
}

function readFolder(view: DataView, at: number, isLittle: boolean): Folder {
  const folder = new Map<number, TagValue>();
  if (at < 8 || at + 2 > view.byteLength) return folder;
  const count = Math.min(MOST_ENTRIES, view.getUint16(at, isLittle));
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + i * 12;
    if (entry + 12 > view.byteLength) break;
    const value = readValue(view, entry, isLittle);
    if (value !== undefined) folder.set(view.getUint16(entry, isLittle), value);
  }
  return folder;
}

/** The first number of an entry, or its text; undefined for types and places that it can't read. */
function readValue(view: DataView, entry: number, isLittle: boolean): TagValue | undefined {
  const type = view.getUint16(entry + 2, isLittle);
  const count = view.getUint32(entry + 4, isLittle);
  const size = (TYPE_BYTES[type] ?? 0) * count;
  if (size === 0) return undefined;
  const at = size <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
  const needed = type === 2 ? Math.min(size, MOST_TEXT) : (TYPE_BYTES[type] ?? 0);
  if (at + needed > view.byteLength) return undefined;
  if (type === 1) return view.getUint8(at);
  if (type === 2) return readText(view, at, needed);
  if (type === 3) return view.getUint16(at, isLittle);
  if (type === 4) return view.getUint32(at, isLittle);
  const below = view.getUint32(at + 4, isLittle);
  return below === 0 ? undefined : view.getUint32(at, isLittle) / below;
}

function readText(view: DataView, at: number, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) {
    const code = view.getUint8(at + i);
    if (code === 0) break;
    // What a camera writes here is printed to people: nothing but printable ASCII.
    if (code >= 32 && code < 127) text += String.fromCharCode(code);
  }
  return text.trim();
}

function readLong(view: DataView, at: number, isLittle: boolean): number {
  return at + 4 <= view.byteLength ? view.getUint32(at, isLittle) : 0;
}
