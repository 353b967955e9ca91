import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listTrackedFiles, root } from './tracked-files.ts';

const probe = join(root, 'packages/film/src/boundary-probe');

function cruise(): { status: number | null; output: string } {
  const result = spawnSync(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      'packages/film',
    ],
    { cwd: root, encoding: 'utf8' },
  );
  return { status: result.status, output: result.stdout };
}

describe('the boundary check', () => {
  afterEach(() => rmSync(probe, { recursive: true, force: true }));

  it('fails when film imports an engine room', () => {
    mkdirSync(probe);
    writeFileSync(
      join(probe, 'probe.ts'),
      "import type { Engine } from '@backlot/engine';\nexport type Probe = Engine;\n",
    );
    expect(cruise().output).toContain('arrows-of-packages-film');
  });

  it('fails on a cycle', () => {
    mkdirSync(probe);
    writeFileSync(join(probe, 'one.ts'), "import { two } from './two.ts';\nexport const one = () => two;\n");
    writeFileSync(join(probe, 'two.ts'), "import { one } from './one.ts';\nexport const two = () => one;\n");
    expect(cruise().output).toContain('no-cycles');
  });
});

describe('the web studio', () => {
  it("imports nothing of the house but film and the server's typed client", () => {
    const files = listTrackedFiles().filter((path) => /^apps\/web\/src\/.+\.tsx?$/.test(path));
    expect(files.length).toBeGreaterThan(10);
    const offenders = files.flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/(?:from|import)\s*\(?'(@backlot\/[^']+|node:[^']+)'/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => name !== '@backlot/film' && name !== '@backlot/server')
        .map((name) => `${path} imports ${name}`),
    );
    expect(offenders).toEqual([]);
  });

  it('takes only types from the server, so that no server code reaches the browser', () => {
    const files = listTrackedFiles().filter((path) => /^apps\/web\/src\/.+\.tsx?$/.test(path));
    const values = files.filter((path) =>
      /import (?!type)[^;]*'@backlot\/server'/.test(readFileSync(join(root, path), 'utf8')),
    );
    expect(values).toEqual([]);
  });
});
