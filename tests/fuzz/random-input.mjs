// Seeded chance: the same seed makes the same inputs, so that a failure can be had again.

/** A generator of numbers in 0..1 (mulberry32). */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}

const NASTY = [
  '',
  ' ',
  '.',
  '..',
  '../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '/etc/passwd',
  'C:\\Windows\\System32',
  'con',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egnp.exe',
  '\ufeff',
  "'; drop table takes; --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '%s%n%x',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e309',
  '9007199254740993',
  '00000001',
  'true',
  '[]',
  '{}',
  '2026-02-30',
  '2026-01-01T00:00:00Z',
  'sq010/sh0040',
  '😀'.repeat(40),
  'é'.normalize('NFD'),
  'ａｄａ',
  'a'.repeat(300),
];

/** Text of up to `most` characters: ordinary, nasty, or any code units at all. */
export function randomText(random, most = 40) {
  const kind = random();
  if (kind < 0.4) return pick(random, NASTY);
  const length = Math.floor(random() * most);
  const unit = kind < 0.7 ? () => 32 + Math.floor(random() * 95) : () => Math.floor(random() * 0xffff);
  return String.fromCharCode(...Array.from({ length }, unit));
}

/** Any JSON value, `depth` levels at most. */
export function randomJson(random, depth = 3) {
  const kind = Math.floor(random() * (depth > 0 ? 8 : 6));
  if (kind === 0) return null;
  if (kind === 1) return random() > 0.5;
  if (kind === 2) return pick(random, [0, -1, 1, 0.5, 1e9, -1e308, 2 ** 53, Math.floor(random() * 1000)]);
  if (kind <= 5) return randomText(random);
  const size = Math.floor(random() * 4);
  if (kind === 6) return Array.from({ length: size }, () => randomJson(random, depth - 1));
  return Object.fromEntries(
    Array.from({ length: size }, () => [randomText(random, 12), randomJson(random, depth - 1)]),
  );
}

/** A value with one place of it changed, taken out, doubled, or grown. */
export function mutateJson(random, value) {
  if (random() < 0.25 || typeof value !== 'object' || value === null) return randomJson(random);
  if (Array.isArray(value)) {
    if (value.length === 0 || random() < 0.2) return [...value, randomJson(random)];
    const at = Math.floor(random() * value.length);
    if (random() < 0.2) return value.filter((_, index) => index !== at);
    return value.map((each, index) => (index === at ? mutateJson(random, each) : each));
  }
  const names = Object.keys(value);
  const name = pick(random, names) ?? 'added';
  const dice = random();
  if (dice < 0.15) return { ...value, [randomText(random, 12)]: randomJson(random) };
  if (dice < 0.3) return Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
  return { ...value, [name]: mutateJson(random, value[name]) };
}

/** Bytes with some flipped, cut off, put in or repeated. */
export function mutateBytes(random, bytes) {
  const copy = Uint8Array.from(bytes);
  const dice = random();
  if (dice < 0.2) return copy.subarray(0, Math.floor(random() * copy.length));
  if (dice < 0.3) return Uint8Array.from([...copy.subarray(0, 64), ...copy]);
  const changes = 1 + Math.floor(random() * 8);
  for (let change = 0; change < changes; change++) {
    // Headers are where parsers branch.
    const at = Math.floor((random() < 0.6 ? random() ** 3 : random()) * copy.length);
    copy[at] = random() < 0.3 ? pick(random, [0, 1, 127, 128, 255]) : Math.floor(random() * 256);
  }
  return copy;
}
