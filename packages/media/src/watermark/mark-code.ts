import { CODED_PER_BIT, decodeBits, encodeBits } from './convolutional-code.ts';
import { shuffledNumbers } from './shuffled-numbers.ts';

/** Bytes that a mark carries. */
export const PAYLOAD_BYTES = 6;
const CHECK_BITS = 16;
const BITS = PAYLOAD_BYTES * 8 + CHECK_BITS;
const CODED = BITS * CODED_PER_BIT;

/** A tile is a square of 32 × 32 chips: a quarter of them known to the reader, the rest each coded bit three times. */
export const TILE_CHIPS = 32;
const CHIPS = 2 ** 10;
const KNOWN = 2 ** 8;
const REPEATS = (CHIPS - KNOWN) / CODED;

const PLACES = shuffledNumbers(CHIPS, 0x6d61726b);
/** Signs of all chips, so that a run of equal bits does not look like one. */
const SIGNS = Int8Array.from(shuffledNumbers(CHIPS, 0x7369676e), (value) => (value & 1 ? 1 : -1));

/** The known chips as ±1, all others 0; rows of 32. */
export function knownChips(): Float32Array {
  const chips = new Float32Array(CHIPS);
  for (let i = 0; i < KNOWN; i++) chips[PLACES[i] as number] = SIGNS[PLACES[i] as number] as number;
  return chips;
}

/** All chips of a payload as ±1. @throws RangeError unless it has 6 bytes */
export function chipsOf(payload: Uint8Array): Float32Array {
  if (payload.length !== PAYLOAD_BYTES) {
    throw new RangeError(`Mark: expected a payload of ${PAYLOAD_BYTES} bytes, got ${payload.length}`);
  }
  const coded = encodeBits(bitsOf(payload));
  const chips = knownChips();
  for (let i = 0; i < CODED * REPEATS; i++) {
    const place = PLACES[KNOWN + i] as number;
    chips[place] = (coded[i % CODED] as number) * (SIGNS[place] as number);
  }
  return chips;
}

/** The likeliest payload of a tile of soft chips; undefined where its checksum does not hold. */
export function readChips(chips: Float32Array): Uint8Array | undefined {
  const soft = new Float32Array(CODED);
  for (let i = 0; i < CODED * REPEATS; i++) {
    const place = PLACES[KNOWN + i] as number;
    soft[i % CODED] = (soft[i % CODED] as number) + (chips[place] as number) * (SIGNS[place] as number);
  }
  const bits = decodeBits(soft);
  const payload = Uint8Array.from({ length: PAYLOAD_BYTES }, (_, byte) =>
    bits.subarray(byte * 8, byte * 8 + 8).reduce((value, bit) => value * 2 + bit, 0),
  );
  return bitsOf(payload).every((bit, i) => bit === bits[i]) ? payload : undefined;
}

function bitsOf(payload: Uint8Array): Uint8Array {
  const check = checkOf(payload);
  const bytes = Uint8Array.of(...payload, check >> 8, check & 0xff);
  return Uint8Array.from({ length: BITS }, (_, i) => ((bytes[i >> 3] as number) >> (7 - (i & 7))) & 1);
}

/** CRC-16/IBM-3740 (polynomial 1021 hexadecimal, begins with ffff). */
function checkOf(payload: Uint8Array): number {
  let check = 0xffff;
  for (const byte of payload) {
    check ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) check = ((check << 1) ^ (check & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return check;
}
