import assert from 'node:assert/strict';
import {
  type Consent,
  DEFAULT_MODEL_TERMS,
  type Licence,
  type ModelCard,
  type Performer,
  type Work,
} from '@backlot/film';
import type { NewTake } from '../ports/records.ts';
import type { PortCase } from './port-case.ts';

const AT = '2026-01-01T00:00:00.000Z';

/** What the registers of rights promise; part of `portContract`. `takeOf` makes a take as it is first written. */
export function rightsContract(takeOf: (id: string, production: string) => NewTake): readonly PortCase[] {
  return [
    {
      promise: 'registers give back what was put into them, production by production, the latest form of each',
      run: async ({ ports: { records }, name }) => {
        const [ada, bo] = [performerOf(`${name}-a`, name), performerOf(`${name}-b`, name)];
        const consent = consentOf(`${name}-c`, name, ada.id);
        const licence = licenceOf(`${name}-l`, name);
        const card = cardOf(`${name}-m`, name);
        await records.transaction(async ({ productions, rights }) => {
          await productions.add(productionOf(name));
          for (const performer of [bo, ada]) await rights.performers.put(performer);
          await rights.performers.put({ ...bo, name: 'Bo Reed-Lind' });
          await rights.consents.put(consent);
          await rights.licences.put(licence);
          await rights.models.put(card);
        });
        const { rights } = records;
        assert.deepEqual(await rights.performers.list(name), [ada, { ...bo, name: 'Bo Reed-Lind' }]);
        assert.deepEqual(await rights.performers.byIds([ada.id, 'nobody']), [ada]);
        assert.deepEqual(await rights.consents.ofPerformers([ada.id]), [consent]);
        assert.deepEqual(await rights.consents.ofPerformers([bo.id]), []);
        assert.deepEqual(await rights.licences.list(name), [licence]);
        assert.deepEqual(await rights.models.byIds([card.id]), [card]);
        assert.deepEqual(await rights.performers.list(`${name}-other`), []);
      },
    },
    {
      promise: 'works on file come back with what they look like, which stays when the record changes',
      run: async ({ ports: { records }, name }) => {
        const work = workOf(`${name}-w`, name);
        const likeness = { version: 1, corners: 'AAAA' };
        await records.transaction(async ({ productions, rights }) => {
          await productions.add(productionOf(name));
          await rights.works.put(work, likeness);
        });
        await records.transaction(async ({ rights }) => {
          const locked = await rights.works.lock(work.id);
          if (locked) await rights.works.put({ ...locked, licenceId: 'l1' });
        });
        const { works } = records.rights;
        assert.deepEqual(await works.list(name), [{ ...work, licenceId: 'l1' }]);
        assert.deepEqual(await works.likenessesOf([work.id, 'nothing']), [{ work: work.id, likeness }]);
      },
    },
    {
      promise: 'a consent that is locked waits for whoever changes it',
      run: async ({ ports: { records }, name }) => {
        const performer = performerOf(`${name}-a`, name);
        const consent = consentOf(`${name}-c`, name, performer.id);
        await records.transaction(async ({ productions, rights }) => {
          await productions.add(productionOf(name));
          await rights.performers.put(performer);
          await rights.consents.put(consent);
        });
        const withdraw = () =>
          records.transaction(async ({ rights }) => {
            const before = await rights.consents.lock(consent.id);
            if (before?.state !== 'granted') return 'too late';
            await rights.consents.put({ ...before, state: 'withdrawn' });
            return 'withdrawn';
          });
        const answers = await Promise.all([withdraw(), withdraw(), withdraw()]);
        assert.deepEqual(answers.sort(), ['too late', 'too late', 'withdrawn']);
      },
    },
    {
      promise: 'consents and licences that are held are not changed until the transaction ends, and many may hold them',
      run: async ({ ports: { records }, name }) => {
        const performer = performerOf(`${name}-a`, name);
        const [consent, licence] = [consentOf(`${name}-c`, name, performer.id), licenceOf(`${name}-l`, name)];
        await records.transaction(async ({ productions, rights }) => {
          await productions.add(productionOf(name));
          await rights.performers.put(performer);
          await rights.consents.put(consent);
          await rights.licences.put(licence);
        });
        const ended: string[] = [];
        const hold = () =>
          records.transaction(async ({ rights }) => {
            assert.deepEqual(await rights.consents.hold([performer.id]), [consent]);
            assert.deepEqual(await rights.licences.hold([licence.id, 'nothing']), [licence]);
            await new Promise((resolve) => setTimeout(resolve, 100));
            ended.push('held');
          });
        const holding = [hold(), hold()];
        await new Promise((resolve) => setTimeout(resolve, 50));
        await records.transaction(async ({ rights }) => {
          const before = await rights.consents.lock(consent.id);
          if (before) await rights.consents.put({ ...before, state: 'withdrawn' });
          ended.push('withdrawn');
        });
        await Promise.all(holding);
        assert.deepEqual(ended, ['held', 'held', 'withdrawn']);
      },
    },
    {
      promise: 'reference pictures come back byte for byte',
      run: async ({ ports: { records }, name }) => {
        const performer = performerOf(`${name}-a`, name);
        const reference = {
          id: `${name}-r`,
          performer: performer.id,
          sealedPicture: Uint8Array.from({ length: 256 }, (_, index) => index),
          sealedDescriptors: Uint8Array.of(0, 255, 0),
          createdAt: AT,
        };
        await records.transaction(async ({ productions, rights }) => {
          await productions.add(productionOf(name));
          await rights.performers.put(performer);
          await rights.references.add(reference);
        });
        const [found, ...more] = await records.rights.references.ofPerformers([performer.id]);
        assert.ok(found && more.length === 0);
        assert.deepEqual([...found.sealedPicture], [...reference.sealedPicture]);
        assert.deepEqual([...found.sealedDescriptors], [...reference.sealedDescriptors]);
      },
    },
    {
      promise: 'takes are found by what they stand on, by their mark, and by bytes that they do not list',
      run: async ({ ports: { records }, name }) => {
        const id = `${name}-take`;
        const right = { kind: 'performer', ref: `${name}-a` } as const;
        const file = { role: 'prores', name: 'a.mov', mediaType: 'video/quicktime', byteLength: 1 };
        const sha256 = Buffer.from(name).toString('hex').padEnd(64, 'e').slice(0, 64);
        const mark = sha256.slice(-12);
        await records.transaction(async (writer) => {
          await writer.takes.add(takeOf(id, name));
          await writer.rights.noteRights(id, [right, right]);
          await writer.takes.noteFiles(id, [{ ...file, sha256 }]);
          const seal = { mark, state: 'valid', signer: 'us', sealedAt: AT, files: [], ledgerIndex: 0 } as const;
          await writer.takes.change(id, { seal: { ...seal, ledgerHash: 'a'.repeat(64) } });
        });
        assert.deepEqual(await records.rights.takesOn(right), [id]);
        assert.deepEqual(await records.rights.takesOn({ ...right, kind: 'licence' }), []);
        assert.deepEqual(
          (await records.takes.findByMark(mark)).map((take) => take.id),
          [id],
        );
        assert.deepEqual(
          (await records.takes.findByFile(sha256)).map((take) => take.id),
          [id],
        );
      },
    },
    {
      promise: 'a production keeps its packs, its words and whether its union is on strike',
      run: async ({ ports: { records }, name }) => {
        const change = {
          packs: ['netflix'],
          vocabulary: { characters: ['Rose'], places: ['Victoria Dock'] },
          isUnionOnStrike: true,
        } as const;
        await records.transaction(async ({ productions }) => {
          await productions.add(productionOf(name));
          await productions.change(name, change);
        });
        assert.deepEqual(await records.productions.get(name), { ...productionOf(name), ...change });
      },
    },
  ];
}

function productionOf(slug: string) {
  return {
    slug,
    title: slug,
    packs: [],
    vocabulary: { characters: [], places: [] },
    isUnionOnStrike: false,
    models: DEFAULT_MODEL_TERMS,
    createdAt: AT,
  };
}

function performerOf(id: string, production: string): Performer {
  const status = { kind: 'living' } as const;
  return { id, production, name: 'Ada Lind', aliases: [], characters: [], status, referenceCount: 0, createdAt: AT };
}

function consentOf(id: string, production: string, performer: string): Consent {
  return {
    id,
    production,
    performer,
    kind: 'voice',
    description: 'The voice, as Ada wrote it down',
    scope: { shots: 'all', operations: [{ operation: 'dub' }], languages: ['fr'] },
    term: { from: '2026-01-01', until: '2026-12-31' },
    territory: ['SE'],
    cover: {},
    state: 'granted',
    createdAt: AT,
  };
}

function licenceOf(id: string, production: string): Licence {
  const allowedUses = ['plate'] as const;
  return {
    id,
    production,
    title: 'Plates',
    owner: 'Us',
    terms: 'Ours.',
    allowedUses,
    state: 'in-force',
    createdAt: AT,
  };
}

function cardOf(id: string, production: string): ModelCard {
  return {
    id,
    production,
    name: 'small',
    vendor: 'Own',
    version: '1',
    licence: 'Apache-2.0',
    trainedOn: 'own',
    retainsInputs: false,
    trainsOnInputs: false,
    environment: 'secured',
    createdAt: AT,
  };
}

function workOf(id: string, production: string): Work {
  const picture = { sha256: 'c'.repeat(64), name: 'mural.jpg', mediaType: 'image/jpeg', byteLength: 9 } as const;
  return { id, production, title: 'Mural', owner: 'Iva Berg', reason: 'She objected.', picture, createdAt: AT };
}
