import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Asset, BMFF, JPEG, PNG } from '@trustnxt/c2pa-ts/asset';
import { CBORBox, SuperBox } from '@trustnxt/c2pa-ts/jumbf';
import {
  ActionAssertion,
  IngredientAssertion,
  type Manifest,
  ManifestStore,
  TrainingAndDataMiningAssertion,
} from '@trustnxt/c2pa-ts/manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDevelopmentSigner } from './open-signer.ts';
import { type SealedFile, sealFile } from './seal-file.ts';
import type { SealManifest } from './seal-manifest.ts';
import type { Signer } from './signer.ts';
import { EXAMPLE_MANIFEST } from './testing/example-manifest.ts';
import { makeJpeg } from './testing/make-jpeg.ts';
import { makePng } from './testing/make-png.ts';

// The seals are written and read by one library (Rust, compiled to WebAssembly). This reader shares nothing with it:
// TypeScript throughout, from the JUMBF boxes to the COSE signature.

// It reads HEIC, and refuses other ISO files by their brand alone; the boxes and their hashes are the same.
(Reflect.get(BMFF, 'canReadBrands') as Set<string>).add('isom');

const MP4_FIXTURE = fileURLToPath(new URL('../fixtures/test-pattern.mp4', import.meta.url));
const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic';

let folder: string;
let signer: Signer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-reader-'));
  signer = await createDevelopmentSigner(join(folder, 'signer'), new Date());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function openAsset(bytes: Buffer): Asset {
  const kind = [PNG, JPEG, BMFF].find((each) => each.canRead(bytes));
  if (!kind) throw new Error('the reader does not know this kind of file');
  return new kind(bytes);
}

/** What the other reader makes of a file: its verdict, the codes it gives, and the manifest itself. */
async function read(bytes: Buffer) {
  const asset = openAsset(bytes);
  const boxes = asset.getManifestJUMBF();
  if (!boxes) throw new Error('the reader finds no manifest');
  const store = ManifestStore.read(SuperBox.fromBuffer(Uint8Array.from(boxes)));
  const { isValid, statusEntries } = await store.validate(asset);
  const codes = statusEntries.map(({ code, success }) => `${success ? '' : 'not '}${code}`);
  return { isValid, codes, manifest: store.getActiveManifest()!, store };
}

/** Whether the other reader finds anything wrong; it throws at what it cannot even read. */
function isRefused(bytes: Buffer): Promise<boolean> {
  return read(bytes).then(
    ({ isValid }) => !isValid,
    () => true,
  );
}

/** An assertion that the reader does not know by name, out of its CBOR. */
function rawAssertion(manifest: Manifest, label: string): unknown {
  const box = manifest.assertions?.getAssertionsByLabel(label)[0]?.sourceBox?.contentBoxes[0];
  return box instanceof CBORBox ? box.content : undefined;
}

function listOf<T>(manifest: Manifest, kind: new (...words: never[]) => T): T[] {
  return (manifest.assertions?.assertions ?? []).filter((each): each is typeof each & T => each instanceof kind);
}

function seal(name: string, mediaType: string, manifest: SealManifest): Promise<SealedFile> {
  const paths = { sourcePath: join(folder, name), targetPath: join(folder, `sealed-${name}`) };
  return sealFile({ ...paths, mediaType, manifest, signer });
}

const KINDS = [
  {
    kind: 'png',
    mediaType: 'image/png',
    make: async () => makePng(32, 18),
    binding: 'assertion.dataHash',
    content: 'IDAT',
  },
  {
    kind: 'jpg',
    mediaType: 'image/jpeg',
    make: async () => makeJpeg(),
    binding: 'assertion.dataHash',
    content: '\xff\xda',
  },
  {
    kind: 'mp4',
    mediaType: 'video/mp4',
    make: () => readFile(MP4_FIXTURE),
    binding: 'assertion.bmffHash',
    content: 'mdat',
  },
];

describe.each(KINDS)('to an independent reader, a sealed $kind', ({ kind, mediaType, make, binding, content }) => {
  let sealed: Buffer;
  let approved: Buffer;
  beforeAll(async () => {
    await writeFile(join(folder, `shot.${kind}`), await make());
    const first = { ...EXAMPLE_MANIFEST, humanOversightLevel: 'prompt_guided' as const };
    const file = await seal(`shot.${kind}`, mediaType, first);
    sealed = await readFile(file.path);
    const approvals = [{ role: 'supervisor', at: '2026-11-24T09:00:00.000Z' }];
    const again = await seal(`sealed-shot.${kind}`, mediaType, {
      ...EXAMPLE_MANIFEST,
      humanOversightLevel: 'human_validated',
      approval: { approvals, earlierSha256: file.sha256 },
    });
    approved = await readFile(again.path);
  });

  it('is valid: claim signature, every assertion, and the hash over the file', async () => {
    const { isValid, codes } = await read(sealed);
    expect(isValid).toBe(true);
    expect(codes).toEqual(expect.arrayContaining(['claimSignature.validated', `${binding}.match`]));
    expect(codes.filter((code) => code === 'assertion.hashedURI.match')).toHaveLength(6);
    expect(codes.filter((code) => code.startsWith('not '))).toEqual([]);
  });

  it('says who made it, how, of what, and that nothing may be trained on it', async () => {
    const { manifest } = await read(sealed);
    expect(manifest.claim).toMatchObject({ claimGeneratorName: 'Backlot' });
    const [actions] = listOf(manifest, ActionAssertion);
    expect(actions?.actions.map(({ action, digitalSourceType }) => [action, digitalSourceType])).toEqual([
      ['c2pa.created', SOURCE_TYPE],
      ['c2pa.placed', undefined],
    ]);
    const [ingredient] = listOf(manifest, IngredientAssertion);
    expect(ingredient).toMatchObject({ title: 'plate.png', format: 'image/png', relationship: 'componentOf' });
    expect(rawAssertion(manifest, 'c2pa.ai-disclosure')).toEqual({ humanOversightLevel: 'prompt_guided' });
    expect(rawAssertion(manifest, 'org.backlot.recipe')).toMatchObject({ recipeHash: EXAMPLE_MANIFEST.recipeHash });
    const [training] = listOf(manifest, TrainingAndDataMiningAssertion);
    expect(training?.isCAWG).toBe(true);
    expect(
      Object.values(training?.entries ?? {}).map((entry) => Reflect.get(entry, 'choice') ?? Reflect.get(entry, 'use')),
    ).toEqual(Array.from({ length: 4 }, () => 'notAllowed'));
  });

  it('is valid upon its approval too, with the earlier credentials as its parent', async () => {
    const { isValid, manifest, store, codes } = await read(approved);
    expect(codes.filter((code) => code.startsWith('not '))).toEqual([]);
    expect(isValid).toBe(true);
    expect(codes).toContain(`${binding}.match`);
    expect(store.manifests).toHaveLength(2);
    expect(listOf(manifest, IngredientAssertion)).toMatchObject([{ relationship: 'parentOf' }]);
    expect(rawAssertion(manifest, 'c2pa.ai-disclosure')).toEqual({ humanOversightLevel: 'human_validated' });
    expect(rawAssertion(manifest, 'org.backlot.approval')).toMatchObject({ approvals: [{ role: 'supervisor' }] });
    const [actions] = listOf(manifest, ActionAssertion);
    expect(actions?.actions.map(({ action }) => action)).toEqual(['c2pa.opened', 'org.backlot.approved']);
  });

  it('is not valid with one byte of the picture or of what is said flipped', async () => {
    for (const [which, bytes] of [
      ['sealed', sealed],
      ['approved', approved],
    ] as const) {
      const places = {
        picture: bytes.lastIndexOf(Buffer.from(content, 'latin1')) + 24,
        recipe: bytes.lastIndexOf('recipeHash') + 16,
        disclosure: bytes.lastIndexOf('humanOversightLevel') + 22,
        training: bytes.lastIndexOf('cawg.data_mining') + 4,
        signer: bytes.lastIndexOf('Backlot development signer') + 3,
      };
      for (const [what, at] of Object.entries(places)) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 0x01;
        expect(await isRefused(changed), `${which} ${what} at ${at}`).toBe(true);
      }
    }
  });
});
