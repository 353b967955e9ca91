import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const KILL_TEST = fileURLToPath(new URL('../kill/kill-test.mjs', import.meta.url));

describe.skipIf(process.platform !== 'linux')(
  'kill -9 at random moments (finds processes in /proc, so Linux only)',
  () => {
    it('loses nothing acknowledged and leaves nothing behind', () => {
      const result = spawnSync(process.execPath, [KILL_TEST, '--kills', '5', '--seconds', '90'], { encoding: 'utf8' });
      expect(result.stderr).toBe('');
      expect(JSON.parse(result.stdout)).toMatchObject({ kills: 5, problems: [] });
    });
  },
);
