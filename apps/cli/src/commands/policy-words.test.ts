import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../main.ts';
import { type HeardOutput, hearOutput } from '../testing/hear-output.ts';

describe('backlot policy words', () => {
  let folder = '';
  let heard: HeardOutput;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backlot-words-'));
    heard = hearOutput();
  });

  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
    rmSync(folder, { recursive: true });
  });

  async function run(lines: readonly string[], ...options: string[]): Promise<void> {
    const file = join(folder, 'lines.jsonl');
    writeFileSync(file, lines.join('\n'));
    await main(['node', 'backlot', 'policy', 'words', file, ...options]);
  }

  it('answers each line with one line of JSON, in order', async () => {
    const register = [{ id: 'p1', name: 'Maya Thorvaldsen', hasConsent: false }];
    await run(
      [
        JSON.stringify({ id: 'a', text: 'rain on the bridge' }),
        JSON.stringify({ id: 2, text: 'tom hanks on the bridge' }),
        JSON.stringify({ id: 'c', text: 'ELENA MARSH turns', context: { characters: ['Elena Marsh'] } }),
        JSON.stringify({ id: 'd', text: 'maya thorvaldsen', context: { register } }),
      ],
      '--json',
    );
    const answers = heard.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['a', 'pass'],
      [2, 'ask'],
      ['c', 'pass'],
      ['d', 'stop'],
    ]);
    expect(answers[1].found[0]).toMatchObject({
      text: 'tom hanks',
      start: 0,
      end: 9,
      person: 'Tom Hanks',
      why: expect.any(String),
    });
    expect(process.exitCode).toBeUndefined();
  });

  it.each([
    ['no JSON', '{"id": 1, "text"'],
    ['no text', '{"id": 1}'],
    ['a text that is none', '{"id": 1, "text": 5}'],
    ['an unknown context', '{"id": 1, "text": "x", "context": {"people": []}}'],
  ])('names the line that is bad (%s), answers the others and ends with exit code 2', async (_, bad) => {
    await run(['{"id": "a", "text": "rain"}', bad, '{"id": "c", "text": "snow"}'], '--json');
    const answers = heard.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers).toHaveLength(3);
    expect(answers[1]).toMatchObject({
      line: 2,
      error: { code: 'WORDS_LINE_INVALID', message: expect.stringContaining('Line 2') },
    });
    expect(process.exitCode).toBe(2);
  });

  it('says in plain words what it found', async () => {
    await run(['{"id": "a", "text": "sarah mitchell at the window"}']);
    expect(heard.stdout).toContain('"sarah mitchell": Reads as a person\'s name');
  });

  it('tells that a file cannot be read', async () => {
    await main(['node', 'backlot', 'policy', 'words', join(folder, 'nothing.jsonl')]);
    expect(heard.stderr).toContain('FILE_UNREADABLE');
    expect(process.exitCode).toBe(2);
  });
});
