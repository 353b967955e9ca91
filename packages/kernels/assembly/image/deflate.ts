// Deflate (RFC 1951) in a zlib wrapper (RFC 1950): greedy LZ77 with one hash probe, dynamic Huffman codes for each block,
// stored blocks where they are smaller. Node's zlib is not used for writing: its bytes differ between builds and CPUs.
import { adler32 } from './adler';
import { buildCode } from './huffman';

const HASH_BITS = 14;
const MAX_BLOCK = 114688; // an eighth more and one match still fit the sequence tables
const LITERAL_SYMBOLS = 286;
const DISTANCE_SYMBOLS = 30;

const hashTable = memory.data((1 << 14) * 4, 16);
const runs = memory.data((131072 / 4 + 16) * 4, 16); // literals before each match
const matches = memory.data((131072 / 4 + 16) * 4, 16); // length << 16 | distance − 1
const literalFrequencies = memory.data(288 * 4, 16);
const spareFrequencies = memory.data(256 * 4, 16);
const distanceFrequencies = memory.data(32 * 4, 16);
const literalLengths = memory.data(288 + 32, 16);
const literalCodes = memory.data(288 * 2, 16);
const distanceLengths = memory.data(32, 16);
const distanceCodes = memory.data(32 * 2, 16);
const headerSymbols = memory.data(320 * 2, 16); // symbol | extra << 8
const headerFrequencies = memory.data(20 * 4, 16);
const headerLengths = memory.data(20, 16);
const headerCodes = memory.data(20 * 2, 16);
const lengthSymbols = memory.data(260, 16);
const distanceSymbols = memory.data(512, 16);
const lengthBases: StaticArray<u16> = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const lengthExtras: StaticArray<u8> = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases: StaticArray<u16> = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const distanceExtras: StaticArray<u8> = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const headerOrder: StaticArray<u8> = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

let bits: u64 = 0;
let bitCount: u64 = 0;
let out: usize = 0;
let sequenceCount: i32 = 0;
let tailRun: i32 = 0;
let prepared: bool = false;

function prepareTables(): void {
  prepared = true;
  for (let symbol = 0; symbol < 29; symbol++) {
    const last = symbol < 28 ? <i32>lengthBases[symbol + 1] : 259;
    for (let length = <i32>lengthBases[symbol]; length < last; length++) store<u8>(lengthSymbols + length, symbol);
  }
  for (let symbol = 0; symbol < 30; symbol++) {
    const first = <i32>distanceBases[symbol] - 1;
    const last = symbol < 29 ? <i32>distanceBases[symbol + 1] - 1 : 32768;
    for (let distance = first; distance < last; distance++) {
      if (distance < 256) store<u8>(distanceSymbols + distance, symbol);
      else store<u8>(distanceSymbols + 256 + (distance >>> 7), symbol);
    }
  }
}

// @ts-ignore: decorator
@inline
function distanceSymbol(distanceLess1: u32): usize {
  return load<u8>(distanceSymbols + <usize>(distanceLess1 < 256 ? distanceLess1 : 256 + (distanceLess1 >>> 7)));
}

/** Compresses and returns the byte count. `blockBytes` (≤ 114,688): where the data change their nature. `target` holds length + length/1000 + 1024. */
export function deflate(source: usize, length: i32, target: usize, blockBytes: i32): i32 {
  if (!prepared) prepareTables();
  memory.fill(hashTable, 0, 4 << HASH_BITS);
  store<u16>(target, 0x0178); // 32 KiB window, fastest level, check bits
  out = target + 2;
  bits = 0;
  bitCount = 0;
  const end = source + <usize>length;
  const step = <usize>max(1024, min(blockBytes, MAX_BLOCK));
  let at = source;
  do {
    const wanted = at + step;
    const blockEnd = end - wanted > step >>> 3 && wanted < end ? wanted : min(end, at + step + (step >>> 3));
    const next = findMatches(source, at, blockEnd, end);
    writeBlock(at, next, next == end);
    at = next;
  } while (at < end);
  alignToByte();
  store<u32>(out, bswap<u32>(adler32(source, length)));
  return <i32>(out + 4 - target);
}

/** Fills `runs` and `matches`; returns where the block really ends (a match may run over the wanted end). */
function findMatches(source: usize, from: usize, blockEnd: usize, end: usize): usize {
  let count = 0;
  let anchor = from;
  let at = from;
  let misses: u32 = 0;
  const minimum = minimumMatch(from, blockEnd);
  const searchEnd = min(blockEnd, end - 16);
  if (end - from > 16) {
    while (at < searchEnd) {
      const word = load<u32>(at);
      const slot = hashTable + (<usize>((word * 0x9e3779b1) >>> (32 - HASH_BITS)) << 2);
      const candidate = source + <usize>load<u32>(slot);
      store<u32>(slot, <u32>(at - source));
      const distanceLess1 = <u32>(at - candidate - 1);
      if (distanceLess1 < 32768 && load<u32>(candidate) == word) {
        const length = matchLength(candidate, at, <i32>min<usize>(258, end - at));
        if (length >= minimum) {
          store<u32>(runs + (<usize>count << 2), <u32>(at - anchor));
          store<u32>(matches + (<usize>count << 2), (<u32>length << 16) | distanceLess1);
          count++;
          at += <usize>length;
          anchor = at;
          misses = 0;
          if (at < searchEnd) {
            const inside = at - 2;
            store<u32>(hashTable + (<usize>((load<u32>(inside) * 0x9e3779b1) >>> (32 - HASH_BITS)) << 2), <u32>(inside - source));
          }
          continue;
        }
      }
      at += 1 + <usize>(misses++ >>> 6);
    }
  }
  const next = max(blockEnd, anchor);
  sequenceCount = count;
  tailRun = <i32>(next - anchor);
  return next;
}

/**
 * Shortest match that pays, from the entropy of a sample of the block: where literals are cheap (small differences),
 * short matches with far distances cost more than they save.
 */
function minimumMatch(from: usize, to: usize): i32 {
  memory.fill(literalFrequencies, 0, 1024);
  const size = <i32>(to - from);
  const step = max(1, size >>> 11);
  let samples: u32 = 0;
  for (let i = 0; i < size; i += step) {
    const at = literalFrequencies + (<usize>load<u8>(from + <usize>i) << 2);
    store<u32>(at, load<u32>(at) + 1);
    samples++;
  }
  let bitsQ4: u32 = 0; // entropy in sixteenths of a bit, log2 from the leading bit and a linear mantissa
  for (let i = 0; i < 256; i++) {
    const n = load<u32>(literalFrequencies + (<usize>i << 2));
    if (n) bitsQ4 += n * (log2Q4(samples) - log2Q4(n));
  }
  const meanQ4 = max<u32>(bitsQ4 / max<u32>(samples, 1), 4);
  return <i32>max<u32>(4, min<u32>(16, (22 << 4) / meanQ4));
}

function log2Q4(x: u32): u32 {
  const whole = 31 - clz(x);
  return (whole << 4) + (((x << (31 - whole)) >>> 27) & 15);
}

// @ts-ignore: decorator
@inline
function matchLength(a: usize, b: usize, limit: i32): i32 {
  let length = 4;
  while (length + 8 <= limit) {
    const difference = load<u64>(a + <usize>length) ^ load<u64>(b + <usize>length);
    if (difference) return length + <i32>(ctz(difference) >>> 3);
    length += 8;
  }
  while (length < limit && load<u8>(a + <usize>length) == load<u8>(b + <usize>length)) length++;
  return length;
}

function writeBlock(from: usize, to: usize, isLast: bool): void {
  countSymbols(from);
  buildCode(literalFrequencies, LITERAL_SYMBOLS, 14, literalLengths, literalCodes);
  buildCode(distanceFrequencies, DISTANCE_SYMBOLS, 15, distanceLengths, distanceCodes);
  const literals = trimmed(literalLengths, LITERAL_SYMBOLS, 257);
  const distances = trimmed(distanceLengths, DISTANCE_SYMBOLS, 1);
  const headerCount = runLengthHeader(literals, distances);
  buildCode(headerFrequencies, 19, 7, headerLengths, headerCodes);
  let lengthCodes = 19;
  while (lengthCodes > 4 && load<u8>(headerLengths + headerOrder[lengthCodes - 1]) == 0) lengthCodes--;
  const size = <u64>(to - from);
  const dynamicBits = headerBits(lengthCodes) + bodyBits();
  const storedBits = (size + (size / 65535 + 1) * 5) << 3;
  if (dynamicBits >= storedBits) return writeStored(from, to, isLast);
  put(isLast ? 5 : 4, 3);
  put(literals - 257, 5);
  put(distances - 1, 5);
  put(lengthCodes - 4, 4);
  for (let i = 0; i < lengthCodes; i++) {
    put(load<u8>(headerLengths + headerOrder[i]), 3);
    flush();
  }
  writeHeader(headerCount);
  writeBody(from);
}

function countSymbols(from: usize): void {
  memory.fill(literalFrequencies, 0, 288 * 4);
  memory.fill(spareFrequencies, 0, 1024);
  memory.fill(distanceFrequencies, 0, 128);
  let at = from;
  for (let i = 0; i < sequenceCount; i++) {
    const run = load<u32>(runs + (<usize>i << 2));
    countLiterals(at, run);
    const match = load<u32>(matches + (<usize>i << 2));
    const length = <usize>(match >>> 16);
    at += <usize>run + length;
    bump(literalFrequencies + ((257 + <usize>load<u8>(lengthSymbols + length)) << 2));
    bump(distanceFrequencies + (distanceSymbol(match & 0xffff) << 2));
  }
  countLiterals(at, tailRun);
  for (let i = 0; i < 1024; i += 16) {
    v128.store(literalFrequencies + i, i32x4.add(v128.load(literalFrequencies + i), v128.load(spareFrequencies + i)));
  }
  store<u32>(literalFrequencies + (256 << 2), 1);
}

// Two histograms: neighbouring equal bytes would otherwise wait for each other's store.
// @ts-ignore: decorator
@inline
function countLiterals(at: usize, run: u32): void {
  const end = at + <usize>run;
  const pairs = at + <usize>(run & ~1);
  while (at < pairs) {
    bump(literalFrequencies + (<usize>load<u8>(at) << 2));
    bump(spareFrequencies + (<usize>load<u8>(at, 1) << 2));
    at += 2;
  }
  if (at < end) bump(literalFrequencies + (<usize>load<u8>(at) << 2));
}

// @ts-ignore: decorator
@inline
function bump(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

function trimmed(lengths: usize, count: i32, least: i32): i32 {
  while (count > least && load<u8>(lengths + count - 1) == 0) count--;
  return count;
}

/** Run-length codes of RFC 1951 3.2.7 over both length tables; returns how many. */
function runLengthHeader(literals: i32, distances: i32): i32 {
  memory.copy(literalLengths + literals, distanceLengths, distances);
  memory.fill(headerFrequencies, 0, 80);
  const total = literals + distances;
  let count = 0;
  let i = 0;
  while (i < total) {
    const value = <i32>load<u8>(literalLengths + i);
    let run = 1;
    while (i + run < total && <i32>load<u8>(literalLengths + i + run) == value) run++;
    i += run;
    if (value == 0) {
      while (run >= 3) {
        const part = min(run, 138);
        count = addHeader(count, part < 11 ? 17 : 18, part < 11 ? part - 3 : part - 11);
        run -= part;
      }
    } else {
      count = addHeader(count, value, 0);
      run--;
      while (run >= 3) {
        const part = min(run, 6);
        count = addHeader(count, 16, part - 3);
        run -= part;
      }
    }
    while (run-- > 0) count = addHeader(count, value, 0);
  }
  return count;
}

function addHeader(count: i32, symbol: i32, extra: i32): i32 {
  store<u16>(headerSymbols + (<usize>count << 1), <u16>(symbol | (extra << 8)));
  bump(headerFrequencies + (<usize>symbol << 2));
  return count + 1;
}

function headerBits(lengthCodes: i32): u64 {
  let sum: u64 = 17 + 3 * <u64>lengthCodes;
  for (let i = 0; i < 19; i++) {
    const extra = i == 16 ? 2 : i == 17 ? 3 : i == 18 ? 7 : 0;
    sum += <u64>load<u32>(headerFrequencies + (<usize>i << 2)) * (<u64>load<u8>(headerLengths + i) + extra);
  }
  return sum;
}

function bodyBits(): u64 {
  let sum: u64 = 0;
  for (let i = 0; i < LITERAL_SYMBOLS; i++) {
    const extra: u64 = i > 256 ? lengthExtras[i - 257] : 0;
    sum += <u64>load<u32>(literalFrequencies + (<usize>i << 2)) * (<u64>load<u8>(literalLengths + i) + extra);
  }
  for (let i = 0; i < DISTANCE_SYMBOLS; i++) {
    sum += <u64>load<u32>(distanceFrequencies + (<usize>i << 2)) * (<u64>load<u8>(distanceLengths + i) + distanceExtras[i]);
  }
  return sum;
}

function writeHeader(count: i32): void {
  for (let i = 0; i < count; i++) {
    const entry = <u32>load<u16>(headerSymbols + (<usize>i << 1));
    const symbol = entry & 255;
    put(load<u16>(headerCodes + (symbol << 1)), load<u8>(headerLengths + symbol));
    if (symbol >= 16) put(entry >>> 8, symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
    flush();
  }
}

function writeBody(from: usize): void {
  let at = from;
  for (let i = 0; i < sequenceCount; i++) {
    const run = load<u32>(runs + (<usize>i << 2));
    writeLiterals(at, run);
    const match = load<u32>(matches + (<usize>i << 2));
    const length = match >>> 16;
    at += <usize>(run + length);
    const lengthSymbol = <i32>load<u8>(lengthSymbols + length);
    put(load<u16>(literalCodes + ((257 + lengthSymbol) << 1)), load<u8>(literalLengths + 257 + lengthSymbol));
    put(length - unchecked(lengthBases[lengthSymbol]), unchecked(lengthExtras[lengthSymbol]));
    const distance = match & 0xffff;
    const symbol = <i32>distanceSymbol(distance);
    put(load<u16>(distanceCodes + (symbol << 1)), load<u8>(distanceLengths + symbol));
    put(distance + 1 - unchecked(distanceBases[symbol]), unchecked(distanceExtras[symbol]));
    flush();
  }
  writeLiterals(at, tailRun);
  put(load<u16>(literalCodes + 512), load<u8>(literalLengths + 256));
  flush();
}

// Codes of literals have at most 14 bits: four of them and 7 left-over bits fit the 64-bit buffer.
// @ts-ignore: decorator
@inline
function writeLiterals(at: usize, run: u32): void {
  const end = at + <usize>run;
  const fours = at + <usize>(run & ~3);
  while (at < fours) {
    putLiteral(load<u8>(at));
    putLiteral(load<u8>(at, 1));
    putLiteral(load<u8>(at, 2));
    putLiteral(load<u8>(at, 3));
    flush();
    at += 4;
  }
  while (at < end) {
    putLiteral(load<u8>(at));
    flush();
    at++;
  }
}

// @ts-ignore: decorator
@inline
function putLiteral(byte: u32): void {
  put(load<u16>(literalCodes + (<usize>byte << 1)), load<u8>(literalLengths + <usize>byte));
}

// @ts-ignore: decorator
@inline
function put(value: u32, count: u32): void {
  bits |= <u64>value << bitCount;
  bitCount += <u64>count;
}

// @ts-ignore: decorator
@inline
function flush(): void {
  store<u64>(out, bits);
  out += <usize>(bitCount >>> 3);
  bits >>>= bitCount & 56;
  bitCount &= 7;
}

function alignToByte(): void {
  flush();
  if (bitCount) out++;
  bits = 0;
  bitCount = 0;
}

function writeStored(from: usize, to: usize, isLast: bool): void {
  do {
    const size = min<usize>(65535, to - from);
    put(isLast && from + size == to ? 1 : 0, 3);
    alignToByte();
    store<u16>(out, <u16>size);
    store<u16>(out, ~(<u16>size), 2);
    memory.copy(out + 4, from, size);
    out += 4 + size;
    from += size;
  } while (from < to);
}
