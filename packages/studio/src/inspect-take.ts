import { consentStateOn, type FaceFinding, type InspectionFinding, type Operation } from '@backlot/film';
import { getTake } from './get-take.ts';
import { inspectLikenesses } from './inspect-likenesses.ts';
import { judgeKeeping } from './judge-take.ts';
import { locateTakeInputs } from './make-outputs.ts';
import type { KnownFace } from './ports/faces.ts';
import type { LocatedFile } from './ports/inspector.ts';
import { recordStep, type Step } from './record-step.ts';
import { openDescriptors } from './rights/add-reference.ts';
import { findConsented } from './rights/find-consented.ts';
import type { StudioPorts } from './studio.ts';
import { STUDIO_ITSELF, type TakeRecord } from './take-record.ts';

/**
 * Fourth step: automatic checks of what came out, then faces, then works on file, then policy's word on keeping it. One
 * technical error and the take has failed; a face of someone on file without consent and it is refused; a face that nobody
 * answers for, or a work that nobody licensed, and it is held until a person does. Warnings go to the reviewer.
 */
export async function inspectTake(ports: StudioPorts, takeId: string, signal: AbortSignal): Promise<TakeRecord> {
  const take = await getTake(ports.records, takeId);
  const files = await locateOutputs(ports, take);
  const findings = await ports.inspector.inspect({ files, expected: take.picture, signal });
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) return failInspection(ports, takeId, findings, errors);
  const faces = await inspectFaces(ports, take, files, signal);
  const likenesses = await inspectLikenesses(ports, take, files, signal);
  const facesFoundAt = new Date(ports.clock.nowMs()).toISOString();
  const decision = await judgeKeeping(ports, { ...take, faces, likenesses, facesFoundAt });
  const finishedAt = new Date(ports.clock.nowMs()).toISOString();
  const seen = { findings, faces, likenesses, facesFoundAt };
  const also: Step['also'] = async ({ rights }) => {
    // A withdrawal has to find the take by everybody who was recognised in it, and they find it in their list.
    const seen = [...new Set(faces.flatMap(({ performer }) => performer ?? []))];
    await rights.noteRights(
      takeId,
      seen.map((ref) => ({ kind: 'performer', ref })),
    );
    return undefined;
  };
  const step = { takeId, by: STUDIO_ITSELF, body: { findings, faces, likenesses, decision }, also };
  if (decision.outcome === 'deny') {
    return recordStep(ports, { ...step, event: 'decision-denied', change: { ...seen, decision, finishedAt } });
  }
  if (decision.outcome === 'needs-approval') {
    return recordStep(ports, { ...step, event: 'inspection-held', change: { ...seen, decision } });
  }
  return recordStep(ports, { ...step, event: 'inspection-passed', change: seen });
}

/** A take's outputs with the paths of their bytes. @throws BacklotError `FILE_NOT_FOUND` */
export function locateOutputs(ports: Pick<StudioPorts, 'files'>, take: TakeRecord): Promise<LocatedFile[]> {
  return Promise.all(take.outputs.map(async (file) => ({ file, path: await ports.files.pathOf(file.sha256) })));
}

async function inspectFaces(
  ports: StudioPorts,
  take: TakeRecord,
  files: readonly LocatedFile[],
  signal: AbortSignal,
): Promise<readonly FaceFinding[]> {
  const [inputs, known] = [await locateTakeInputs(ports.files, take), await listKnownFaces(ports, take)];
  const { people, models } = take.use;
  const altersFaces = people.some(({ operation }) => ALTERS_FACES.has(operation));
  const mayShowPeople = people.length > 0 || models.length > 0;
  return ports.faces.inspect({ files, inputs, expected: take.picture, known, altersFaces, mayShowPeople, signal });
}

/** What is done to a person on purpose that changes their looks; finishing must leave them as the plate shows them. */
const ALTERS_FACES: ReadonlySet<Operation> = new Set([
  're-age',
  'performance-change',
  'face-replacement',
  'replica',
  'likeness-in-design',
]);

/** Everybody of the production who is on file with a picture. */
async function listKnownFaces(ports: StudioPorts, take: TakeRecord): Promise<KnownFace[]> {
  const { rights } = ports.records;
  const { production } = take;
  const performers = (await rights.performers.list(production)).filter(({ referenceCount }) => referenceCount > 0);
  const ids = performers.map(({ id }) => id);
  const [descriptors, consents] = await Promise.all([
    openDescriptors(ports, ids),
    ids.length === 0 ? [] : rights.consents.ofPerformers(ids),
  ]);
  const declared = new Set(take.use.people.map(({ performer }) => performer));
  const now = new Date(ports.clock.nowMs()).toISOString();
  const consented = findConsented(take.use.people, { performers, consents }, { production, at: now });
  return performers.map(({ id, name }) => ({
    performer: id,
    name,
    descriptors: descriptors.get(id) ?? [],
    isDeclared: declared.has(id),
    isConsented: consented.has(id),
    hasConsent: consents.some((each) => each.performer === id && consentStateOn(each, now) === 'granted'),
  }));
}

function failInspection(
  ports: StudioPorts,
  takeId: string,
  findings: readonly InspectionFinding[],
  errors: readonly InspectionFinding[],
): Promise<TakeRecord> {
  const finishedAt = new Date(ports.clock.nowMs()).toISOString();
  const error = inspectionError(errors);
  return recordStep(ports, {
    takeId,
    by: STUDIO_ITSELF,
    event: 'take-failed',
    body: { findings },
    change: { findings, error, finishedAt },
  });
}

function inspectionError(errors: readonly InspectionFinding[]): NonNullable<TakeRecord['error']> {
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return {
    code: 'INSPECTION_FAILED',
    message: `Inspection: ${errors[0]?.message ?? 'failed'}${more}`,
    hint: 'Look at the findings on the take page, change the set-up, and request a new take.',
  };
}
