const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words before a name that make one likely. */
export const NAME_CUES = words(`
  by with of like starring featuring feat ft cast actor actress director singer named called portrait photo photograph
  picture image interview meet mr mrs ms miss dr sir dame lord lady judge professor prof captain president senator uncle
  aunt de por von par mit con add neighbour neighbor friend colleague model`);

/** What people do: after two unknown words with capitals it makes a name likely. */
export const PERSON_VERBS = words(`
  walks runs smiles drives sits stands eats laughs cries dances sings enters turns looks waves whispers shouts holds buys
  reads writes sleeps wakes drinks smokes nods shrugs kneels jumps climbs rides swims cooks paints plays fights kisses hugs
  hides waits listens speaks says asks answers leaves stares glares grins frowns sighs yawns knits prays bows salutes
  shaves dresses paces leans lies crouches screams sobs winks points throws catches lifts carries pushes opens closes
  walking running smiling driving sitting standing eating laughing crying dancing singing reading sleeping drinking smoking
  kneeling jumping riding swimming cooking painting playing fighting waiting holding leaning wearing looking posing
  sells sharpens leans steps ties mends adjusts lights folds weeds sweeps pours barks signs counts tastes carries dives
  locks fixes paddles surfs gestures hesitates shivers chuckles giggles mutters groans sneezes coughs limps strolls jogs
  dashes sprints hurries wanders peers gazes squints blinks scowls pouts grimaces smirks beams weeps yells calls phones
  texts types dials knocks hammers drills sews digs plants waters feeds pets hugs slaps punches kicks ducks crawls climbs
  boards exits arrives rushes storms stumbles trips collapses faints rolls flips folds unfolds tears wipes washes scrubs
  peels chops stirs bakes serves eats sips gulps chews swallows licks spits vapes juggles conducts preaches lectures
  teaches argues pleads begs apologises apologizes confesses lies laughs raps performs hums whistles strums drums moonwalks
  skates skis cycles pedals drives parks steers sails rows fishes hunts aims shoots ducks surrenders bowls serves dunks
  hauls cleans mops scrolls carves hums irons paints sketches draws digs rakes mows snips trims packs unpacks loads unloads
  unlocks buttons zips ties unties wraps unwraps polishes shines sands saws hangs spreads pins glues stacks sorts files
  shuffles deals bets wins loses scores kicks passes blocks tackles swings pitches bats catches volleys spins twirls
  curtsies skips hops leaps dives floats drifts paddles wades splashes showers bathes brushes combs braids plaits
  ponders frets worries hopes wishes remembers forgets recalls decides refuses accepts agrees denies admits insists
  interrupts replies responds announces declares orders demands requests offers invites greets thanks
  putts boxes wrestles flexes stretches meditates prays sleeps dreams snores tells gives takes puts sets checks studies
  examines inspects repairs builds paces grabs drops flings hurls tosses tugs pulls shoves drags clutches cradles rocks`);

/** Words before a thing; names rarely follow them. */
export const DETERMINERS = words(`
  the a an this that these those each every some any no our your their his her its my another`);

/** Small words inside names: de la, van der, bin. */
export const PARTICLES = words(`
  de da do dos das del della di du des la le van von der den ter ten bin ibn al el ben abu st mac mc y e san zu af o`);

/** English words that no name starts or ends with, though lists of names hold some of them. */
export const NEVER_NAMES = words(`
  a an and are as at be but by can did do does for from had has have he her here hers hi hello hey dear thanks cheers
  regards him his how i if in is it its me my no nor not of off on or our out over she so than that the their them then
  there these they this those to too under up us was we were what when where which while who why with yes yet you your
  all also any both each few more most much other some such only own same just now very again please ext int cut fade
  scene shot take day night morning evening afternoon later continuous re fw fwd cc ps fyi asap tbd wip ok okay sorry
  congrats best love next last new old final first second third one two three four five six seven eight nine ten`);

/** Small and everyday words of other languages, which lists of names hold too; only where they are in lower case. */
export const FOREIGN_WORDS = words(`
  au aux du una uno un une ein eine einer eines einem einen der die das dem des les aux ils elle elles est sont sur sous dans avec
  en sans pour par vers chez con sin para por sobre entre desde hasta como pero muy mas los las unos unas sus su il lo gli
  nel nella nei sul sulla dal dalla che chi non per tra fra come piu um uma os as no na nos nas em com sem sob ao pelo
  pela que und oder mit ohne auf aus bei bis durch gegen nach seit vor zum zur ist sind war nicht auch nur wie als noch
  im am es een het voor met op uit naar door och att det den som pa till av med ikke fra til ved w z na do od po nie jak
  jest ve bir ile icin gibi calle noche mar sol luz mesa casa playa plaza rue nuit mer lune maison nacht strasse haus
  meer wald mann frau plano plan gran vista alma luna cara mano manos ojos primo primer piano campo lungo stella
  caballo blanco blanca negro negra rojo roja verde azul cielo lluvia viejo vieja hombre mujer nino chica coche puerta
  vieux vieille homme femme enfant ciel pluie noir noire blanc blanche rouge vert bleu route porte jardin bois vecchio
  vecchia uomo donna cielo pioggia nero bianco rosso verde mare strada porta giardino homem mulher menino chuva alter
  alte junge kleine grosse schwarz weiss rot blau baum berg fluss`);
