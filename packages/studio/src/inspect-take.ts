import type { InspectionFinding } from '@backlot/film';
import { getTake } from './get-take.ts';
import type { LocatedFile } from './ports/inspector.ts';
import { recordStep } from './record-step.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';

/** Fourth step: automatic checks of what came out. One error and the take has failed; warnings go to the reviewer. */
export async function inspectTake(ports: StudioPorts, takeId: string, signal: AbortSignal): Promise<TakeRecord> {
  const take = await getTake(ports.records, takeId);
  const files = await locateOutputs(ports, take);
  const findings = await ports.inspector.inspect({ files, expected: take.picture, signal });
  const errors = findings.filter((finding) => finding.severity === 'error');
  const step = { takeId, by: STUDIO_ITSELF, body: { findings } };
  if (errors.length === 0) return recordStep(ports, { ...step, event: 'inspection-passed', change: { findings } });
  const finishedAt = new Date(ports.clock.nowMs()).toISOString();
  const error = inspectionError(errors);
  return recordStep(ports, { ...step, event: 'take-failed', change: { findings, error, finishedAt } });
}

/** A take's outputs with the paths of their bytes. @throws BacklotError `FILE_NOT_FOUND` */
export function locateOutputs(ports: Pick<StudioPorts, 'files'>, take: TakeRecord): Promise<LocatedFile[]> {
  return Promise.all(take.outputs.map(async (file) => ({ file, path: await ports.files.pathOf(file.sha256) })));
}

function inspectionError(errors: readonly InspectionFinding[]): NonNullable<TakeRecord['error']> {
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return {
    code: 'INSPECTION_FAILED',
    message: `Inspection: ${errors[0]?.message ?? 'failed'}${more}`,
    hint: 'Look at the findings on the take page, change the set-up, and request a new take.',
  };
}
