// What the generator draws from. Invented surnames are partly coined from syllables, so that no list can hold them.

export const FIGURES =
  "Tom Hanks|Scarlett Johansson|Keanu Reeves|Meryl Streep|Denzel Washington|Margot Robbie|Cillian Murphy|Idris Elba|Natalie Portman|Christopher Walken|Anthony Hopkins|Viola Davis|Pedro Pascal|Florence Pugh|Timothée Chalamet|Cate Blanchett|Benedict Cumberbatch|Jennifer Lawrence|Leonardo DiCaprio|Morgan Freeman|Angelina Jolie|Ryan Gosling|Emma Thompson|Harrison Ford|Sigourney Weaver|Samuel L. Jackson|Mads Mikkelsen|Penélope Cruz|Javier Bardem|Marion Cotillard|Omar Sy|Juliette Binoche|Michelle Yeoh|Jackie Chan|Shah Rukh Khan|Deepika Padukone|Priyanka Chopra|Lupita Nyong'o|Chiwetel Ejiofor|Daniel Radcliffe|Taylor Swift|Freddie Mercury|Elvis Presley|Michael Jackson|David Bowie|Aretha Franklin|Bob Dylan|Bruce Springsteen|Billie Eilish|Kendrick Lamar|Ariana Grande|Justin Bieber|Dolly Parton|Johnny Cash|Amy Winehouse|Barack Obama|Angela Merkel|Vladimir Putin|Emmanuel Macron|Winston Churchill|Nelson Mandela|Volodymyr Zelensky|Narendra Modi|Margaret Thatcher|Hillary Clinton|Elon Musk|Jeff Bezos|Mark Zuckerberg|Steve Jobs|Albert Einstein|Stephen Hawking|Lionel Messi|Cristiano Ronaldo|Serena Williams|Usain Bolt|Roger Federer|Michael Jordan|LeBron James|Muhammad Ali|Simone Biles|Marilyn Monroe|Audrey Hepburn|Humphrey Bogart|Charlie Chaplin|Bruce Lee|Robin Williams|Heath Ledger|James Dean|Steven Spielberg|Quentin Tarantino|Wes Anderson|Hayao Miyazaki|Greg Rutkowski|Annie Leibovitz|Yayoi Kusama|Zaha Hadid|Oprah Winfrey|Gordon Ramsay|David Attenborough|Greta Thunberg".split(
    '|',
  );

export const GIVEN =
  'Sarah|Tomasz|Priya|Marcus|Ingrid|Jonas|Amelia|Kwabena|Javier|Chiara|Yusuf|Declan|Hiroshi|Fatima|Siobhan|Oksana|Rashid|Lucia|Kwame|Brigitta|Desmond|Giancarlo|Anneliese|Dimitri|Lauren|Arjun|Rowena|Zoltan|Aoife|Ruben|Beatrice|Callum|Daniela|Edmund|Freya|Gustavo|Helena|Imogen|Jasmin|Kenji|Leila|Mateo|Nadia|Olivier|Petra|Quentin|Rosalind|Stefan|Tamsin|Ulrika|Viktor|Wanda|Ximena|Yasmin|Zachary|Adrian|Bridget|Cedric|Dorothea|Emilio|Felicity|Gareth|Harriet|Ivan|Joanna|Konrad|Lorenzo|Miriam|Nikolai|Octavia|Pascal|Ramona|Sebastian|Theodora|Umberto|Valeria|Winifred|Yolanda'.split(
    '|',
  );

export const SURNAMES =
  "Mitchell|Wieczorek|Raghunathan|Adeyemi|Solheim|Bergqvist|Hartwell|Mensah|Montalbán|Benedetti|Karahan|Whitcombe|Tanabe|Lacombe|Gallagher|Holloway|Henriksen|Kowalski|Abernathy|Petrenko|Al-Mansouri|Fernández|Boateng|Hallström|Achterberg|Pellegrini|Papadakis|Whitfield|Malhotra|Castleberry|Farkas|Brennan|Ashdown|Delacroix|Donnelly|Pemberton|Oberholtzer|Fitzgerald|Hargreaves|Nygaard|Lindqvist|Okonkwo|Villanueva|Krishnamurthy|Achebe|Rosenthal|Steinberg|Kuznetsov|Yamamoto|O'Rourke|McAllister|Van der Berg|De Luca|Rousselot|Thorvaldsen|Wojciechowski|Bianchi|Haraldsen|Novotny|Ferreira".split(
    '|',
  );

/** Syllables of surnames that nobody has. */
export const SYLLABLES = {
  starts:
    'Brev|Drux|Halv|Kest|Lorm|Mard|Nesk|Orv|Prend|Quell|Rath|Skel|Thund|Ulm|Varn|Wexl|Yord|Zand|Crell|Fenn|Gort|Hask|Jarv'.split(
      '|',
    ),
  ends: 'ander|ingham|elski|owicz|ström|enko|atti|ouki|adze|erson|imoto|ashian|ovic|elaar|etti|oglu|worthy|ikova|arez|undsen'.split(
    '|',
  ),
};

export const ACTIONS =
  'walking down the street|at a desk, morning light|in the rain, 35mm|on a rooftop at dusk|eating soup in a diner|riding a bicycle|reading a letter|behind a counter|laughing, close-up|on stage, red light|in a yellow raincoat|at the bus stop|by the window|in a snow storm|holding a lantern'.split(
    '|',
  );

export const STOP_FRAMES =
  '{name} {action}|A portrait of {name} {action}|cinematic still, {name}, {action}|Please add {name} to the background|photo of {name}, {action}|The bartender is {name}.|replace the extra with {name}|INT. DINER - NIGHT. {name} sits down.|comp note: swap in {name} for shot 12|Client wants {name} in frame {number}|make the guard look like {name}|with the face of {name}|in the voice of {name}|VO temp: {name}|ref: {name}, {action}|a digital double of {name}, {action}|Hi, can we use {name} for the crowd?|wide shot, {name} {action}, film grain|deepfake of {name}|we see {name} {action}'.split(
    '|',
  );

export const PLACES =
  "Paris|Florence|Victoria Station|Washington Square|St. James's Park|Lake Victoria|San Diego|Madison Avenue|Jordan|Georgia|Charlotte|Sydney|Lincoln Center|Houston Street|Santa Monica|Adelaide|Carson City|Alice Springs|Prince Edward Island|Charles Bridge|Mount Elizabeth|Port Elizabeth|Fort William|St Petersburg|King's Cross|Jackson Hole|Chelsea|Brooklyn|Verona|Siena|Alexandria|Austin|Dallas|Phoenix|Regina|Wellington|Hamilton|Kingston|Nelson|Darwin|Santiago|San Marco|Sacramento|Mont Blanc|Ben Nevis|Loch Lomond|Regent Street|Baker Street|Francis Street|Lexington Avenue|Harlem|Trafalgar Square|Notting Hill|Albert Dock|Hyde Park|Griffith Park|the George Washington Bridge|the Abraham Lincoln Memorial|John F. Kennedy Airport|Martin Luther King Boulevard".split(
    '|',
  );
export const BRANDS =
  "Levi's|Harley-Davidson|Mercedes-Benz|Wells Fargo|Calvin Klein|Louis Vuitton|John Deere|Jack Daniel's|Ralph Lauren|Rolls-Royce|Aston Martin|Ray-Ban|Marks & Spencer|Tim Hortons|Yves Saint Laurent|Tommy Hilfiger|Jimmy Choo|Johnnie Walker|Captain Morgan|Dr. Martens|Smith & Wesson|Steinway|Ben & Jerry's|Hugo Boss|Stella Artois|Ford Mustang|Land Rover|Michael Kors|Trader Joe's|Wendy's|Dom Pérignon|Cartier|Hewlett-Packard|Johnson & Johnson|Ernst & Young|Goldman Sachs|Barnes & Noble|Alfa Romeo|Fender Stratocaster|Gibson Les Paul".split(
    '|',
  );
export const METHODS =
  'Gaussian blur|Fresnel falloff|Lambert shading|Perlin noise|Worley noise|Bayer pattern|Voronoi fracture|Cook-Torrance BRDF|Newton solver|Navier-Stokes solve|Catmull-Clark subdivision|Hanning window|Lanczos filter|Poisson sampling|Henyey-Greenstein phase|Oren-Nayar plaster|Delaunay mesh|Laplacian blend|Kalman filter|Runge-Kutta step|Bézier curve|Hermite spline|Rayleigh scattering|Mie haze|Beer-Lambert absorption|Sobel edge|Euler angles|Fourier transform|Gerstner waves|Kelvin wake|Halton sequence|Schlick term|Mitchell filter|Phong highlight|Porter-Duff over|Coriolis force|Doppler shift|Mach diamond|Markov chain|Monte Carlo noise'.split(
    '|',
  );
export const GEAR =
  'Cooke S4 32mm|Zeiss Supreme Prime|ARRI Alexa Mini|RED Dragon|Kodak Vision3 500T|Leica Summilux-C|Angenieux Optimo|Panavision Primo|Sony Venice|Blackmagic Ursa|Houdini Karma|Nuke Studio|Arnold|Mari|Katana|Unreal Engine|Davinci Resolve|Fisher dolly|SkyPanel|Sachtler head'.split(
    '|',
  );
export const MANNERS =
  'Art Deco|Bauhaus|Victorian|Edwardian|Georgian|Tudor|film noir|Rembrandt|Caravaggio|Vermeer|French New Wave|Gothic|Rococo|Ukiyo-e|Hokusai|a 1970s thriller|an old newsreel|Dutch still life|Brutalist concrete|Soviet posters|watercolour|a storybook|Monet|Van Gogh|Art Nouveau'.split(
    '|',
  );
export const STORY =
  "Zeus|Medusa|Noah's ark|Adam and Eve|King Arthur|Robin Hood|Santa Claus|Cleopatra|Julius Caesar|Hercules|Icarus|Saint George|the Virgin Mary|Joan of Arc|Merlin|Dracula|Frankenstein|Sherlock Holmes|Romeo and Juliet|Peter Pan|Anubis|Odin|Moses|Icarus|Pinocchio".split(
    '|',
  );
export const CHARACTERS =
  'Elena Marsh|Ray Cole|Aldous Finch|Mireille Duval|Kael Vorn|Tobias Wren|Lena Brandt|Isaac Rourke|Yuki Harada|Emil Sorensen|Gideon Ashgrove|Ludmila Horáková|Nadia Petrov|Josephine Tull|Castor Bell'.split(
    '|',
  );
export const WORD_LINES =
  "Rose petals fall at frame {number}|Will the dust hold until frame {number}?|Mark the floor for take {number}|Grace period ends at {number}|Hope fades from the sky, frame {number}|Art department plans, sheet {number}|Bill of lading number {number}|Frank note: cut {number} frames|Chase sequence, part {number}|Grant access to node {number}|Pat the horse, take {number}|Drew a line at {number}|Dean's office, room {number}|Hunter green, swatch {number}|Mason jar, prop {number}|Summer haze, look {number}|April showers, plate {number}|Dawn breaks at frame {number}|Faith healer, crowd tile {number}|Max exposure {number}|Miles of road, plate {number}|Ray of light at {number}|Rich reds, swatch {number}|Rob the bank, scene {number}|Sandy floor, take {number}|Skip frames {number} to 20|Sunny side, plate {number}|Wade through water, shot {number}|Young couple, scene {number}|Black Stone wall, tile {number}|White King on square {number}|Stone steps, scan {number}|Ivy wall, Holly gate, {number} leaves|Penny arcade, machine {number}|Violet dusk, grade {number}|Jack the car up {number} cm|Amber light {number}|Robin on the spade, take {number}|Carol singers, tile {number}|Gene lab, room {number}".split(
    '|',
  );
export const PASS_FRAMES = {
  place:
    'Wide shot of {item} at dusk, frame {number}|EXT. {item} - NIGHT|drone over {item}, early mist|matte painting of {item}, {number} layers|Extend the set toward {item}|a map of {item} on the wall|{item} in the rain, 35mm|traffic near {item}, plate {number}'.split(
      '|',
    ),
  brand:
    'paint out the {item} logo|a {item} sign in the window, frame {number}|the {item} label must be cleared|{item} ad on the bus, plate {number}|she unpacks a {item} box'.split(
      '|',
    ),
  method:
    '{item}, strength {number}|use {item} on the matte edge|the {item} is too strong at frame {number}|switch to {item} in comp|bake the {item} before lighting'.split(
      '|',
    ),
  gear: 'shot on {item}, plate {number}|{item} for the inserts|the {item} flickers at frame {number}|we rent a {item} again'.split(
    '|',
  ),
  manner:
    'in the style of {item}, frame {number}|{item} mood for scene {number}|a lobby in {item} manner|title card like {item}'.split(
      '|',
    ),
  story:
    '{item} mural cracks at frame {number}|a statue of {item} in the square|stained glass: {item}|tapestry with {item}, tile {number}'.split(
      '|',
    ),
  character:
    "{first} turns. {first}'s hand shakes.|{name} crosses the yard, frame {number}.|{upper} (V.O.)|Close on {first}, dust behind.|{name}, coat open, at the gate.|sq0{number}_{first}_walk_v00{number}.mov|INT. {upperFirst}'S FLAT - NIGHT|Young {name} runs through corn.".split(
      '|',
    ),
  file: 'sq0{number}_sh0{number}0_comp_v{number}.exr|/mnt/plates/A00{number}C0{number}_240611.mov|lgt_stoneWall_key_v{number}.usd|render_log_2026-03-{number}.txt|tex_brickOld_albedo_{number}k.tx|charSheet_guard{number}_turnaround.psd|cam_hero_{number}mm_lensGrid.dpx|roto_whiteHorse_v{number}.nk'.split(
    '|',
  ),
};
