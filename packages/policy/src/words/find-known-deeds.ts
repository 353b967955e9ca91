import type { DescribedLine } from './find-described-people.ts';
import type { LikenessMatch } from './likeness-match.ts';

const HOW = 'describes one person by a deed, a rank or a relation';

/** Faces of advertisements and of the internet, and forms of address that one person has. */
const FACES =
  /\b(?:guy|man|woman|girl|boy|kid|lady|dude|blonde|couple|baby|twins) (?:from|in|of) (?:the |that |those )?(?:\w+ ){1,4}?(?:commercials?|adverts?|ads?|memes?)\b|\bmost interesting man in the world\b|\bhis holiness\b|\b(?:nba|nfl|wwe|ufc|f1) (?:player|star|coach|champion|driver|fighter)s? (?:who|with the most)\b/g;

/** People pointed to by what they did, were first at, or whose kin they are. */
export function* findKnownDeeds(described: DescribedLine): Generator<LikenessMatch> {
  for (const match of described.line.text.matchAll(SUPERLATIVE)) yield { ...described.line.wordsOf(match), how: HOW };
  for (const match of described.line.text.matchAll(FACES)) yield { ...described.line.wordsOf(match), how: HOW };
  yield* byDeed(described);
  yield* byFame(described);
  yield* byOwner(described);
  yield* byPartIn(described);
  yield* byForeignPart(described);
  yield* byCrown(described);
  yield* byOrigin(described);
}

/** Trades that the public knows people by. */
const TRADES =
  '(?:actor|actress|star|singer|rapper|comedian|comic|pop star|rock star|songwriter|frontman|drummer|guitarist|bassist|pianist|violinist|composer|conductor|presenter|host|footballer|striker|goalkeeper|quarterback|pitcher|boxer|wrestler|swimmer|sprinter|runner|cyclist|golfer|skater|gymnast|driver|player|skier|coach|director|filmmaker|producer|screenwriter|author|writer|novelist|poet|playwright|painter|artist|sculptor|architect|designer|photographer|politician|president|prime minister|senator|scientist|physicist|chemist|mathematician|astronaut|cosmonaut|explorer|mountaineer|billionaire|tycoon|entrepreneur|founder|ceo|activist|whistleblower|dissident|spy|magician|chef|youtuber|streamer|influencer|model|supermodel|dancer|ballerina|lawyer|general|aviator|pilot|journalist|philosopher|economist|psychologist|nurse|inventor|engineer|king|queen|prince|princess|pope)s?';
const ANYONE = '(?:man|woman|guy|girl|boy|lady|dude|bloke|kid|person|one|couple|brothers|sisters|duo)';
const DEEDS =
  '(?:wrote|directed|won|founded|cofounded|invented|discovered|created|painted|composed|interrupted|married|dated|divorced|beat|defeated|replaced|succeeded|fought|produced|recorded|sang|designed|assassinated|slapped|punched|head ?butted|bit|hosts?|hosted|runs|ran|led|coached|scored|broke|wore|landed|crossed|climbed|swam|flew|freed|signed|resigned|lost|leaked|bought|owns|sued|discovered|cracked|sculpted|photographed|choreographed|popularised|popularized|starred|duetted|feuded|impersonates|impersonated|inspired|split|explained|proved|sank|sailed|refused|became|went|started|built|made|has|holds)';

const LEAGUES = 'nba|nfl|nhl|mlb|wnba|premier league|formula one|f1|la liga|bundesliga|serie a|champions league|wwe|ufc';

/** Ranks that only one holds: `the youngest Nobel winner`, `the fastest man alive`. */
const SUPERLATIVE = new RegExp(
  `\\b(?:only|first|most|youngest|oldest|last|second|fastest|tallest|richest|heaviest|strongest|shortest|longest serving)(?: \\w+){0,4}? (?:${[
    '(?:nobel|oscar|emmy|grammy|wimbledon|olympic|pulitzer|world cup|super bowl|formula one|f1|heavyweight|chess)(?: \\w+){0,3}? (?:winners?|champions?|laureates?|medalists?|medallists?)',
    '(?:man|woman|person|human|girl|boy|african|american|indian|asian)(?: \\w+)? (?:alive|in the world|on earth|in history|in space|on the moon|ever)',
    '(?:man|woman|person|human|african|american|indian|asian|briton|driver|player|rapper|singer|actor|actress|director|astronaut) to (?:win|walk on|climb|fly|orbit|swim the|reach the|circumnavigate|sail around|run (?:a|the)|break|receive|become|hold|step on|set foot|be elected|lead)',
    '(?:\\w+ pope|billionaire|black president|female president|woman president|female prime minister|us president|american president|tsar|emperor of \\w+|beatle|pope|self made billionaire)',
      `(?:player|coach|rookie|driver|scorer|champion)s?(?: \\w+){0,4}? (?:${LEAGUES})`,
  ].join('|')})\\b`,
  'g',
);

const DEED = new RegExp(
  `\\b(?:the|that|this)(?: \\w+){0,2}? (?:(${TRADES})|${ANYONE}) (?:who|that|which) (?:\\w+ ){0,1}?${DEEDS}\\b`,
  'g',
);

/** `the physicist who wrote A Brief History of Time`: a public trade, a deed, and something that has a name. */
function* byDeed(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words } = described;
  for (const match of line.text.matchAll(DEED)) {
    const { from, to } = line.wordsOf(match);
    const named = namedAfter(to, described);
    if (named === undefined) continue;
    const isTrade = match[1] !== undefined;
    const isLong = words[named + 1]?.shape === 'title' && words[named + 1]?.gap === ' ';
    if (isTrade || isLong) yield { from, to: named + 1, how: HOW };
  }
}

/** Trades of stage, screen, sport and state, of whom a line says something with a name in it only if it means one. */
const CELEBRITIES =
  '(?:actor|actress|singer|rapper|comedian|pop star|rock star|songwriter|frontman|guitarist|drummer|footballer|striker|goalkeeper|quarterback|boxer|wrestler|swimmer|sprinter|golfer|gymnast|skier|skater|tennis player|racing driver|filmmaker|politician|senator|billionaire|youtuber|streamer|influencer|supermodel)';
const FAME = new RegExp(`\\b(?:the|that)(?: \\w+){0,2}? (?:(${CELEBRITIES})|${TRADES}|${ANYONE}) (?:who|that)\\b`, 'g');

/** `the gymnast who withdrew in Tokyo`, `the chef who yells on Hell's Kitchen` */
function* byFame(described: DescribedLine): Generator<LikenessMatch> {
  for (const match of described.line.text.matchAll(FAME)) {
    const { from, to } = described.line.wordsOf(match);
    const named = namedAfter(to + 1, described, match[1] !== undefined);
    if (named === undefined) continue;
    if (match[1] !== undefined || isTitle(named, 3, described)) yield { from, to: named + 1, how: HOW };
  }
}

/** Whether up to so many words from here name a film, a series, a band or a company. */
function isTitle(at: number, longest: number, { words, lists }: DescribedLine): boolean {
  let letters = '';
  for (const word of words.slice(at, at + longest)) {
    letters += word.plain + (word.possessive ? 's' : '');
    if (letters.length > 4 && (lists.titles.has(letters) || lists.titles.has(`the${letters}`))) return true;
  }
  return false;
}

const PART_IN =
  /\b(?:the|that|those|this|an?)(?: \w+){0,3}? (?:doctor|dad|mom|mum|mother|father|son|daughter|brothers?|sisters?|twins?|cast|villain|hero|heroine|sidekick|detective|nurse|cop|teacher|wizard|witch|elf|hobbit|dwarf|vampire|lawyer|butler|boss|professor|pianist|violinist|leads?|stars?|members?|neighbou?r|couple|kids?|trio|duo|judges?|contestant|host|bartender|waitress|killer|captain|princess|queen|king|nanny|babysitter) (?:of|from|in|on)(?: the)?\b/g;

/** `the doctor from House`, `the cast of Friends` */
function* byPartIn(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words, known } = described;
  for (const match of line.text.matchAll(PART_IN)) {
    const { from, to } = line.wordsOf(match);
    const title = words[to];
    if (title?.shape !== 'title' || /[.!?;:,\n]/.test(title.gap) || known.characterWords.has(title.plain)) continue;
    if (isTitle(to, 4, described) && described.safe[to]?.kind !== 'known') yield { from, to: to + 1, how: HOW };
  }
}

const MADE_BY =
  /^(?:director|star|lead|writer|creator|composer|author|singer|founder|cofounder|ceo|frontman|guitarist|drummer|bassist|vocalist|host|showrunner|puppeteer|narrator|inventor|screenwriter|cinematographer|captain|goalkeeper|striker|coach)$/;

/** `Barbie's director`, `Studio Ghibli's founder` */
function* byOwner(described: DescribedLine): Generator<LikenessMatch> {
  const { words, known, lists } = described;
  for (const [at, { plain }] of words.entries()) {
    const owner = words[at - 1];
    if (!owner?.possessive || owner.shape !== 'title' || !MADE_BY.test(plain) || known.characterWords.has(owner.plain))
      continue;
    const before = words[at - 2];
    const names = [owner.plain, `${owner.plain}s`, (before?.plain ?? '') + owner.plain];
    if (names.some((name) => lists.titles.has(name) || lists.publicCharacters.has(name)))
      yield { from: at - 1, to: at + 1, how: HOW };
  }
}

/**
 * Index of the first word with a capital behind a deed, in the same clause. The production's own words are none, places
 * only where `takesPlaces`.
 */
function namedAfter(
  from: number,
  { words, safe, known }: DescribedLine,
  takesPlaces = false,
): number | undefined {
  for (let at = from; at < Math.min(words.length, from + 6); at++) {
    const word = words[at];
    if (!word || (at > from && /[,.;:!?\n]/.test(word.gap))) return undefined;
    if (word.shape !== 'title' || word.raw === 'I') continue;
    const kind = safe[at]?.kind;
    if (kind === 'character' || kind === 'known' || known.characterWords.has(word.plain)) return undefined;
    if (takesPlaces || kind !== 'place') return at;
  }
  return undefined;
}

/** `l'acteur qui a joué dans …`, `der Schauspieler, der … spielte` */
const FOREIGN_PART =
  /\b(?:l|el|la|le|il|o|a|der|die|den|un|de)? ?(?:l?acteur|l?actrice|actor|actriz|attore|attrice|lattore|lattrice|ator|atriz|schauspieler|schauspielerin|cantante|chanteur|chanteuse|sanger|sangerin|cantor|cantora|realisateur|realisatrice|regista|regisseur|director|directora)(?: (?:qui|que|che|der|die|de|du|von|del|della|do|da|aus|dans|dal|dalla)) (?:\w+ ){0,4}?/g;

function* byForeignPart(described: DescribedLine): Generator<LikenessMatch> {
  const { line, words } = described;
  for (const match of line.text.matchAll(FOREIGN_PART)) {
    const { from, to } = line.wordsOf(match);
    const named = namedAfter(to, described);
    if (named !== undefined && words[from]?.shape === 'lower') yield { from, to: named + 1, how: HOW };
  }
}

const CROWN =
  /\bthe (?:late (?:queen mother|queen|king|pope|princess|prince|duke|duchess|president|prime minister)|first lady|queen mother|prince consort)\b/g;
const CROWN_KIN =
  /\b(?:the )?(queen|king|president|prime minister|pope) (?:eldest |youngest |older |younger |oldest |second |late |ex )*(?:son|daughter|grandson|granddaughter|wife|husband|brother|sister|mother|father|cousin|widow|grandchildren)\b/g;

/** `the late Queen`, `the Queen's eldest grandson`: a crown with a capital is the one that everybody knows. */
function* byCrown({ line, words }: DescribedLine): Generator<LikenessMatch> {
  for (const match of line.text.matchAll(CROWN)) {
    const { from, to } = line.wordsOf(match);
    if (words[to - 1]?.shape === 'title') yield { from, to, how: HOW };
  }
  for (const match of line.text.matchAll(CROWN_KIN)) {
    const { from, to } = line.wordsOf(match);
    const crown = words.findIndex(({ plain }, at) => at >= from && /^(?:queen|king|president|minister|pope)$/.test(plain));
    const owner = words[crown];
    if (owner?.possessive && (owner.shape === 'title' || /president|minister/.test(owner.plain)) && crown > 0)
      yield { from, to, how: HOW };
  }
}

const ORIGIN =
  /\b(?:that|the)(?: \w+){0,2}? (?:activist|politician|dissident|whistleblower|pop star|teen star|supermodel|oligarch|footballer|sprinter|boxer|dictator|billionaire) (?:from|of)(?: the)? \w+\b/g;

/** `the teen climate activist from Sweden` */
function* byOrigin({ line, words, lists, safe }: DescribedLine): Generator<LikenessMatch> {
  for (const match of line.text.matchAll(ORIGIN)) {
    const { from, to } = line.wordsOf(match);
    const place = words[to - 1];
    const isKnown = lists.countries.has(place?.plain ?? '') || safe[to - 1]?.kind === 'place';
    if (place?.shape === 'title' && isKnown) yield { from, to, how: HOW };
  }
}
