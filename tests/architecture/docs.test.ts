import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listTrackedFiles, root } from './tracked-files.ts';

const documents = listTrackedFiles().filter((path) => path.endsWith('.md'));
const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);
const commands = ['main', 'add-rights-commands', 'add-model-commands']
  .map((name) => readFileSync(join(root, `apps/cli/src/${name}.ts`), 'utf8'))
  .join('\n');

describe('documents', () => {
  it.each(documents)('%s links only to files that exist', (document) => {
    expect(brokenLinks(document, read(document))).toEqual([]);
  });

  it.each(documents)('%s names only paths, npm scripts and commands that exist', (document) => {
    expect(unknownReferences(read(document))).toEqual([]);
  });

  it('finds a broken link, an unknown path, script and command', () => {
    expect(brokenLinks('README.md', 'see [x](docs/no-such.md)')).toEqual(['docs/no-such.md']);
    expect(unknownReferences('`packages/nowhere/x.ts` `npm run nothing` `npx backlot nonsense`')).toEqual([
      'packages/nowhere/x.ts',
      'npm run nothing',
      'npx backlot nonsense',
    ]);
  });

  it('every package and app has a README', () => {
    const rooms = listTrackedFiles().filter((path) => /^(packages|apps|examples)\/.+\/package\.json$/.test(path));
    expect(
      rooms.map((path) => join(dirname(path), 'README.md')).filter((path) => !existsSync(join(root, path))),
    ).toEqual([]);
  });
});

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function brokenLinks(document: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
  return targets.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(document), target)));
}

function unknownReferences(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  const shell = [...text.matchAll(/```(?:sh|bash|text)?\n([\s\S]*?)```/g)].flatMap((match) =>
    (match[1] ?? '').split('\n'),
  );
  return [...quoted, ...shell.map((line) => line.replace(/^\$ /, '').trim())].filter(
    (reference) => !isKnown(reference),
  );
}

function isKnown(reference: string): boolean {
  if (/^(packages|apps|tests|docs|examples|scripts|bench|\.ci)\/[\w./-]+$/.test(reference))
    return isPathOrBuilt(reference);
  const script = /^npm run ([\w:-]+)/.exec(reference);
  if (script) return scripts.includes(script[1] ?? '');
  const command = /^npx backlot ([a-z][\w-]*)/.exec(reference);
  if (command) return new RegExp(`Command\\(\\s*program,\\s*'${command[1]}[ ']`).test(commands);
  return true;
}

function isPathOrBuilt(path: string): boolean {
  return existsSync(join(root, path)) || /\/(dist|build)(\/|$)/.test(path);
}
