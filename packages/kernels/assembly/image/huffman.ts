// Length-limited Huffman codes: minimum redundancy in place (Moffat and Katajainen 1995), then the Kraft sum is repaired.
const sortedA = memory.data(288 * 4, 16);
const sortedB = memory.data(288 * 4, 16);
const buckets = memory.data(256 * 4, 16);
const lengthCounts = memory.data(64 * 4, 16);
const nextCodes = memory.data(16 * 4, 16);

/** Reads u32 `frequencies`, writes u8 `lengths` and bit-reversed u16 `codes`. Symbols that do not occur get length 0. */
export function buildCode(frequencies: usize, count: i32, maxLength: i32, lengths: usize, codes: usize): void {
  memory.fill(lengths, 0, count);
  let used = 0;
  for (let i = 0; i < count; i++) {
    const frequency = load<u32>(frequencies + (<usize>i << 2));
    if (frequency) store<u32>(sortedA + (<usize>(used++) << 2), (min<u32>(frequency, 65535) << 16) | i);
  }
  if (used == 0) return;
  if (used == 1) {
    store<u8>(lengths + (load<u32>(sortedA) & 0xffff), 1);
  } else {
    sortByte(sortedA, sortedB, used, 16);
    sortByte(sortedB, sortedA, used, 24);
    minimumRedundancy(used);
    limitLengths(used, maxLength, lengths);
  }
  assignCodes(count, lengths, codes);
}

function sortByte(from: usize, to: usize, count: i32, shift: i32): void {
  memory.fill(buckets, 0, 1024);
  for (let i = 0; i < count; i++) {
    const at = buckets + (<usize>((load<u32>(from + (<usize>i << 2)) >>> shift) & 255) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let sum: u32 = 0;
  for (let i = 0; i < 256; i++) {
    const here = load<u32>(buckets + (<usize>i << 2));
    store<u32>(buckets + (<usize>i << 2), sum);
    sum += here;
  }
  for (let i = 0; i < count; i++) {
    const value = load<u32>(from + (<usize>i << 2));
    const at = buckets + (<usize>((value >>> shift) & 255) << 2);
    const place = load<u32>(at);
    store<u32>(at, place + 1);
    store<u32>(to + (<usize>place << 2), value);
  }
}

// @ts-ignore: decorator
@inline
function weight(i: i32): u32 {
  return load<u32>(sortedB + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline
function setWeight(i: i32, value: u32): void {
  store<u32>(sortedB + (<usize>i << 2), value);
}

/** Leaves code lengths in sortedB, falling along the rising frequencies of sortedA. */
function minimumRedundancy(n: i32): void {
  for (let i = 0; i < n; i++) setWeight(i, load<u32>(sortedA + (<usize>i << 2)) >>> 16);
  setWeight(0, weight(0) + weight(1));
  let root = 0;
  let leaf = 2;
  for (let next = 1; next < n - 1; next++) {
    if (leaf >= n || weight(root) < weight(leaf)) {
      setWeight(next, weight(root));
      setWeight(root++, next);
    } else setWeight(next, weight(leaf++));
    if (leaf >= n || (root < next && weight(root) < weight(leaf))) {
      setWeight(next, weight(next) + weight(root));
      setWeight(root++, next);
    } else setWeight(next, weight(next) + weight(leaf++));
  }
  setWeight(n - 2, 0);
  for (let next = n - 3; next >= 0; next--) setWeight(next, weight(<i32>weight(next)) + 1);
  let available = 1;
  let internal = 0;
  let depth = 0;
  root = n - 2;
  let next = n - 1;
  while (available > 0) {
    while (root >= 0 && <i32>weight(root) == depth) {
      internal++;
      root--;
    }
    while (available > internal) {
      setWeight(next--, depth);
      available--;
    }
    available = internal << 1;
    depth++;
    internal = 0;
  }
}

function limitLengths(n: i32, maxLength: i32, lengths: usize): void {
  memory.fill(lengthCounts, 0, 256);
  for (let i = 0; i < n; i++) {
    const at = lengthCounts + (<usize>min(<i32>weight(i), maxLength) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let kraft: u32 = 0;
  for (let length = 1; length <= maxLength; length++) kraft += load<u32>(lengthCounts + (<usize>length << 2)) << (maxLength - length);
  while (kraft > <u32>1 << maxLength) {
    addCount(maxLength, -1);
    for (let length = maxLength - 1; length > 0; length--) {
      if (load<u32>(lengthCounts + (<usize>length << 2))) {
        addCount(length, -1);
        addCount(length + 1, 2);
        break;
      }
    }
    kraft--;
  }
  let i = 0;
  for (let length = maxLength; length >= 1; length--) {
    for (let left = load<u32>(lengthCounts + (<usize>length << 2)); left > 0; left--) {
      store<u8>(lengths + (load<u32>(sortedA + (<usize>(i++) << 2)) & 0xffff), length);
    }
  }
}

function addCount(length: i32, change: i32): void {
  const at = lengthCounts + (<usize>length << 2);
  store<u32>(at, load<u32>(at) + change);
}

/** Canonical codes of RFC 1951 3.2.2, with their bits reversed for a stream that is filled from the low end. */
function assignCodes(count: i32, lengths: usize, codes: usize): void {
  memory.fill(lengthCounts, 0, 64);
  for (let i = 0; i < count; i++) addCount(load<u8>(lengths + i), 1);
  addCount(0, -(<i32>load<u32>(lengthCounts)));
  let code: u32 = 0;
  for (let length = 1; length < 16; length++) {
    code = (code + load<u32>(lengthCounts + (<usize>(length - 1) << 2))) << 1;
    store<u32>(nextCodes + (<usize>length << 2), code);
  }
  for (let i = 0; i < count; i++) {
    const length = <i32>load<u8>(lengths + i);
    if (length == 0) continue;
    const at = nextCodes + (<usize>length << 2);
    let value = load<u32>(at);
    store<u32>(at, value + 1);
    let reversed: u32 = 0;
    for (let bit = 0; bit < length; bit++) {
      reversed = (reversed << 1) | (value & 1);
      value >>>= 1;
    }
    store<u16>(codes + (<usize>i << 1), <u16>reversed);
  }
}
