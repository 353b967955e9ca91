// Decisions a second, and the slowest of a hundred: node bench/policy.mjs [--json]
import { createPolicyGate } from '../packages/policy/dist/index.js';

const DECISIONS = 10_000;
const WARM_UP = 1_000;

const licence = { owner: 'The crew', statement: 'Made for this production.' };
const facts = {
  action: 'make-take',
  recipeHash: 'a'.repeat(64),
  useHash: 'c'.repeat(64),
  engine: 'collapse',
  requestedBy: { name: 'Ada', role: 'artist' },
  inputs: [{ role: 'plate', name: 'plate.png', licence }],
  approvals: [],
  approvingRoles: [],
};
const uses = ['ideation', 'temp', 'final'].map((purpose) => ({ ...facts, purpose }));

const startedMs = performance.now();
const gate = createPolicyGate();
const loadMs = performance.now() - startedMs;

const timesMs = [];
for (let run = -WARM_UP; run < DECISIONS; run += 1) {
  const beforeMs = performance.now();
  gate.decide(uses[(run + WARM_UP) % uses.length]);
  if (run >= 0) timesMs.push(performance.now() - beforeMs);
}
timesMs.sort((a, b) => a - b);

const at = (fraction) => Number(timesMs[Math.floor(fraction * (DECISIONS - 1))].toFixed(3));
const figures = {
  decisions: DECISIONS,
  loadMs: Number(loadMs.toFixed(1)),
  p50Ms: at(0.5),
  p99Ms: at(0.99),
  maxMs: at(1),
};
console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);
