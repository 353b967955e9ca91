#!/usr/bin/env node
// Sends random and half-right inputs to every route and every parser. A route may refuse, never fail (5xx); a parser may
// refuse with a code, never break.
//   node tests/fuzz/fuzz.mjs --inputs 100000 [--seed 1] [--seconds 1500]
import { parseArgs } from 'node:util';
import { createParserFuzz } from './fuzz-parsers.mjs';
import { openRouteFuzz } from './fuzz-routes.mjs';
import { createRandom } from './random-input.mjs';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '1500' },
  },
});
const wanted = Number(values.inputs);
const deadlineMs = performance.now() + Number(values.seconds) * 1000;
// A studio in memory holds no socket and no timer that would keep the process.
const stayAlive = setInterval(() => {}, 1000);
const random = createRandom(Number(values.seed));
const [routes, parsers] = [await openRouteFuzz(random), await createParserFuzz(random)];
const problems = [];
let done = 0;
while (done < wanted && performance.now() < deadlineMs && problems.length < 20) {
  const problem = random() < 0.4 ? await routes.tryOne() : await parsers.tryOne();
  if (problem) problems.push(problem);
  done += 1;
  if (done % 10_000 === 0) process.stderr.write(`${done} of ${wanted}\n`);
}
clearInterval(stayAlive);
await routes.close();
await parsers.close();
if (done < wanted && problems.length === 0) problems.push(`only ${done} of ${wanted} inputs in time`);
process.stdout.write(
  `${JSON.stringify({ inputs: done, seed: Number(values.seed), routes: routes.counts(), parsers: parsers.counts(), problems }, null, 2)}\n`,
);
process.exit(problems.length === 0 ? 0 : 1);
