import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../main.ts';
import { type HeardOutput, hearOutput } from '../testing/hear-output.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/policy-uses/', import.meta.url));

describe('backlot policy explain', () => {
  let folder = '';
  let heard: HeardOutput;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'policy-'));
    heard = hearOutput();
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
    await rm(folder, { recursive: true });
  });

  const explain = (file: string, ...options: string[]) =>
    main(['node', 'backlot', 'policy', 'explain', file, ...options]);

  it('tells a person the outcome first, then why with sources, then what would change it', async () => {
    await explain(join(EXAMPLES, 're-age-beyond-the-years.json'));
    const [first, ...rest] = heard.stdout.split('\n');
    expect(first).toBe('DENIED');
    expect(rest.join('\n')).toMatch(
      /Why\n[\s\S]*about {3}Ana Torres, re-age; consent c1\n {4}source {2}House rule 9[\s\S]*What would change the answer\n[\s\S]*Lower the years of Ana Torres from 12 to 5/,
    );
    expect(process.exitCode).toBeUndefined();
  });

  it('names the roles that could approve', async () => {
    await explain(join(EXAMPLES, 'synthetic-performer.json'));
    expect(heard.stdout).toMatch(/^NEEDS APPROVAL by legal and producer\n/);
  });

  it('prints one JSON document for a script, and ends well whatever the outcome', async () => {
    for (const name of (await readdir(EXAMPLES)).filter((each) => each.endsWith('.json'))) {
      heard = hearOutput();
      await explain(join(EXAMPLES, name), '--json');
      expect(JSON.parse(heard.stdout)).toMatchObject({
        outcome: expect.stringMatching(/^(allow|needs-approval|deny)$/),
        reasons: expect.arrayContaining([expect.objectContaining({ source: expect.any(String) })]),
        whatIf: expect.any(Array),
        matrixRow: expect.stringContaining('—'),
        policyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(process.exitCode).toBeUndefined();
    }
  });

  it('lets no name steer the terminal', async () => {
    const file = join(folder, 'use.json');
    const use = { people: [{ performer: '\u001b[2J\u202e', operation: 'scan' }] };
    await writeFile(file, JSON.stringify({ use }));
    await explain(file);
    expect(heard.stdout).toContain('DENIED');
    expect(heard.stdout).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
  });

  it.each([
    ['an unknown key', '{"purpos":"final"}', /use\.json: purpos: unknown field/],
    ['text that is no JSON', '{', /expected JSON/],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), /UTF-8/],
  ])('ends with exit code 2 on %s', async (_, content, message) => {
    const file = join(folder, 'use.json');
    await writeFile(file, content);
    await explain(file);
    expect(heard.stderr).toMatch(message);
    expect(heard.stderr).toMatch(/^USE_INVALID/);
    expect(process.exitCode).toBe(2);
  });

  it('ends with exit code 2 on a file that is not there', async () => {
    await explain(join(folder, 'nowhere.json'), '--json');
    expect(JSON.parse(heard.stdout)).toMatchObject({ error: { code: 'USE_INVALID' } });
    expect(process.exitCode).toBe(2);
  });
});
