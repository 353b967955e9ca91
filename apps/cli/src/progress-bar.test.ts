import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgressBar, formatDuration, formatProgress } from './progress-bar.ts';

describe('progress bar', () => {
  it('shows stage, percent and time left', () => {
    const line = formatProgress({ stage: 'rendering', fraction: 0.42, remainingMs: 65_000 });
    expect(line).toContain('42 %');
    expect(line).toContain('rendering');
    expect(line).toContain('1 min 05 s left');
  });

  it('says what is waited for, and lets it not steer the terminal', () => {
    const progress = { stage: 'models', fraction: 0, message: 'fal asks to wait; next try in 20 s\u001b[2J' };
    expect(formatProgress(progress)).toContain('models: fal asks to wait; next try in 20 s\ufffd[2J');
  });

  it('never claims 100 % before the end', () => {
    expect(formatProgress({ stage: 'x', fraction: 0.9999 })).toContain(' 99 %');
  });

  it('fits a narrow terminal', () => {
    expect(formatProgress({ stage: 'rendering', fraction: 0.5 }, 40).length).toBeLessThan(40);
  });

  it.each([
    [4200, '4.2 s'],
    [59_400, '59 s'],
    [65_000, '1 min 05 s'],
    [7_380_000, '2 h 03 min'],
  ])('writes %i ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('prints plain lines without control codes where there is no terminal', () => {
    const stream = new PassThrough();
    const bar = createProgressBar(stream);
    for (let step = 0; step <= 100; step++) bar.show({ stage: 'rendering', fraction: step / 100 });
    bar.end();
    const lines = String(stream.read()).trimEnd().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.join('')).not.toContain('\u001b');
  });
});
