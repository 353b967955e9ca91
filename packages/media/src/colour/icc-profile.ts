import { deterministicMath } from '@backlot/kernels';
import { type Matrix3, multiply, xyzD50ToRec709 } from './matrix.ts';

/** An ICC matrix/TRC profile as tables and a matrix to linear Rec.709. */
export interface MatrixProfile {
  readonly description: string;
  /** Linear light of codes 0..maxCode for red, green, blue. */
  readonly curves: (maxCode: number) => readonly [Float32Array, Float32Array, Float32Array];
  readonly matrix: Matrix3;
}

type Curve = (code: number) => number;

/**
 * Reads an RGB or grey matrix/TRC profile (ICC.1:2022, 8.3.3 and 8.3.4). Undefined for anything else: profiles with tables
 * (CMYK, LUT), damaged ones. Never throws.
 */
export function parseIccProfile(profile: Uint8Array): MatrixProfile | undefined {
  try {
    return parse(Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength));
  } catch (error) {
    // Buffer's own bounds check is the parser's: a damaged profile is no profile.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function parse(bytes: Buffer): MatrixProfile | undefined {
  if (bytes.toString('latin1', 36, 40) !== 'acsp' || bytes.toString('latin1', 20, 24) !== 'XYZ ') return undefined;
  const tag = readTags(bytes);
  if (tag('A2B0')) return undefined;
  const description = readDescription(tag('desc'));
  const space = bytes.toString('latin1', 16, 20);
  if (space === 'GRAY') {
    const curve = readCurve(tag('kTRC'));
    return curve && { description, curves: tables(curve, curve, curve), matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1] };
  }
  const [red, green, blue] = [readXyz(tag('rXYZ')), readXyz(tag('gXYZ')), readXyz(tag('bXYZ'))];
  const [r, g, b] = [readCurve(tag('rTRC')), readCurve(tag('gTRC')), readCurve(tag('bTRC'))];
  if (space !== 'RGB ' || !red || !green || !blue || !r || !g || !b) return undefined;
  const toXyz: Matrix3 = [red[0], green[0], blue[0], red[1], green[1], blue[1], red[2], green[2], blue[2]];
  return { description, curves: tables(r, g, b), matrix: multiply(xyzD50ToRec709(), toXyz) };
}

function tables(...curves: [Curve, Curve, Curve]): MatrixProfile['curves'] {
  return (maxCode) => {
    const made = new Map<Curve, Float32Array>();
    return curves.map((curve) => {
      const table = made.get(curve) ?? Float32Array.from({ length: maxCode + 1 }, (_, code) => curve(code / maxCode));
      made.set(curve, table);
      return table;
    }) as [Float32Array, Float32Array, Float32Array];
  };
}

function readTags(bytes: Buffer): (name: string) => Buffer | undefined {
  const tags = new Map<string, Buffer>();
  const count = Math.min(bytes.readUInt32BE(128), 200);
  for (let i = 0; i < count; i++) {
    const at = 132 + i * 12;
    const offset = bytes.readUInt32BE(at + 4);
    tags.set(bytes.toString('latin1', at, at + 4), bytes.subarray(offset, offset + bytes.readUInt32BE(at + 8)));
  }
  return (name) => tags.get(name);
}

function readXyz(tag: Buffer | undefined): [number, number, number] | undefined {
  if (tag?.toString('latin1', 0, 4) !== 'XYZ ') return undefined;
  return [8, 12, 16].map((at) => tag.readInt32BE(at) / 65_536) as [number, number, number];
}

function readCurve(tag: Buffer | undefined): Curve | undefined {
  const type = tag?.toString('latin1', 0, 4);
  if (tag && type === 'curv') return sampledCurve(tag);
  if (tag && type === 'para') return parametricCurve(tag);
  return undefined;
}

function sampledCurve(tag: Buffer): Curve {
  const count = tag.readUInt32BE(8);
  if (count === 0) return (code) => code;
  if (count === 1) {
    const gamma = tag.readUInt16BE(12) / 256;
    return (code) => power(code, gamma);
  }
  tag.readUInt16BE(12 + (count - 1) * 2);
  return (code) => {
    const place = code * (count - 1);
    const low = Math.min(Math.floor(place), count - 2);
    const from = tag.readUInt16BE(12 + low * 2);
    return (from + (tag.readUInt16BE(14 + low * 2) - from) * (place - low)) / 65_535;
  };
}

/** ICC.1:2022, 10.18: Y = (aX + b)^g + e above d, cX + f below. */
function parametricCurve(tag: Buffer): Curve | undefined {
  const kind = tag.readUInt16BE(8);
  const count = [1, 3, 4, 5, 7][kind];
  if (count === undefined) return undefined;
  const p = Array.from({ length: count }, (_, i) => tag.readInt32BE(12 + i * 4) / 65_536);
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = p;
  if (kind === 0) return (code) => power(code, g);
  if (kind === 1) return (code) => (a * code + b >= 0 ? power(a * code + b, g) : 0);
  if (kind === 2) return (code) => (a * code + b >= 0 ? power(a * code + b, g) + c : c);
  return (code) => (code >= d ? power(a * code + b, g) + e : c * code + f);
}

function power(base: number, exponent: number): number {
  return base <= 0 ? 0 : deterministicMath.pow(base, exponent);
}

/** The profile's name: `desc` of version 2 (ASCII) or `mluc` of version 4 (UTF-16). */
function readDescription(tag: Buffer | undefined): string {
  const type = tag?.toString('latin1', 0, 4);
  if (tag && type === 'desc')
    return tag.toString('latin1', 12, 12 + Math.max(0, tag.readUInt32BE(8) - 1)).slice(0, 100);
  if (tag && type === 'mluc') {
    const [length, offset] = [tag.readUInt32BE(20), tag.readUInt32BE(24)];
    const units = Buffer.from(tag.subarray(offset, offset + Math.min(length, 200) - (length % 2)));
    return units.swap16().toString('utf16le');
  }
  return 'unnamed';
}
