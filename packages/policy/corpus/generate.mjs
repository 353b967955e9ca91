// node packages/policy/corpus/generate.mjs [seed]
// Writes lines/generated-stop.tsv and lines/generated-pass.tsv: the same seed, the same lines.
import { writeFileSync } from 'node:fs';
import { DISGUISES } from './disguises.mjs';
import * as pools from './pools.mjs';
import { seeded } from './seeded.mjs';

const STOP_LINES = 1800;
const PASS_LINES = 1700;
const random = seeded(Number(process.argv[2] ?? 20261125));

write(
  'generated-stop.tsv',
  Array.from({ length: STOP_LINES }, (_, at) => stopLine(at)),
);
write(
  'generated-pass.tsv',
  Array.from({ length: PASS_LINES }, (_, at) => passLine(at)),
);

function stopLine(at) {
  const [how, disguise] = DISGUISES[at % DISGUISES.length];
  const isInvented = at % 3 === 0;
  const name = isInvented ? inventedName() : pick(pools.FIGURES);
  const shown = disguise(name, random);
  const frame = pick(pools.STOP_FRAMES).replace('{action}', pick(pools.ACTIONS)).replace('{number}', number());
  const line = frame.replace('{name}', shown);
  const text = how === 'lower case' ? line.toLowerCase() : how === 'capitals' ? line.toUpperCase() : line;
  return [`${isInvented ? 'invented' : 'public'}, ${how}`, text];
}

/** Half of the surnames are coined: they are on no list. */
function inventedName() {
  const coined = pick(pools.SYLLABLES.starts) + pick(pools.SYLLABLES.ends);
  return `${pick(pools.GIVEN)} ${random() < 0.5 ? coined : pick(pools.SURNAMES)}`;
}

function passLine(at) {
  const kinds = [
    ['place', pools.PLACES],
    ['brand', pools.BRANDS],
    ['method', pools.METHODS],
    ['gear', pools.GEAR],
    ['manner', pools.MANNERS],
    ['story', pools.STORY],
    ['file', ['']],
    ['character', pools.CHARACTERS],
    ['word', []],
  ];
  const [kind, items] = kinds[at % kinds.length];
  if (kind === 'word') return [kind, fill(pick(pools.WORD_LINES), '')];
  const item = pick(items);
  const text = fill(pick(pools.PASS_FRAMES[kind]), item);
  return kind === 'character' ? [kind, text, JSON.stringify({ characters: [item] })] : [kind, text];
}

function fill(frame, item) {
  const first = item.split(' ')[0];
  const parts = {
    item,
    name: item,
    first,
    upper: item.toUpperCase(),
    upperFirst: first.toUpperCase(),
    number: number(),
  };
  return frame.replace(/\{(\w+)\}/g, (_, part) => parts[part]);
}

function number() {
  return String(1 + Math.floor(random() * 9));
}

function pick(list) {
  return list[Math.floor(random() * list.length)];
}

function write(file, lines) {
  writeFileSync(new URL(`lines/${file}`, import.meta.url), `${lines.map((parts) => parts.join('\t')).join('\n')}\n`);
  process.stdout.write(`${file}: ${lines.length} lines\n`);
}
