import { joined, type Lexicon, surnameOf } from './lexicon.ts';
import { looseSkeleton, type Spelling, skeletonKeys, soundSkeleton, spellingOf } from './sound-skeleton.ts';
import type { RegisteredPerson } from './words-finding.ts';

/** Someone whom words may point to: on the register, or widely known. */
export interface KnownPerson {
  readonly name: string;
  /** Only of people on the register. */
  readonly personId?: string;
  readonly hasConsent: boolean;
}

/** How a form came from the name: it decides what else the line must show before the form counts. */
type FormKind = 'name' | 'order' | 'alias' | 'surname' | 'initials' | 'handle' | 'character';

/** One way of writing a person: joined plain letters. */
export interface Form {
  readonly person: KnownPerson;
  readonly kind: FormKind;
  readonly letters: string;
  readonly skeleton: string;
  readonly loose: string;
  readonly spelling: Spelling;
  /** How many words it has as usually written. */
  readonly words: number;
  /** As the list writes it. */
  readonly written: string;
  /** Also an ordinary word or phrase, or too short to stand alone: counts only where the line shows a person. */
  readonly isAmbiguous: boolean;
  /** Its letters without gaps are a word: `T. Hanks` and thanks. */
  readonly isWordWhole: boolean;
  /** A handle that holds the whole surname and is no word: `tcruise`, met in names of files as well. */
  readonly isLongHandle: boolean;
}

/** Forms of known people, to be found by letters, by sound, or as written in a script of their own. */
export interface PeopleIndex {
  exact(letters: string): readonly Form[];
  bySound(skeletonKey: string): readonly Form[];
  /** By loose skeleton, for names met in other scripts. */
  byLooseSound(skeletonKey: string): readonly Form[];
  /** As written in scripts without spaces or case, unseen letters and dots removed. */
  readonly native: readonly NativeForm[];
}

interface NativeForm {
  readonly text: string;
  readonly person: KnownPerson;
}

interface Layer {
  readonly exact: Map<string, Form[]>;
  readonly bySound: Map<string, Form[]>;
  readonly byLooseSound: Map<string, Form[]>;
  readonly native: NativeForm[];
}

/** Stage names that are things as well. */
const COMMON_PHRASES: ReadonlySet<string> = new Set('icecube vanillaice jellyroll blackeyedpeas icespice'.split(' '));

/** Shorter forms are compared letter by letter only. */
const SHORTEST_BY_SOUND = 6;
const NONE: readonly Form[] = [];

let publicLayer: Layer | undefined;

/** Indexes the register on top of the widely known people; those are indexed once for all checks. */
export function indexPeople(register: readonly RegisteredPerson[], lists: Lexicon): PeopleIndex {
  publicLayer ??= layerOfFigures(lists);
  const below = publicLayer;
  if (register.length === 0) {
    return {
      exact: (letters) => below.exact.get(letters) ?? NONE,
      bySound: (key) => below.bySound.get(key) ?? NONE,
      byLooseSound: (key) => below.byLooseSound.get(key) ?? NONE,
      native: below.native,
    };
  }
  const layer = emptyLayer();
  for (const { id, name, aliases, characters, hasConsent } of register) {
    const person = { name, personId: id, hasConsent };
    addPerson(layer, person, { name, aliases, characters, bySurname: false, isRegistered: true }, lists);
  }
  return {
    exact: (letters) => both(layer.exact.get(letters), below.exact.get(letters)),
    bySound: (key) => both(layer.bySound.get(key), below.bySound.get(key)),
    byLooseSound: (key) => both(layer.byLooseSound.get(key), below.byLooseSound.get(key)),
    native: [...layer.native, ...below.native],
  };
}

function layerOfFigures(lists: Lexicon): Layer {
  const layer = emptyLayer();
  for (const figure of lists.publicFigures)
    addPerson(layer, { name: figure.name, hasConsent: false }, { ...figure, isRegistered: false }, lists);
  return layer;
}

function emptyLayer(): Layer {
  return { exact: new Map(), bySound: new Map(), byLooseSound: new Map(), native: [] };
}

function both(a: readonly Form[] | undefined, b: readonly Form[] | undefined): readonly Form[] {
  if (!a) return b ?? NONE;
  return b ? [...a, ...b] : a;
}

interface Calling {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly characters: readonly string[];
  readonly bySurname: boolean;
  readonly isRegistered: boolean;
}

function addPerson(index: Layer, person: KnownPerson, calling: Calling, lists: Lexicon): void {
  const add = (kind: FormKind, parts: readonly string[], isAmbiguous: boolean, written = '') => {
    const letters = parts.join('');
    if (letters.length < 2) return;
    const skeleton = soundSkeleton(letters);
    const loose = looseSkeleton(letters);
    const form: Form = {
      person,
      kind,
      letters,
      skeleton,
      loose,
      spelling: spellingOf(letters),
      words: parts.length,
      isAmbiguous,
      written,
      isLongHandle: kind === 'handle' && letters.length >= 5 && isInitialAndSurname(letters, calling.name, lists),
      isWordWhole: parts.length > 1 && lists.factsOf(letters).ordinary > 0,
    };
    push(index.exact, letters, form);
    if (letters.length < SHORTEST_BY_SOUND || isAmbiguous || kind === 'initials' || kind === 'handle') return;
    for (const key of skeletonKeys(skeleton)) push(index.bySound, key, form);
    if (loose.length >= 3 && kind !== 'character')
      for (const key of skeletonKeys(loose)) push(index.byLooseSound, key, form);
  };
  for (const called of [calling.name, ...calling.aliases])
    addCalled(called, called === calling.name ? 'name' : 'alias');
  for (const character of calling.characters) add('character', partsOf(character), false);
  addDerived(calling, add, lists);

  function addCalled(called: string, kind: 'name' | 'alias'): void {
    if (/[^\p{Script=Latin}\p{M}\p{P}\p{N}\p{Z}]/u.test(called))
      index.native.push({ text: nativeText(called), person });
    if (/^[^\p{Script=Latin}]+$/u.test(called)) return;
    const parts = partsOf(called);
    add(kind, parts, isAmbiguous(parts, kind, lists), called);
    const [first, ...rest] = parts;
    if (first && rest.length > 0 && kind === 'name') {
      add('order', [...parts.slice(-1), ...parts.slice(0, -1)], false);
      if (rest.length > 1) {
        add('order', [...rest, first], false);
        const short = parts.filter((part, at) => part.length > 1 || at === 0);
        if (short.length > 1 && short.length < parts.length) add(kind, short, false);
      }
    }
  }
}

function addDerived(
  calling: Calling,
  add: (kind: FormKind, parts: readonly string[], isAmbiguous: boolean) => void,
  lists: Lexicon,
): void {
  const parts = partsOf(calling.name);
  const first = parts[0];
  const last = parts.at(-1);
  if (!first || !last || parts.length < 2) return;
  const surname = surnameOf(calling);
  if (calling.bySurname && surname.length > 3) {
    const facts = lists.factsOf(surname);
    if (!lists.plainGiven.has(surname)) add('surname', [surname], facts.ordinary > 0 || facts.surname === 1);
  } else if (!calling.isRegistered && lists.publicSurnames.has(surname)) add('surname', [surname], true);
  add('handle', [first + (last[0] ?? '')], false);
  add('handle', [(first[0] ?? '') + last], false);
  add('initials', [first[0] ?? '', last], false);
  if (!calling.isRegistered) return;
  add('initials', [parts.map((part) => part[0]).join('')], true);
}

function isInitialAndSurname(letters: string, name: string, lists: Lexicon): boolean {
  const { ordinary, given, surname } = lists.factsOf(letters);
  return letters.slice(1) === surnameOf({ name }) && ordinary === 0 && given === 0 && surname === 0;
}

/** A name's words as plain letters; an apostrophe or hyphen does not part them twice. */
function partsOf(name: string): string[] {
  return name
    .replace(/['’]/g, '')
    .split(/[\s\-–.]+/)
    .map(joined)
    .filter((part) => part !== '');
}

/** Letters of scripts that are matched as written. */
export function nativeText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·・•‧.\-‐=＝'"׳]/g, '');
}

function isAmbiguous(parts: readonly string[], kind: 'name' | 'alias', lists: Lexicon): boolean {
  const plain = parts.join('');
  if (plain.length <= 2) return true;
  if (lists.safePhrases.has(plain) || (parts.length === 1 && lists.places.has(plain))) return true;
  const first = lists.factsOf(parts[0] ?? '');
  if (kind === 'name' && parts.length > 1) return first.given === 0 && COMMON_PHRASES.has(plain);
  return parts.every((part) => lists.factsOf(part).ordinary > (parts.length > 1 ? 1 : 0));
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
