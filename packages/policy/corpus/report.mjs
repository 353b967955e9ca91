// node packages/policy/corpus/report.mjs [part of a file name] [--wrong]
// Stop rate and false stops over the corpus, by file and category; --wrong lists the lines that came out wrong.
import { createWordsCheck } from '@backlot/policy';
import { readCorpus } from './read-corpus.mjs';

const words = process.argv.slice(2);
const showsWrong = words.includes('--wrong');
const lines = readCorpus(words.find((word) => !word.startsWith('--')));
const results = lines.map((line) => ({ ...line, finding: createWordsCheck(line.context)(line.text) }));
const isWrong = ({ mustStop, finding }) => mustStop === (finding.outcome === 'pass');

for (const [file, ofFile] of groups(results, ({ file }) => file)) {
  print(file, ofFile);
  for (const [category, ofCategory] of groups(ofFile, ({ category }) => category)) print(`  ${category}`, ofCategory);
}
print(
  'all that must stop',
  results.filter(({ mustStop }) => mustStop),
);
print(
  'all that must pass',
  results.filter(({ mustStop }) => !mustStop),
);

if (showsWrong) {
  for (const { file, category, text, finding } of results.filter(isWrong)) {
    process.stdout.write(`${file} (${category}): ${text}\n`);
    for (const { text: found, why } of finding.found) process.stdout.write(`    "${found}": ${why}\n`);
  }
}

function print(name, group) {
  if (group.length === 0) return;
  const wrong = group.filter(isWrong).length;
  const rate = group[0].mustStop
    ? `${percent(1 - wrong / group.length)} stopped`
    : `${percent(wrong / group.length)} false stops`;
  process.stdout.write(
    `${name.padEnd(34)} ${String(group.length).padStart(5)} lines  ${rate.padStart(20)}  ${wrong} wrong\n`,
  );
}

function percent(share) {
  return `${(100 * share).toFixed(2)} %`;
}

function groups(list, key) {
  const map = new Map();
  for (const one of list) map.set(key(one), [...(map.get(key(one)) ?? []), one]);
  return map;
}
