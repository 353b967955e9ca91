import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Consent, Performer, PersonUse } from '@backlot/film';
import { processTake } from '../process-take.ts';
import type { TakeRecord } from '../take-record.ts';
import { openTestStudio, type TestStudio } from './test-studio.ts';

/** People who act in tests of rights. */
export const CREW = {
  artist: { name: 'Ada', role: 'artist' },
  supervisor: { name: 'Grace', role: 'supervisor' },
  producer: { name: 'Iris', role: 'producer' },
  legal: { name: 'Lea', role: 'legal' },
  herself: { name: 'Ines Duarte', role: 'performer' },
} as const;

const INES = { name: 'Ines Duarte', status: { kind: 'living' } };
/** A consent as it is recorded, but for its performer. */
export const CONSENT = {
  kind: 'digital-alteration',
  description: 'Made up to fifteen years younger in the opening scene, as scripted and as performed on set.',
  scope: { shots: 'all', operations: [{ operation: 're-age', mostYears: 15 }], languages: [] },
  term: { from: '2020-01-01', until: '2030-12-31' },
  territory: 'world',
  signature: { by: 'performer', name: 'Ines Duarte', signedOn: '2020-01-01', isSeparatelySigned: true },
  cover: { counsel: 'J. Ferreira' },
};

/** What a request of a scene says; the rest is always the same. */
interface Wish {
  readonly people?: readonly PersonUse[];
  readonly plate?: string;
  readonly licenceId?: string;
  readonly frameMs?: number;
}

/** A studio with the production `example`, and the steps that every test of rights takes. */
export interface RightsScene extends TestStudio {
  /** A performer, "Ines Duarte" unless it says otherwise. */
  readonly register: (request?: object) => Promise<Performer>;
  /** A granted consent to be made up to fifteen years younger, changed by `change`. */
  readonly agree: (performer: string, change?: object) => Promise<Consent>;
  readonly request: (wish?: Wish) => Promise<TakeRecord>;
  /** Works a take to where it stops. */
  readonly finish: (take: Pick<TakeRecord, 'id'>) => Promise<TakeRecord>;
}

/** The use that the scene's consent covers up to fifteen years. */
export function reAge(performer: string, years = 10): PersonUse {
  return { performer, operation: 're-age', years };
}

/** Opens a scene in a fresh temporary folder; the caller removes it. */
export async function openRightsScene(): Promise<RightsScene> {
  const test = await openTestStudio();
  await test.studio.createProduction({ slug: 'example', title: 'Example', by: CREW.producer });
  return {
    ...test,
    register: (request = INES) => test.studio.rights.registerPerformer('example', request, CREW.producer),
    agree: (performer, change = {}) => agree(test, performer, change),
    request: (wish = {}) => request(test, wish),
    finish: async ({ id }) => {
      await processTake(test.ports, id, new AbortController().signal);
      return test.studio.getTake(id);
    },
  };
}

async function agree({ studio: { rights }, folder }: TestStudio, performer: string, change: object): Promise<Consent> {
  const consent = await rights.recordConsent('example', { ...CONSENT, performer, ...change }, CREW.producer);
  const document = join(folder, 'rider.txt');
  await writeFile(document, `signed ${consent.id}`);
  await rights.attachConsentDocument(consent.id, { path: document, by: CREW.producer });
  return rights.grantConsent(consent.id, CREW.legal);
}

function request(
  { studio, folder }: TestStudio,
  { people = [], plate = 'plate.png', licenceId, frameMs = 0 }: Wish,
): Promise<TakeRecord> {
  const licence = licenceId ? { licenceId } : { licence: { owner: 'Us', statement: 'Ours.' } };
  return studio.requestTake({
    engine: 'gradient',
    setUp: {
      production: 'example',
      shot: 'sq010/sh0040',
      purpose: 'ideation',
      seed: 7,
      inputs: { plate: { file: plate, ...licence } },
      parameters: { widthPx: 8, heightPx: 6, durationFrames: 3, frameMs },
      use: { element: 'performer', people, models: [] },
    },
    resolveFile: (file) => join(folder, file),
    by: CREW.artist,
  });
}
