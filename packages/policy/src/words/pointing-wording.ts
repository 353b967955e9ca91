const NATIONS =
  'american|british|english|scottish|welsh|irish|french|german|italian|spanish|portuguese|dutch|belgian|swiss|austrian|danish|swedish|norwegian|finnish|icelandic|polish|czech|slovak|hungarian|romanian|bulgarian|greek|turkish|russian|ukrainian|serbian|croatian|bosnian|albanian|georgian|armenian|iranian|iraqi|israeli|lebanese|syrian|egyptian|moroccan|algerian|tunisian|nigerian|ghanaian|kenyan|ethiopian|senegalese|cameroonian|ivorian|south african|indian|pakistani|bangladeshi|chinese|japanese|korean|south korean|north korean|thai|vietnamese|filipino|indonesian|malaysian|australian|canadian|mexican|brazilian|argentine|argentinian|chilean|colombian|peruvian|venezuelan|cuban|jamaican';

/** Sides play under these. */
export const NATIONAL = new RegExp(`^(?:${NATIONS}|korean|african)$`);

const PLAYERS =
  '(?:captain|skipper|coach|head coach|manager|goalkeeper|keeper|striker|winger|midfielder|top scorer|bowler|batsman|playmaker|number (?:one|seven|nine|ten|eleven|\\d+))';

/** Trades by which an apposition names somebody. */
const TRADES =
  '(?:photographer|rapper|singer|pop star|actor|actress|director|film director|filmmaker|model|supermodel|painter|artist|street artist|sculptor|architect|designer|fashion designer|novelist|writer|author|poet|composer|conductor|pianist|violinist|dj|producer|footballer|striker|goalkeeper|boxer|golfer|tennis player|gymnast|sprinter|swimmer|skater|cyclist|racing driver|chef|comedian|presenter|youtuber|politician|president|prime minister|chancellor|leader|dictator|king|queen|prince|princess|billionaire|tycoon|oligarch|activist|astronaut|scientist|physicist|whistleblower)';

/** `who was`, before a part. */
export const WAS =
  /\b(?:who|whoever|(?:guy|man|woman|girl|boy|kid|one|actor|actress) (?:that|who)) (?:was|is|played)(?: the)?(?= \w)/g;

/** Who leads or plays for a side; the side is the first group. */
export const SIDE_OF = new RegExp(
  `\\b(?:the )?${PLAYERS} of (?:the )?(\\w+) (?:\\d{4} )?(?:\\w+ ){0,3}?(?:team|squad|side|eleven|winners|champions)\\b`,
  'g',
);
/** The same, the side first. */
export const SIDE = new RegExp(
  `\\b(\\w+) (?:(?:(?:world cup|olympics?|euros?|national|winning|losing|championship|record|cricket|rugby|football|\\d{4})(?: winning)? )+${PLAYERS}|${PLAYERS} (?:at|in|of|during) the (?:\\d{4} )?(?:world cup|euros?|olympics?)|number (?:one|seven|nine|ten|eleven|\\d+))\\b`,
  'g',
);

/** A name, then what they do and where they come from. */
export const TRADE_OF_NATION = new RegExp(
  `\\b\\w{1,14}(?: \\.)? (?:the|a) (?:${NATIONS}) (?:\\w+ ){0,2}?${TRADES}\\b`,
  'g',
);

/** `the Norwegian striker at …`: players by their country and what they are known for. */
export const NATIONAL_PLAYER = new RegExp(
  `\\bthe (?:${NATIONS}) (?:footballer|striker|goalkeeper|winger|midfielder|sprinter|gymnast|swimmer|boxer|golfer|tennis player|supermodel|pop star|racing driver) (?:at|of|for|who|with)\\b`,
  'g',
);

/** `that chef who …`: pointed at, and of a trade that the public knows people by. */
export const THAT_ONE =
  /\bthat (?:(?:tv|bald|blonde|british|american|famous|old|loud|angry|funny|french|italian) )*(?:chef|comedian|comic|singer|rapper|footballer|boxer|wrestler|scientist|physicist|naturalist|tv presenter|talk show host|politician|senator|billionaire|youtuber|influencer|streamer|golfer|gymnast|sprinter|magician|supermodel|pop star|popstar|tennis player|basketball player|film director) (?:who|whose)\b/g;

/** Kin of somebody of whom the news told. */
export const KIN_OF =
  /\b(?:widow|widower|wife|husband|son|daughter|brother|sister|mother|father|mistress|grandson|granddaughter) of the (?:\w+ )?(?:assassinated|murdered|former|disgraced|impeached|exiled|deposed) (?:\w+ )?(?:president|king|queen|prince|princess|pope|prime minister|tsar|dictator|singer|rapper)\b/g;
