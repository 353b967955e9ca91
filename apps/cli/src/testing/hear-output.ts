import { vi } from 'vitest';

/** What a command wrote since it began to be heard; `vi.restoreAllMocks` ends it. */
export interface HeardOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Keeps what commands write from the terminal, and tells it. */
export function hearOutput(): HeardOutput {
  const heard = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      heard[name] += String(text);
      return true;
    });
  }
  return heard;
}
