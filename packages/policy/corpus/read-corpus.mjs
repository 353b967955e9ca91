import { readdirSync, readFileSync } from 'node:fs';

/** Lines of the corpus: `<name>-stop.tsv` must not pass, `<name>-pass.tsv` must; category, text, and a context as JSON. */
const FOLDER = new URL('lines/', import.meta.url);

/** @returns {{file: string, mustStop: boolean, category: string, text: string, context: object}[]} */
export function readCorpus(only = '') {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.tsv') && file.includes(only))
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(file, FOLDER), 'utf8')
        .split('\n')
        .filter(isLine)
        .map((line) => lineOf(file, line)),
    );
}

function isLine(line) {
  return line !== '' && !line.startsWith('# ');
}

function lineOf(file, line) {
  const [category, text, context] = line.split('\t');
  if (text === undefined) throw new Error(`${file}: no text in "${line}"`);
  return { file, mustStop: file.endsWith('-stop.tsv'), category, text, context: context ? JSON.parse(context) : {} };
}
