import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStudio } from '../create-studio.ts';
import { processTake } from '../process-take.ts';
import type { Studio } from '../studio.ts';
import type { TakeRecord } from '../take-record.ts';
import { createInMemoryPorts, type InMemoryPorts } from './in-memory-ports.ts';

/** A studio on in-memory ports, in a folder of its own that holds `plate.png`; the caller removes it. */
export interface TestStudio {
  readonly folder: string;
  readonly ports: InMemoryPorts;
  readonly studio: Studio;
}

/** Opens a studio in a fresh temporary folder. */
export async function openTestStudio(): Promise<TestStudio> {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-studio-'));
  await writeFile(join(folder, 'plate.png'), 'a plate');
  const ports = createInMemoryPorts(join(folder, 'home'));
  return { folder, ports, studio: createStudio(ports) };
}

/** A sealed take of `durationFrames` small frames that a supervisor has approved. */
export async function makeApprovedTake({ folder, ports, studio }: TestStudio, durationFrames = 3): Promise<TakeRecord> {
  const { id } = await studio.requestTake({
    engine: 'gradient',
    setUp: {
      production: 'example',
      shot: 'sq010/sh0040',
      purpose: 'ideation',
      seed: 7,
      inputs: { plate: { file: 'plate.png', licence: { owner: 'Us', statement: 'Ours.' } } },
      parameters: { widthPx: 8, heightPx: 6, durationFrames },
    },
    resolveFile: (file) => join(folder, file),
    by: { name: 'Ada', role: 'artist' },
  });
  await processTake(ports, id, new AbortController().signal);
  await studio.reviewTake(id, { name: 'Grace', role: 'supervisor' }, { decision: 'approve', text: '', strokes: [] });
  return studio.getTake(id);
}
