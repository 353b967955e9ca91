// How long decisions and explanations take: node bench/policy.mjs [--json] [--decisions 2000]
//
// A studio with 10,000 consents of 500 performers. In "first time" each use has a fact of its own that no rule reads (the
// engine); in "any facts" all that rules read is drawn anew: day, step, answers, who the performers are, what was signed.
// In "new gate" nothing has been asked before. "cpu" is processor time of the whole process, for machines that are not idle.
// The other figures are a studio at work, where most facts have come up before.
import { createPolicyGate } from '../packages/policy/dist/index.js';

const CONSENTS = 10_000;
const PER_PERFORMER = 20;
const EXPLANATIONS = 50;
const FIRST_TIMES = 200;
const NEW_GATES = 20;
const at = process.argv.indexOf('--decisions');
const DECISIONS = at < 0 ? 2_000 : Number(process.argv[at + 1]);

const AT = '2026-09-01T12:00:00.000Z';
const PACKS = ['california', 'eu-ai-act', 'netflix', 'sag-aftra'];
const OPERATIONS = ['re-age', 'performance-change', 'replica', 'voice-synthesis', 'dub', 'scan'];
const ANSWERS = [
  'recreatesOthersWork',
  'refersToOthers',
  'couldBeTakenForReal',
  'affectsUnionWork',
  'usesUnreleasedMaterial',
  'usesPersonalData',
  'trainsOnUnclearedWork',
  'isProminent',
];
const KINDS = ['digital-alteration', 'digital-alteration', 'employment-based-replica', 'voice', 'voice'];
const random = createRandom(20261125);
const pick = (list) => list[Math.floor(random() * list.length)];

const consents = Array.from({ length: CONSENTS }, (_, index) => makeConsent(index));
const byPerformer = groupByPerformer(consents);
const performers = [...byPerformer.keys()].map((id) => ({
  id,
  production: 'bench',
  name: `Performer ${id}`,
  aliases: [],
  characters: [],
  status: { kind: 'living' },
  referenceCount: 0,
  createdAt: AT,
}));

const startedMs = performance.now();
const gate = createPolicyGate();
const loadMs = performance.now() - startedMs;

const figures = {
  consents: CONSENTS,
  decisions: DECISIONS,
  loadMs: round(loadMs),
  nobody: measure(() => makeUse(0, [])),
  onePerson: measure(() => makeUse(1, [])),
  onePersonAllPacks: measure(() => makeUse(1, PACKS)),
  threePeopleAllPacks: measure(() => makeUse(3, PACKS)),
  threePeopleAllPacksRefused: measure(() => makeUse(3, PACKS, 'another-film')),
  threePeopleAllPacksFirstTime: measure((run) => ({ ...makeUse(3, PACKS), engine: `engine-${run}` }), FIRST_TIMES),
  threePeopleAllPacksAnyFacts: measure(() => makeAnyUse(3, PACKS)),
  explanation: measure(() => makeUse(3, PACKS), EXPLANATIONS, gate.explain),
  threePeopleAllPacksNewGate: measure(() => makeAnyUse(3, PACKS), NEW_GATES, askNewGate()),
};
console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);

/** Facts are made beforehand, as the studio gathers them before it asks. */
function measure(makeFacts, runs = DECISIONS, ask = gate.decide) {
  const warmUp = Math.min(500, runs);
  const facts = Array.from({ length: runs + warmUp }, (_, run) => makeFacts(run));
  const outcomes = {};
  const timesMs = [];
  const cpuTimesMs = [];
  for (const [run, use] of facts.entries()) {
    const cpuBefore = process.cpuUsage();
    const beforeMs = performance.now();
    const answer = ask(use);
    const tookMs = performance.now() - beforeMs;
    const { user, system } = process.cpuUsage(cpuBefore);
    if (run < warmUp) continue;
    timesMs.push(tookMs);
    cpuTimesMs.push((user + system) / 1000);
    const { outcome } = answer.decision ?? answer;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  const [p50Ms, p99Ms, maxMs] = quantiles(timesMs);
  const [cpuP50Ms, cpuP99Ms, cpuMaxMs] = quantiles(cpuTimesMs);
  return { p50Ms, p99Ms, maxMs, cpuP50Ms, cpuP99Ms, cpuMaxMs, outcomes };
}

/** Asks a gate made beforehand for each use, so that none has anything to remember. */
function askNewGate() {
  const gates = Array.from({ length: 2 * NEW_GATES }, () => createPolicyGate());
  return (use) => gates.pop().decide(use);
}

function quantiles(timesMs) {
  const sorted = timesMs.toSorted((a, b) => a - b);
  return [0.5, 0.99, 1].map((fraction) => round(sorted[Math.floor(fraction * (sorted.length - 1))]));
}

function makeUse(count, packs, production = 'bench') {
  const people = Array.from({ length: count }, () => {
    const performer = pick(performers);
    const known = byPerformer.get(performer.id);
    const operation = pick(pick(known).scope.operations).operation;
    const use = {
      performer: performer.id,
      operation,
      years: 1 + Math.floor(random() * 12),
      language: 'en',
      replacesWork: false,
    };
    return { use, performer: { ...performer, production }, consents: known };
  });
  return {
    action: 'make-take',
    at: AT,
    production,
    shot: `sq010/sh${String(10 * Math.ceil(random() * 40)).padStart(4, '0')}`,
    packs,
    recipeHash: 'a'.repeat(64),
    useHash: 'c'.repeat(64),
    engine: 'collapse',
    purpose: pick(['ideation', 'temp', 'final']),
    declared: { element: 'performer', people: people.map(({ use }) => use), models: [] },
    requestedBy: { name: 'Ada', role: 'artist' },
    inputs: [
      { role: 'plate', name: 'plate.png', licence: { owner: 'The crew', statement: 'Made for this production.' } },
    ],
    people,
    models: [],
    words: [],
    faces: [],
    likenesses: [],
    approvals: ['supervisor', 'legal', 'producer'].map((role) => ({
      by: { name: role, role },
      recipeHash: 'a'.repeat(64),
      useHash: 'c'.repeat(64),
      at: AT,
    })),
    approvingRoles: [],
  };
}

/** The same with all that a rule may read drawn anew. */
function makeAnyUse(count, packs) {
  const use = makeUse(count, packs);
  const day = new Date(Date.UTC(2024 + Math.floor(random() * 8), 0, 1 + Math.floor(random() * 365)));
  const answers = ANSWERS.map((name) => [name, pick([true, false, undefined])]);
  return {
    ...use,
    action: pick(['make-take', 'keep-take', 'view-take', 'deliver-take']),
    at: day.toISOString(),
    declared: {
      ...use.declared,
      ...Object.fromEntries(answers),
      element: pick(['other', 'background', 'key-visual', 'performer']),
    },
    approvals: use.approvals.filter(() => random() < 0.5),
    approvingRoles: ['supervisor', 'producer'].filter(() => random() < 0.5),
    marks: pick([undefined, { signedMetadata: random() < 0.5, watermark: random() < 0.5 }]),
    isUnionOnStrike: random() < 0.1,
    people: use.people.map(makeAnyPerson),
  };
}

function makeAnyPerson({ use, performer, consents }) {
  const died = `${1900 + Math.floor(random() * 120)}-01-01`;
  const status = pick([
    { kind: 'living' },
    { kind: 'minor' },
    { kind: 'deceased', diedOn: died },
    { kind: 'synthetic' },
  ]);
  const words = consents[0].description.split(' ');
  return {
    use: { ...use, isAsScripted: random() < 0.2, replacesWork: pick([true, false, undefined]) },
    performer: { ...performer, status },
    consents: consents.map((consent) => ({
      ...consent,
      kind: pick(KINDS),
      description: words.slice(0, Math.floor(random() * words.length)).join(' '),
      signature: { ...consent.signature, by: pick(['performer', 'authorised-representative', 'union']) },
    })),
  };
}

function makeConsent(index) {
  const operation = pick(OPERATIONS);
  const day = (month) =>
    `2026-${String(month).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
  return {
    id: `c${index}`,
    production: 'bench',
    performer: `p${Math.floor(index / PER_PERFORMER)}`,
    kind: pick(KINDS),
    description:
      'In the scenes at the harbour in 1998 the performer plays a younger self, as agreed on set; nothing else is changed.',
    scope: {
      shots:
        random() < 0.5
          ? 'all'
          : Array.from({ length: 10 }, (_, shot) => `sq010/sh${String(10 * (shot + 1)).padStart(4, '0')}`),
      operations: [operation === 're-age' ? { operation, mostYears: 1 + Math.floor(random() * 15) } : { operation }],
      languages: random() < 0.7 ? ['en', 'de'] : ['fr'],
    },
    term: { from: day(1), until: day(6 + Math.floor(random() * 7)) },
    territory: 'world',
    signature: { by: 'performer', name: 'X', signedOn: day(1), isSeparatelySigned: random() < 0.9 },
    cover: random() < 0.5 ? { unionAgreement: 'SAG-AFTRA 2023' } : {},
    state: random() < 0.85 ? 'granted' : 'withdrawn',
    document: { sha256: 'd'.repeat(64), name: 'signed.pdf', byteLength: 1000 },
    createdAt: AT,
  };
}

function groupByPerformer(all) {
  const groups = new Map();
  for (const each of all) groups.set(each.performer, [...(groups.get(each.performer) ?? []), each]);
  return groups;
}

/** Mulberry32: the same studio every time. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function round(ms) {
  return Number(ms.toFixed(3));
}
