import type { EngineProgress } from '@backlot/engine';
import { expect, it } from 'vitest';
import { createProgressReport } from './report-progress.ts';
import type { StudioPorts } from './studio.ts';

it('tells another message at once, however often it reports', async () => {
  const told: (string | undefined)[] = [];
  const report = createProgressReport(
    {
      events: { publishProgress: (_: string, { message }: EngineProgress) => told.push(message) },
      records: { takes: { putProgress: async () => {} } },
      clock: { nowMs: () => 0 },
    } as unknown as StudioPorts,
    'take-1',
    { latest: () => undefined },
  );
  for (const message of ['at work', 'at work', 'asks to wait', 'asks to wait'])
    report({ stage: 'models', fraction: 0.5, message });
  expect(told).toEqual(['at work', 'asks to wait']);
});
