/** Openings after which a person's name, even a single one, makes a request for a likeness. */
export const OPENINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:in )?(?:the )?likeness(?:es)? of\b/g, 'asks for a likeness'],
  [
    /\b(?:looks?|looking|look|dressed|made up|styled) (?:a lot |just |exactly |a bit |kind of |almost |very |more )*like\b/g,
    'asks for someone’s looks',
  ],
  [
    /\b(?:resembl(?:es|ing|e|ance to|ance of)|bears? a resemblance to|similar to|identical to|reminiscent of|evok(?:es|ing)|channel(?:s|l?ing)?|impersonat(?:es|ing|e|or of|ion of)|imitat(?:es|ing|e|ion of)|mimic(?:s|king)?)\b/g,
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
  [/\b(?:some(?:one|body)|any(?:one|body)) like\b|\bthe late\b|\ba bit(?= [a-z]+$)/g, 'asks for someone’s looks'],
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
export const FEATURES =
  /^(?:face|jawline|jaw|cheekbones?|smile|grin|voice|eyes?|eyebrows?|nose|lips?|hair|hairline|beard|swagger|laugh|accent|walk|gait|likeness|look|looks|mannerisms?|physique|profile|style|manner|palette|brushwork|films?|movies?|lookalike|double)$/;
/** After a name these ask for its looks or manner: `Brando type`. */
export const ENDINGS =
  /^(?:esque|style|styled|like|inspired|type|lookalike|impersonator|impression|impersonation|doppelganger|clone|deepfake|vibes?|energy|ish|likeness|voice|face|smile)$/;
/** After the surname of somebody known these ask for their manner: `a Nolan film`. */
export const WORKS =
  /^(?:films?|movies?|paintings?|thriller|western|portrait|photographs?|cover|songs?|ballad|soundtrack|score|biopic|documentary|frame|picture|novel|sculpture|mural|canvas)$/;
/** Words between an opening and the name. */
export const NOT_IN_TARGET = new Set(
  'a an the that this some any young younger old older late great famous legendary iconic actual real original early classic master artist painter illustrator photographer director filmmaker cinematographer composer designer architect writer actor actress singer rapper comedian musician performer star celebrity politician president senator footballer player athlete model mr mrs ms dr sir dame british american french italian german spanish japanese korean chinese indian canadian australian mexican brazilian russian hollywood bollywood very'.split(
    ' ',
  ),
);

/** People by their trade. */
export const PERFORMER =
  '(?:actor|actress|star|singer|rapper|comedian|comic|performer|lead|leading man|leading lady|frontman|frontwoman|drummer|guitarist|bassist|bass player|guitar player|keyboardist|keyboard player|lead guitarist|vocalist|presenter|host|hostess|anchor|newsreader|model|footballer|striker|goalkeeper|quarterback|boxer|wrestler|director|dj|youtuber|streamer|tiktoker|influencer|celebrity)';
/** People by nothing else. */
export const SOMEONE =
  '(?:whoever|anyone|guy|man|woman|girl|boy|bloke|chap|dude|lady|gentleman|kid|child|fella|one|person|blonde|brunette|redhead|bald guy|lad|lass|chick|villain|hero|baddie)';
/** What made them known. */
export const PLAYED =
  '(?:who |that |which )?(?:once |originally |first |also |famously )?(?:played|plays|playing|portrayed|portrays|portraying|starred in|starred as|stars in|starring in|starring as|was in|is in|voiced|voices|voicing|acted in|appeared in|appears in|did the voice of|does the voice of|won (?:the|an) (?:oscar|emmy|grammy|bafta|golden globe)(?: for| in)?|wrote|directed|sang|sings|fronted|fronts|leads|behind|(?:famous|known|best known) (?:for|from|as)(?: playing| his role in| her role in)?)(?: the (?:lead|part|role|hero|villain|title role|lead role)(?: role)? (?:in|of))?';
/** Offices and parts that one person at a time holds. */
export const OFFICE =
  '(?:president|prime minister|chancellor|king|queen|pope|prince|princess|first lady|vice president|secretary of state|dictator|emperor|leader|mayor|governor|founder|ceo|boss|owner|chairman|creator|inventor|lead singer|singer|frontman|front man|drummer|guitarist|vocalist|captain|coach|manager|striker|author|writer|director|star|stars|host|presenter)';
/** What anybody plays. */
export const NOT_PLAYED =
  /^(?:the |a |an |his |her |their |some |with |in |on |at |it |this |that |music |out |along |back |up |down |dead |for )*(?:piano|guitar|violin|cello|drums?|bass|trumpet|saxophone|sax|flute|harp|banjo|accordion|fiddle|organ|keyboards?|instrument|music|songs?|tunes?|records?|chess|cards?|poker|football|soccer|tennis|golf|rugby|cricket|baseball|basketball|hockey|pool|snooker|darts|games?|ball|dominoes|backgammon|marbles|tag|catch|hide|role|part|scene|lines?|fire|field|fields|front|background|foreground|frame|shot|take|back|window|corner|way|same|dead|harmonica|ukulele|tambourine|bagpipes|lute|lyre|horn|bugle|clarinet|oboe|notes?|charge|love|car|crowd|room|mirror)\b/;

/** Wording that points to one person by itself. */
export const DIRECT =
  /\b(?:(?:current|former|sitting|ex|late|\d+(?:st|nd|rd|th)) (?:us |american |british |french |german |russian |chinese )?(?:president|prime minister|chancellor|pope|first lady)|(?:us|uk|french|german|greek|dutch|czech|swiss|turkish|north korean|south korean|\w+(?:ian|can|ese|ish|eli|aqi|ani|istani)|french|greek|argentine|polish|german|dutch) (?:president|prime minister|chancellor|dictator|pope|pontiff|monarch)|(?:goalkeeper|captain|coach|striker|manager|president|king|queen) of the \w+ (?:national team|team|royal family)|(?:world )?richest (?:man|woman|person)(?: alive| in the world| on earth)?|celebrity (?:lookalike|look alike|double|impersonator|likeness|face|voice|deepfake)|famous (?:actor|actress|singer|celebrity|footballer|politician|rapper) (?:lookalike|look alike|double|face|likeness)|(?:the )?pope(?= (?:on|in|with|as|and|at|is|riding|wearing)\b|$)|longest (?:reigning|serving) (?:\w+ )?(?:queen|king|president|prime minister|monarch|chancellor)|first man on the moon|first woman in space|(?:most famous|best known|highest paid|greatest) (?:\w+ )?(?:actor|actress|singer|rapper|footballer|golfer|boxer|wrestler|director|scientologist|politician|comedian|(?:man|woman|person) (?:alive|in the world|on earth|in history))|(?:king|queen|princess) of (?:pop|soul|rock|rock and roll|england))\b/g;

/** Who makes what has a name of its own; before that name. */
export const MAKER =
  /\b(?:singer|author|writer|novelist|director|screenwriter|creator|showrunner|inventor|composer|star|stars|leads?|narrator|host|founder|frontman|frontwoman|drummer|guitarist|bassist|vocalist|rapper|ceo|voices?) (?:of|behind)(?: the)?\b/g;

const WHO =
  '(?:actor|actress|star|singer|rapper|comedian|comic|performer|frontman|drummer|guitarist|bassist|vocalist|presenter|host|model|footballer|striker|goalkeeper|quarterback|boxer|wrestler|director|dj|youtuber|streamer|tiktoker|influencer|celebrity|gymnast|sprinter|swimmer|astronaut|athlete|cyclist|sprinter|golfer|skater|gymnast|racing driver|driver|politician|scientist|physicist|billionaire|tycoon|author|writer|novelist|painter|chef|activist|president|prime minister|senator|chancellor|queen|king|princess|prince|runner|skier|tennis player|basketball player|player|general|whistleblower|ceo|entrepreneur|magician|guy|man|woman|lady|dude|girl|kid|bloke|person|one)s?';
const FAME =
  '(?:(?:two|three|four|five|six|seven|eight|nine|\\d+)? ?(?:oscars?|academy awards?|emmys?|grammys?|golden globes?|baftas?|wimbledon|super bowls?|world cups?|ballon d or|tour de france|grand slams?|nobel|pulitzer|(?:olympic )?gold medals|world records?|us open|palme d or)|heavyweight champion|impeached|re elected|elected president|resigned as|first walked on the moon|walked on the moon first|first (?:man|woman|person) (?:on|in|to)|first (?:black|female|woman)|head ?butted|bit off|(?:swan|meat) dress|tight end|e mc2?|relativity|apartheid|brexit|million (?:followers|subscribers|albums|records)|billion (?:followers|views)|(?:founded|invented|started|runs|owns|bought) (?:facebook|twitter|tesla|amazon|spacex|microsoft|apple|google|the i ?phone|the internet|the telephone|the light bulb|wikipedia|netflix)|painted the (?:mona lisa|sistine)|wrote (?:hamlet|imagine)|slapped .{1,20} oscars|burgers for money|hit single|number one (?:hit|single|album)|school for the climate|ran for president|lost an arm|one small step|(?:became|turned) (?:an? )?(?:actor|actress|politician|president|senator|governor)|olympic golds?|statue of liberty|school strikes?|strikes? for the climate|climate strikes?)';
/** People by what made them known to everybody. */
export const FAMED = new RegExp(
  `\\b(?:the |that |this )?${WHO} (?:who|that|with|whose)\\b(?: \\w+){0,7}? ${FAME}\\b|\\b(?:youtuber|influencer|streamer|tiktoker|pop star|rock star|movie star|film star|footballer|rapper)s? (?:who|that|whose)(?: \\w+){0,2} (?:everyone|everybody|people|won|married|dated|divorced|hated?|hates|eats|hosted|invented|headbutted|scored|broke|beat|shot|went|got|was|used to)\\b`,
  'g',
);

/** Somebody of one's own life, of whom a picture or a likeness is at hand. */
export const PRIVATE =
  /\b(?:(?:clone|copy|sample|lift|use|match) (?:the |his |her |their )?(?:voice|face|likeness|laugh|smile) (?:from|of|in|on) (?:my|our|his|her)(?: \w+)? (?:neighbou?r|boss|ex|sister|brother|wife|husband|mother|mom|mum|dad|father|daughter|son|cousin|friend|teacher|landlord|colleague|girlfriend|boyfriend|roommate|uncle|aunt|gran|grandma|grandpa)|(?:photo|picture|selfie|headshot|face|likeness|voice|scan|deep ?fake|caricature|impression) of (?:my|our|his|her)(?: real)?(?: \w+){0,2}? (?:neighbou?r|boss|ex|sister|brother|wife|husband|mother|mom|mum|dad|father|daughter|son|cousin|friend|teacher|landlord|colleague|co ?worker|producer|accountant|girlfriend|boyfriend|roommate|flatmate|uncle|aunt|gran|grandma|grandpa|manager|client|prime minister|president|mayor|ceo)|(?:my|our|his|her|their)(?: \w+){0,2}? (?:neighbou?r|boss|ex|sister|brother|wife|husband|mother|mom|mum|dad|father|daughter|son|cousin|friend|teacher|landlord|colleague|co ?worker|producer|accountant|girlfriend|boyfriend|roommate|flatmate|manager|client)\b(?: \w+){0,8}? (?:photos? attached|picture attached|photo enclosed|passport photo|see photo|from (?:the|this|her|his) photo|(?:use|from) (?:his|her|their) (?:\w+ )?(?:photo|picture|headshot|selfie|face|voice|facebook|instagram|linkedin))|make (?:this|him|her|it|them|me)(?: \w+)? (?:look |sound )?like (?:my|our) (?!character|hero|lead)\w+|(?:deep ?fakes?|(?:voice |face )?clones?|face swap) of (?:my|our|his|her|their|a|the) (?!character|hero|lead)\w+|(?:looks?|looking|sounds?) (?:exactly |just |a bit |a lot )?like (?:my|our)(?: \w+)? (?:neighbou?r|boss|ex|sister|brother|wife|husband|mother|mom|mum|dad|father|daughter|son|cousin|friend|teacher|landlord|colleague|co ?worker|producer|accountant|girlfriend|boyfriend|roommate|flatmate|uncle|aunt|gran|grandma|grandpa|manager|client|mayor|ceo)|(?:looks? like|looking like|sounds? like|image of|ringer for|lookalike of|likeness of|voice of|face of|impression of|resembl(?:es|ing|e)) the (?:current |us |american |british |french |russian |sitting )*(?:president|prime minister|pope|first lady|chancellor))\b/g;
