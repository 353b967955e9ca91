import type { Lexicon } from './lexicon.ts';
import { joins, type Word } from './read-line.ts';
import type { KnownWords, SafeSpan } from './safe-spans.ts';

/** Wording that asks for the looks, voice or manner of someone; `target` is where that someone should stand. */
export interface LikenessMatch {
  readonly from: number;
  readonly to: number;
  readonly how: string;
  /** Words of the person asked for, where the wording is an opening such as `looks like`. */
  readonly target?: { readonly from: number; readonly to: number };
}

/** Openings after which a person's name, even a single one, makes a request for a likeness. */
const OPENINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:in )?(?:the )?likeness(?:es)? of\b/g, 'asks for a likeness'],
  [
    /\b(?:looks?|looking|look|dressed|made up|styled) (?:a lot |just |exactly |a bit |kind of |almost |very |more )*like\b/g,
    'asks for someone’s looks',
  ],
  [
    /\b(?:resembl(?:es|ing|e|ance to|ance of)|bears? a resemblance to|similar to|identical to|reminiscent of|evok(?:es|ing)|channell?ing|impersonat(?:es|ing|e|or of|ion of)|imitat(?:es|ing|e|ion of)|mimic(?:s|king)?)\b/g,
    'asks for someone’s looks',
  ],
  [
    /\b(?:spitting image|dead ringer|doppelganger|double|lookalike|look alike|twin|clone|copy|replica|deepfake|deep fake|digital double|face swap|faceswap|caricature|portrait|bust|statue|wax figure) (?:of|for|with)\b/g,
    'asks for someone’s looks',
  ],
  [
    /\b(?:the )?(?:face|eyes|smile|grin|jaw|jawline|hair|nose|lips|body|physique|beard|moustache|mustache|features|mannerisms|swagger|walk|gait|voice|accent|vocals|tone|laugh|cadence|delivery|head) of\b/g,
    'asks for someone’s face or voice',
  ],
  [
    /\b(?:sounds?|sounding|speaks?|speaking|talks?|talking|sings?|singing|moves?|moving|dances?|dancing|acts?|acting|walks?|smil(?:es|ing)|smirks?|laughs?) (?:a lot |just |exactly |a bit )*like\b/g,
    'asks for someone’s voice or manner',
  ],
  [
    /\b(?:voiced|narrated|sung|spoken|read|played|portrayed|acted|performed|embodied|dubbed) by\b/g,
    'names a performer',
  ],
  [
    /\b(?:in the |in a |the |a )?(?:style|manner|vein|spirit|fashion|aesthetic|tradition|hand|mould|mold|signature look|look|visual language|palette|brushwork|colou?r grading|cinematography|framing|compositions?|work|works|art|artwork|paintings?|illustrations?|photography|photographs?|films?|movies?) of\b/g,
    'asks for someone’s manner',
  ],
  [
    /\b(?:painted|drawn|illustrated|photographed|shot|directed|designed|art|artwork|painting|illustration|photo|photography|concept art|film|movie|cinematography|score|music|composed|written|sculpted|inspired|influenced) by\b/g,
    'asks for someone’s manner',
  ],
  [/\b(?:modell?ed|based|patterned|fashioned) (?:on|after|upon)\b/g, 'asks for someone’s looks'],
  [
    /\b(?:a la|homage to|tribute to|nod to|think|younger version of|older version of|young|younger|de aged|deaged|aged up|ai version of|version of|starring|featuring)\b/g,
    'asks for someone’s looks or manner',
  ],
  [
    /\b(?:cast|recast|replace (?:him|her|them|the actor|the face|his face|her face) with|swap (?:\w+ ){0,4}(?:with|for|to)|turn (?:him|her|them) into|make (?:him|her|them|it|me) (?:look |sound )?(?:like|into)|as (?:if|though) (?:played|sung|voiced) by)\b/g,
    'asks for someone’s looks',
  ],
  [
    /\b(?:al estilo de|en el estilo de|estilo de|se parece a|parecid[oa] a|con la cara de|con el rostro de|voz de|la voz de|im stil von|sieht aus wie|aussieht wie|mit der stimme von|stimme von|gesicht von|a la maniere de|dans le style de|style de|ressembl(?:e|ant) a|voix de|visage de|nello stile di|stile di|assomiglia a|simile a|voce di|volto di|no estilo de|parecid[oa] com|rosto de|in de stijl van|stijl van|lijkt op|stem van|i stil med|i stilen til|w stylu|podobn[ya] do|glosem|v stile|pokhozh(?:iy|aya|a|ego|uyu)? na|golos(?:om)?|s litsom)\b/g,
    'asks for someone’s looks, voice or manner',
  ],
];
/** What a person is recognised by: after a surname alone it asks for that. */
const FEATURES =
  /^(?:face|jawline|jaw|cheekbones?|smile|grin|voice|eyes?|eyebrows?|nose|lips?|hair|hairline|beard|swagger|laugh|accent|walk|gait|likeness|look|looks|mannerisms?|physique|profile|style|manner|palette|brushwork|films?|movies?|lookalike|double)$/;
const ENDINGS =
  /^(?:esque|style|styled|like|inspired|type|lookalike|impersonator|impression|impersonation|doppelganger|clone|deepfake|vibes?|energy|ish|likeness|voice|face|smile)$/;
const NOT_IN_TARGET = new Set(
  'a an the that this some any young younger old older late great famous legendary iconic actual real original early classic master artist painter illustrator photographer director filmmaker cinematographer composer designer architect writer actor actress singer rapper comedian musician performer star celebrity politician president senator footballer player athlete model mr mrs ms dr sir dame british american french italian german spanish japanese korean chinese indian canadian australian mexican brazilian russian hollywood bollywood very'.split(
    ' ',
  ),
);

/** Openings with somebody behind them, and descriptions that point to one person without a name. */
export function findLikeness(
  words: readonly Word[],
  known: KnownWords,
  safe: readonly (SafeSpan | undefined)[],
  lists: Lexicon,
): readonly LikenessMatch[] {
  const line = plainLine(words);
  const matches = [...describedPeople(line, words, known, safe, lists)];
  for (const [pattern, how] of OPENINGS) {
    for (const match of line.text.matchAll(pattern)) {
      const from = line.wordAt(match.index);
      const after = line.wordAt(match.index + match[0].length - 1) + 1;
      const target = targetFrom(after, words);
      if (target) matches.push({ from, to: target.to, how, target });
    }
  }
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    const before = words[at - 1];
    if (word && before?.possessive && FEATURES.test(word.plain) && isSurnameOnly(before, lists))
      matches.push({
        from: at - 1,
        to: at + 1,
        how: 'asks for someone’s looks or voice',
        target: { from: at - 1, to: at },
      });
    if (word && before && ENDINGS.test(word.plain) && (word.gap === '-' || before.possessive || word.gap === ' '))
      matches.push({
        from: at - 1,
        to: at + 1,
        how: 'asks for someone’s looks or manner',
        target: { from: at - 1, to: at },
      });
  }
  return matches;
}

/** A surname that is not also a given name or a word: `Statham's jawline`. */
function isSurnameOnly(word: Word, lists: Lexicon): boolean {
  const facts = lists.factsOf(word.plain);
  return (
    word.shape === 'title' &&
    facts.ordinary === 0 &&
    facts.surname >= 2 &&
    !lists.plainGiven.has(word.plain) &&
    (facts.given < 3 || lists.publicSurnames.has(word.plain))
  );
}

interface PlainLine {
  readonly text: string;
  wordAt(offset: number): number;
}

/** Words by their plain reading with single spaces; breaks of a sentence become ` . `. */
function plainLine(words: readonly Word[]): PlainLine {
  const starts: number[] = [];
  let text = '';
  for (const [at, word] of words.entries()) {
    if (at > 0) text += /[.!?\n;:]/.test(word.gap) && !/^[._]$/.test(word.gap) ? ' . ' : ' ';
    starts.push(text.length);
    text += word.plain;
  }
  return {
    text,
    wordAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

/** The words after an opening that could name someone: fill-words skipped, at most three. */
function targetFrom(after: number, words: readonly Word[]): { from: number; to: number } | undefined {
  let from = after;
  while (from < words.length && from < after + 6 && NOT_IN_TARGET.has(words[from]?.plain ?? '')) from++;
  const first = words[from];
  if (!first || (from > 0 && /[.!?\n;]/.test(first.gap))) return undefined;
  let to = from + 1;
  while (
    to < words.length &&
    to < from + 3 &&
    joins(words[to]?.gap ?? ',', words[to - 1] ?? first) &&
    words[to]?.shape === first.shape
  )
    to++;
  return { from, to };
}

const PERFORMER =
  '(?:actor|actress|star|singer|rapper|comedian|comic|performer|lead|leading man|leading lady|frontman|frontwoman|drummer|guitarist|bassist|vocalist|presenter|host|hostess|anchor|newsreader|model|footballer|striker|goalkeeper|quarterback|boxer|wrestler|director|dj|youtuber|streamer|tiktoker|influencer|celebrity)';
const SOMEONE =
  '(?:whoever|anyone|guy|man|woman|girl|boy|bloke|chap|dude|lady|gentleman|kid|child|fella|one|person|blonde|brunette|redhead|bald guy|lad|lass|chick|villain|hero|baddie)';
const PLAYED =
  '(?:who |that |which )?(?:once |originally |first |also |famously )?(?:played|plays|playing|portrayed|portrays|portraying|starred in|starred as|stars in|starring in|starring as|was in|is in|voiced|voices|voicing|acted in|appeared in|appears in|did the voice of|does the voice of|won (?:the|an) (?:oscar|emmy|grammy|bafta|golden globe)(?: for| in)?|wrote|directed|sang|sings|fronted|fronts|leads|behind|(?:famous|known|best known) (?:for|from|as)(?: playing| his role in| her role in)?)(?: the (?:lead|part|role|hero|villain|title role|lead role)(?: role)? (?:in|of))?';
const OFFICE =
  '(?:president|prime minister|chancellor|king|queen|pope|prince|princess|first lady|vice president|secretary of state|dictator|emperor|leader|mayor|governor|founder|ceo|boss|owner|chairman|creator|inventor|lead singer|singer|frontman|front man|drummer|guitarist|vocalist|captain|coach|manager|striker|author|writer|director|star|stars|host|presenter)';
const NOT_PLAYED =
  /^(?:the |a |an |his |her |their |some |with |in |on |at |it |this |that |music |out |along |back |up |down |dead |for )*(?:piano|guitar|violin|cello|drums?|bass|trumpet|saxophone|sax|flute|harp|banjo|accordion|fiddle|organ|keyboards?|instrument|music|songs?|tunes?|records?|chess|cards?|poker|football|soccer|tennis|golf|rugby|cricket|baseball|basketball|hockey|pool|snooker|darts|games?|ball|dominoes|backgammon|marbles|tag|catch|hide|role|part|scene|lines?|fire|field|fields|front|background|foreground|frame|shot|take|back|window|corner|way|same|dead|harmonica|ukulele|tambourine|bagpipes|lute|lyre|horn|bugle|clarinet|oboe|notes?|charge|love|car|crowd|room|mirror)\b/;

function* describedPeople(
  line: PlainLine,
  words: readonly Word[],
  known: KnownWords,
  safe: readonly (SafeSpan | undefined)[],
  lists: Lexicon,
): Generator<LikenessMatch> {
  const how = 'describes one person without naming them';
  for (const match of line.text.matchAll(
    new RegExp(`\\b(?:${PERFORMER}|${SOMEONE})s? ${PLAYED}\\b(?: as| in)?`, 'g'),
  )) {
    const from = line.wordAt(match.index);
    const to = line.wordAt(match.index + match[0].length - 1) + 1;
    const rest = line.text.slice(match.index + match[0].length + 1);
    if (NOT_PLAYED.test(rest) || rest === '') continue;
    const target = targetFrom(to, words);
    if (!target || isOwn(target.from, safe, known, words)) continue;
    const isPerformer = new RegExp(`^${PERFORMER}`).test(match[0]);
    const isThing =
      lists.factsOf(words[target.from]?.plain ?? '').ordinary > 0 && words[target.from]?.shape === 'lower';
    if ((isPerformer && !isThing) || isProper(target.from, words, lists, safe)) yield { from, to: target.to, how };
  }
  for (const match of line.text.matchAll(
    new RegExp(
      `\\b(?:${PERFORMER}|${SOMEONE})s? (?:from|in|off|of)(?: the)?(?: (?:movie|film|show|series|sitcom|band|musical|franchise|trilogy))?\\b`,
      'g',
    ),
  )) {
    const from = line.wordAt(match.index);
    const to = line.wordAt(match.index + match[0].length - 1) + 1;
    const target = targetFrom(to, words);
    if (!target || isOwn(target.from, safe, known, words)) continue;
    const isWork = /(?:movie|film|show|series|sitcom|band|musical|franchise|trilogy)$/.test(match[0]);
    const isPerformer = new RegExp(`^${PERFORMER}`).test(match[0]);
    const title = words
      .slice(target.from, target.to)
      .map(({ plain }) => plain)
      .join('');
    const isTitle =
      lists.titles.has(title) || lists.titles.has(words[target.from]?.plain ?? '') || lists.titles.has(`the${title}`);
    if (isTitle || ((isWork || (isPerformer && / from/.test(match[0]))) && isProper(target.from, words, lists, safe)))
      yield { from, to: target.to, how };
  }
  for (const match of line.text.matchAll(
    new RegExp(
      `\\b(?:current |former |sitting |late |ex |first |new |\\d+(?:st|nd|rd|th) )*(?:us |american |british |french |german |russian |chinese |english |spanish |italian |israeli |ukrainian |canadian |australian |indian |turkish |north korean )?${OFFICE} of (?:the )?(\\w+)`,
      'g',
    ),
  )) {
    const from = line.wordAt(match.index);
    const at = line.wordAt(match.index + match[0].length - 1);
    const place = words[at];
    if (!place || isOwn(at, safe, known, words)) continue;
    const isState =
      /(?:president|prime minister|chancellor|king|queen|pope|prince|princess|first lady|secretary of state|dictator|leader|mayor|governor)/.test(
        match[0],
      );
    const isMade =
      lists.titles.has(place.plain) ||
      lists.titles.has(`${place.plain}${words[at + 1]?.plain ?? ''}`) ||
      lists.titles.has(`the${place.plain}`);
    if (
      (isState &&
        (lists.countries.has(place.plain) ||
          lists.countries.has(words[at + 1]?.plain ?? '') ||
          /^(?:united|uk|usa|us|states|england|britain)$/.test(place.plain))) ||
      isMade
    )
      yield { from, to: at + 1, how };
  }
  for (const match of line.text.matchAll(
    /\b(?:same (?:actor|actress|guy|voice|face|man|woman) (?:as|from|in|that|who)|(\w+(?: \w+)?) (?:actor|actress|star|guy|girl|kid|lady|frontman|singer))\b/g,
  )) {
    const at = line.wordAt(match.index);
    const named = (match[1] ?? '').split(' ');
    const isKnownFor =
      match[1] === undefined ||
      lists.titles.has(named.join('')) ||
      lists.titles.has(`the${named.join('')}`) ||
      lists.titles.has(named.at(-1) ?? '') ||
      lists.publicCharacters.has(named.join('')) ||
      lists.publicCharacters.has(named.at(-1) ?? '');
    const first = words[match[1] === undefined ? at : at + named.length - 1];
    if (
      isKnownFor &&
      first &&
      (match[1] === undefined || first.shape === 'title') &&
      !isOwn(at + named.length - 1, safe, known, words)
    )
      yield { from: at, to: line.wordAt(match.index + match[0].length - 1) + 1, how };
  }
  for (const match of line.text.matchAll(DIRECT)) {
    const from = line.wordAt(match.index);
    yield { from, to: line.wordAt(match.index + match[0].length - 1) + 1, how };
  }
}

const DIRECT =
  /\b(?:(?:current|former|sitting|ex|late|\d+(?:st|nd|rd|th)) (?:us |american |british |french |german |russian |chinese )?(?:president|prime minister|chancellor|pope|first lady)|(?:us|uk|french|german|greek|dutch|czech|swiss|turkish|north korean|south korean|\w+(?:ian|can|ese|ish|eli|aqi|ani|istani)) (?:president|prime minister|chancellor|dictator)|(?:world )?richest (?:man|woman|person)(?: alive| in the world| on earth)?|celebrity (?:lookalike|look alike|double|impersonator|likeness|face|voice|deepfake)|famous (?:actor|actress|singer|celebrity|footballer|politician|rapper) (?:lookalike|look alike|double|face|likeness)|(?:the )?pope(?= (?:on|in|with|as|and|at|is|riding|wearing)\b|$)|longest (?:reigning|serving) (?:\w+ )?(?:queen|king|president|prime minister|monarch|chancellor)|first man on the moon|first woman in space|(?:most famous|best known|highest paid|greatest) (?:\w+ )?(?:actor|actress|singer|rapper|footballer|golfer|boxer|wrestler|director|scientologist|politician|comedian|(?:man|woman|person) (?:alive|in the world|on earth|in history))|(?:king|queen|princess) of (?:pop|soul|rock|rock and roll|england))\b/g;

function isOwn(
  at: number,
  safe: readonly (SafeSpan | undefined)[],
  known: KnownWords,
  words: readonly Word[],
): boolean {
  const kind = safe[at]?.kind;
  return kind === 'character' || kind === 'known' || known.characterWords.has(words[at]?.plain ?? '');
}

/** Written as the name of something, and not simply the name of a place. */
function isProper(
  at: number,
  words: readonly Word[],
  lists: Lexicon,
  safe: readonly (SafeSpan | undefined)[],
): boolean {
  const word = words[at];
  if (!word) return false;
  const isTitle =
    lists.titles.has(word.plain) ||
    lists.titles.has(`${word.plain}${words[at + 1]?.plain ?? ''}`) ||
    lists.titles.has(`the${word.plain}`);
  return (
    isTitle ||
    (word.shape === 'title' &&
      safe[at]?.kind !== 'place' &&
      !/^(?:scene|shot|take|unit|day|apartment|unit|room|building|marketing|accounts|props|wardrobe|camera|production|hair|makeup|stunts|casting|legal|finance|sound|grip|lighting|vfx)$/.test(
        word.plain,
      ))
  );
}
