import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from './tracked-files.ts';

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
