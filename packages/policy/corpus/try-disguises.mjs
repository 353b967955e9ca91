// node packages/policy/corpus/try-disguises.mjs [seed]
// Every widely known name of the lexicon in every disguise of the corpus: how many are met, and some that are not.
import { readFileSync } from 'node:fs';
import { createWordsCheck } from '@backlot/policy';
import { DISGUISES } from './disguises.mjs';
import { seeded } from './seeded.mjs';

const random = seeded(Number(process.argv[2] ?? 777));
const check = createWordsCheck({});
const names = readFileSync(new URL('../lexicon/public-figures.txt', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.replace(/^\*|\s[=@].*$/g, ''))
  .filter(
    (name) =>
      /^[\p{Script=Latin}'. -]+$/u.test(name) && name.includes(' ') && name.split(' ').every((word) => word.length > 2),
  );

for (const [how, disguise] of DISGUISES) {
  const shown = names.map((name) => disguise(name, random));
  const missed = shown.filter((name) => check(`photo of a street, ${name}, rain`).outcome === 'pass');
  const share = (100 * (1 - missed.length / shown.length)).toFixed(1);
  process.stdout.write(
    `${how.padEnd(20)} ${shown.length} names  ${share.padStart(5)} % met  ${missed.slice(0, 5).join(' | ')}\n`,
  );
}
