/** Faces of advertisements and of the internet, and forms of address that one person has. */
export const FACES =
  /\b(?:guy|man|woman|girl|boy|kid|lady|dude|blonde|couple|baby|twins) (?:from|in|of) (?:the |that |those )?(?:\w+ ){1,4}?(?:commercials?|adverts?|ads?|memes?)\b|\bmost interesting man in the world\b|\bhis holiness\b|\b(?:nba|nfl|wwe|ufc|f1) (?:player|star|coach|champion|driver|fighter)s? (?:who|with the most)\b/g;

/** Trades that the public knows people by. */
const TRADES =
  '(?:actor|actress|star|singer|rapper|comedian|comic|pop star|rock star|songwriter|frontman|drummer|guitarist|bassist|pianist|violinist|composer|conductor|presenter|host|footballer|striker|goalkeeper|quarterback|pitcher|boxer|wrestler|swimmer|sprinter|runner|cyclist|golfer|skater|gymnast|driver|player|skier|coach|director|filmmaker|producer|screenwriter|author|writer|novelist|poet|playwright|painter|artist|sculptor|architect|designer|photographer|politician|president|prime minister|senator|scientist|physicist|chemist|mathematician|astronaut|cosmonaut|explorer|mountaineer|billionaire|tycoon|entrepreneur|founder|ceo|activist|whistleblower|dissident|spy|magician|chef|youtuber|streamer|influencer|model|supermodel|dancer|ballerina|lawyer|general|aviator|pilot|journalist|philosopher|economist|psychologist|nurse|inventor|engineer|king|queen|prince|princess|pope)s?';
const ANYONE = '(?:man|woman|guy|girl|boy|lady|dude|bloke|kid|person|one|couple|brothers|sisters|duo)';
const DEEDS =
  '(?:wrote|directed|won|founded|cofounded|invented|discovered|created|painted|composed|interrupted|married|dated|divorced|beat|defeated|replaced|succeeded|fought|produced|recorded|sang|designed|assassinated|slapped|punched|head ?butted|bit|hosts?|hosted|runs|ran|led|coached|scored|broke|wore|landed|crossed|climbed|swam|flew|freed|signed|resigned|lost|leaked|bought|owns|sued|discovered|cracked|sculpted|photographed|choreographed|popularised|popularized|starred|duetted|feuded|impersonates|impersonated|inspired|split|explained|proved|sank|sailed|refused|became|went|started|built|made|has|holds)';

const LEAGUES =
  'nba|nfl|nhl|mlb|wnba|premier league|formula one|f1|la liga|bundesliga|serie a|champions league|wwe|ufc';

/** Ranks that only one holds: `the youngest Nobel winner`, `the fastest man alive`. */
export const SUPERLATIVE = new RegExp(
  `\\b(?:only|first|most|youngest|oldest|last|second|fastest|tallest|richest|heaviest|strongest|shortest|longest serving)(?: \\w+){0,4}? (?:${[
    '(?:nobel|oscar|emmy|grammy|wimbledon|olympic|pulitzer|world cup|super bowl|formula one|f1|heavyweight|chess)(?: \\w+){0,3}? (?:winners?|champions?|laureates?|medalists?|medallists?)',
    '(?:man|woman|person|human|girl|boy|african|american|indian|asian)(?: \\w+)? (?:alive|in the world|on earth|in history|in space|on the moon|ever)',
    '(?:man|woman|person|human|african|american|indian|asian|briton|driver|player|rapper|singer|actor|actress|director|astronaut) to (?:win|walk on|climb|fly|orbit|swim the|reach the|circumnavigate|sail around|run (?:a|the)|break|receive|become|hold|step on|set foot|be elected|lead)',
    '(?:\\w+ pope|billionaire|black president|female president|woman president|female prime minister|us president|american president|tsar|emperor of \\w+|beatle|pope|self made billionaire)',
    `(?:player|coach|rookie|driver|scorer|champion)s?(?: \\w+){0,4}? (?:${LEAGUES})`,
  ].join('|')})\\b`,
  'g',
);

/** Somebody who did what people are known for; a name follows. */
export const DEED = new RegExp(
  `\\b(?:the|that|this)(?: \\w+){0,2}? (?:(${TRADES})|${ANYONE}) (?:who|that|which) (?:\\w+ ){0,1}?${DEEDS}\\b`,
  'g',
);

/** Trades of stage, screen, sport and state, of whom a line says something with a name in it only if it means one. */
const CELEBRITIES =
  '(?:actor|actress|singer|rapper|comedian|pop star|rock star|songwriter|frontman|guitarist|drummer|footballer|striker|goalkeeper|quarterback|boxer|wrestler|swimmer|sprinter|golfer|gymnast|skier|skater|tennis player|racing driver|filmmaker|politician|senator|billionaire|youtuber|streamer|influencer|supermodel)';

/** Somebody of whom something is told. */
export const FAME = new RegExp(
  `\\b(?:the|that)(?: \\w+){0,2}? (?:(${CELEBRITIES})|${TRADES}|${ANYONE}) (?:who|that)\\b`,
  'g',
);

/** Parts and people in front of a title. */
export const PART_IN = new RegExp(
  `\\b(?:the|that|those|this|an?)(?: \\w+){0,3}? (?:doctor|dad|mom|mum|mother|father|son|daughter|brothers?|sisters?|twins?|cast|villain|hero|heroine|sidekick|detective|nurse|cop|teacher|wizard|witch|elf|hobbit|dwarf|vampire|lawyer|butler|boss|professor|pianist|violinist|leads?|stars?|members?|neighbou?r|couple|kids?|trio|duo|judges?|contestant|host|bartender|waitress|killer|captain|princess|queen|king|nanny|babysitter|${CELEBRITIES}) (?:of|from|in|on)(?: the)?\\b`,
  'g',
);

/** Who makes or leads a work, a band or a company; behind its name. */
export const MADE_BY =
  /^(?:director|star|lead|writer|creator|composer|author|singer|founder|cofounder|ceo|frontman|guitarist|drummer|bassist|vocalist|host|showrunner|puppeteer|narrator|inventor|screenwriter|cinematographer|captain|goalkeeper|striker|coach)$/;

/** Performers and makers in other languages, before a part or a work: `l'acteur qui a joué dans …`. */
export const FOREIGN_PART =
  /\b(?:l|el|la|le|il|o|a|der|die|den|un|de)? ?(?:l?acteur|l?actrice|actor|actriz|attore|attrice|lattore|lattrice|ator|atriz|schauspieler|schauspielerin|cantante|chanteur|chanteuse|sanger|sangerin|cantor|cantora|realisateur|realisatrice|regista|regisseur|director|directora)(?: (?:qui|que|che|der|die|de|du|von|del|della|do|da|aus|dans|dal|dalla)) (?:\w+ ){0,4}?/g;

/** Crowns and offices, meant where they have a capital. */
export const CROWN =
  /\bthe (?:late (?:queen mother|queen|king|pope|princess|prince|duke|duchess|president|prime minister)|first lady|queen mother|prince consort)\b/g;

/** Kin of a crown. */
export const CROWN_KIN =
  /\b(?:the )?(queen|king|president|prime minister|pope) (?:eldest |youngest |older |younger |oldest |second |late |ex )*(?:son|daughter|grandson|granddaughter|wife|husband|brother|sister|mother|father|cousin|widow|grandchildren)\b/g;

/** A public trade and the country it comes from. */
export const ORIGIN =
  /\b(?:that|the)(?: \w+){0,2}? (?:activist|politician|dissident|whistleblower|pop star|teen star|supermodel|oligarch|footballer|sprinter|boxer|dictator|billionaire) (?:from|of)(?: the)? \w+\b/g;

/** Before a title: whoever it was made about. */
export const REAL = /\bthe real(?: life)?\b/g;
