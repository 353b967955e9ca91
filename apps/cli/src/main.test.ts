import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from './main.ts';

describe('the command line', () => {
  let stdout = '';
  let stderr = '';

  beforeEach(() => {
    stdout = '';
    stderr = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      stdout += String(text);
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      stderr += String(text);
      return true;
    });
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
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code, message: expect.any(String), hint: expect.any(String) },
    });
    expect(stderr).toBe('');
    expect(process.exitCode).toBe(2);
  });

  it('tells a person in words on stderr', async () => {
    await main(['node', 'backlot', 'frobnicate']);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/unknown command 'frobnicate'/);
    expect(process.exitCode).toBe(2);
  });

  it('shows help with examples and exit codes', async () => {
    await main(['node', 'backlot', '--help']);
    expect(stdout).toMatch(/backlot take collapse/);
    expect(stdout).toMatch(/Exit codes/);
    expect(process.exitCode).toBeUndefined();
  });
});
