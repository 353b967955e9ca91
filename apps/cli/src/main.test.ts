import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from './main.ts';
import { type HeardOutput, hearOutput } from './testing/hear-output.ts';

describe('the command line', () => {
  let heard: HeardOutput;

  beforeEach(() => {
    heard = hearOutput();
  });

  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  it.each([
    [['takes', '--nope', '--json'], 'OPTION_INVALID'],
    [['frobnicate', '--json'], 'COMMAND_UNKNOWN'],
    [['take', 'collapse', '--json'], 'OPTION_INVALID'],
    [['approve', 'x', '--role', 'king', '--json'], 'OPTION_INVALID'],
    [['bench', 'everything', '--json'], 'OPTION_INVALID'],
    [['takes', '--limit', 'many', '--json'], 'OPTION_INVALID'],
    [['verify', 'a.mp4', '--take', 'x', '--json'], 'OPTION_INVALID'],
    [['detect', '--json'], 'OPTION_INVALID'],
    [['detect', 'no-such-file.png', '--json'], 'FILE_NOT_FOUND'],
    [['detect', '.', '--json'], 'FILE_UNREADABLE'],
  ])('answers %j with one JSON document and exit code 2', async (words, code) => {
    await main(['node', 'backlot', ...words]);
    expect(JSON.parse(heard.stdout)).toMatchObject({
      error: { code, message: expect.any(String), hint: expect.any(String) },
    });
    expect(heard.stderr).toBe('');
    expect(process.exitCode).toBe(2);
  });

  it('tells a person in words on stderr', async () => {
    await main(['node', 'backlot', 'frobnicate']);
    expect(heard.stdout).toBe('');
    expect(heard.stderr).toMatch(/unknown command 'frobnicate'/);
    expect(process.exitCode).toBe(2);
  });

  it('shows help with examples and exit codes', async () => {
    await main(['node', 'backlot', '--help']);
    expect(heard.stdout).toMatch(/backlot take collapse/);
    expect(heard.stdout).toMatch(/Exit codes/);
    expect(process.exitCode).toBeUndefined();
  });
});
