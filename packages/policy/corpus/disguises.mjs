/** Ways of writing a name that a person still reads: name and source of chance in, the name as written out. */
const plain = (name) => name.normalize('NFD').replace(/\p{M}/gu, '');
const lettersOf = (name) => plain(name).replace(/[^A-Za-z ]/g, '');
const replaceSome = (name, table, share, random) =>
  Array.from(name, (letter) =>
    table[letter.toLowerCase()] && random() < share ? table[letter.toLowerCase()] : letter,
  ).join('');
const capital = (word) => word[0].toUpperCase() + word.slice(1).toLowerCase();

const LOOK_ALIKE = { a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р', s: 'ѕ', x: 'х', y: 'у' };
const LEET = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' };
const CYRILLIC = [
  ['sch', 'щ'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ya', 'я'],
  ['yu', 'ю'],
  ['ck', 'к'],
  ['ph', 'ф'],
  ['th', 'т'],
  ['a', 'а'],
  ['b', 'б'],
  ['c', 'к'],
  ['d', 'д'],
  ['e', 'е'],
  ['f', 'ф'],
  ['g', 'г'],
  ['h', 'х'],
  ['i', 'и'],
  ['j', 'дж'],
  ['k', 'к'],
  ['l', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['p', 'п'],
  ['q', 'к'],
  ['r', 'р'],
  ['s', 'с'],
  ['t', 'т'],
  ['u', 'у'],
  ['v', 'в'],
  ['w', 'в'],
  ['x', 'кс'],
  ['y', 'и'],
  ['z', 'з'],
];
const SOUNDS = [
  ['ph', 'f'],
  ['ck', 'k'],
  ['ee', 'ea'],
  ['y', 'i'],
  ['c', 'k'],
  ['oo', 'u'],
  ['x', 'ks'],
  ['z', 's'],
  ['ei', 'ai'],
];

const first = (name) => name.split(' ')[0];
const last = (name) => name.split(' ').slice(1).join(' ');

export const DISGUISES = [
  ['exact', (name) => name],
  ['lower case', (name) => name.toLowerCase()],
  ['capitals', (name) => name.toUpperCase()],
  ['possessive', (name) => `${name}'s double`],
  ['turned around', (name) => `${last(name)}, ${first(name)}`],
  ['look-alike letters', (name, random) => replaceSome(plain(name), LOOK_ALIKE, 0.6, random)],
  [
    'full width',
    (name) =>
      Array.from(plain(name), (letter) =>
        letter === ' ' ? ' ' : String.fromCodePoint(letter.codePointAt(0) + 0xfee0),
      ).join(''),
  ],
  [
    'unseen letters',
    (name, random) => Array.from(name, (letter) => (random() < 0.4 ? `${letter}\u200b` : letter)).join(''),
  ],
  ['leetspeak', (name, random) => replaceSome(plain(name), LEET, 0.7, random)],
  [
    'spread out',
    (name) =>
      lettersOf(name)
        .split(' ')
        .map((word) => [...word].join(' '))
        .join('   '),
  ],
  [
    'dotted',
    (name) =>
      lettersOf(name)
        .split(' ')
        .map((word) => [...word].join('.'))
        .join(' '),
  ],
  ['joined', (name) => lettersOf(name).replace(/ /g, '')],
  ['handle', (name) => `@${lettersOf(name).replace(/ /g, '').toLowerCase()}`],
  ['hashtag', (name) => `#${lettersOf(name).split(' ').map(capital).join('')}`],
  [
    'file name',
    (name, random) => `${lettersOf(name).toLowerCase().replace(/ /g, '_')}_v0${1 + Math.floor(random() * 9)}.exr`,
  ],
  ['misspelt', misspelt],
  ['by sound', bySound],
  [
    'Cyrillic',
    (name) =>
      lettersOf(name)
        .split(' ')
        .map((word) => capital(CYRILLIC.reduce((text, [from, to]) => text.replaceAll(from, to), word.toLowerCase())))
        .join(' '),
  ],
  ['initial', (name) => `${name[0]}. ${last(name)}`],
  [
    'accents',
    (name, random) => replaceSome(plain(name), { a: 'ä', e: 'ë', i: 'ï', o: 'ø', u: 'û', n: 'ñ' }, 0.5, random),
  ],
];

/** One letter doubled, dropped, or swapped with the next, in the longest word. */
function misspelt(name, random) {
  const words = plain(name).split(' ');
  const longest = words.reduce((best, word, at) => (word.length > words[best].length ? at : best), 0);
  const word = words[longest];
  const at = 2 + Math.floor(random() * (word.length - 4));
  const kinds = [
    word.slice(0, at) + word[at] + word.slice(at),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  ];
  words[longest] = kinds[Math.floor(random() * kinds.length)];
  return words.join(' ');
}

function bySound(name, random) {
  const changes = SOUNDS.filter(() => random() < 0.6);
  return plain(name)
    .split(' ')
    .map((word) => capital(changes.reduce((text, [from, to]) => text.replaceAll(from, to), word.toLowerCase())))
    .join(' ');
}
