import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fal, startVendorServer, type VendorServer } from '@backlot/testkit';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../architecture/tracked-files.ts';
import { takeInvitation } from './enter-studio.ts';
import { type BrowserState, hasBrowser, openBrowser, openPage } from './open-browser.ts';
import { runBacklot } from './run-backlot.ts';
import { type ServedStudio, serveStudio } from './serve-studio.ts';

const PLATE = join(root, 'examples/street-collapse/plate.png');
const CARD = {
  name: 'Sketcher',
  vendor: 'Tests',
  version: '1',
  licence: 'Apache-2.0',
  trainedOn: 'licensed',
  retainsInputs: false,
  trainsOnInputs: false,
  environment: 'secured',
  task: 'image',
  model: 'fal-ai/flux-1/dev',
};

describe.skipIf(!hasBrowser)('works on file in the browser', () => {
  let folder = '';
  let vendor: VendorServer;
  let studio: ServedStudio;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let owner: BrowserState;
  const screenshots = process.env.BACKLOT_SCREENSHOTS;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-works-'));
    if (screenshots) await mkdir(screenshots, { recursive: true });
    // Whatever the words say, this vendor's model gives back what somebody else made.
    vendor = await startVendorServer({ protocol: fal, key: 'a-key-of-many-characters', results: { image: PLATE } });
    studio = await serveStudio(join(folder, 'home'));
    browser = await openBrowser();
    owner = await takeInvitation(browser, { link: studio.ownerLink ?? '', name: 'Olga' });
    await backlot('production', 'create', 'night-harbour', '--title', 'Night Harbour');
  });
  afterAll(async () => {
    await browser?.close();
    expect(await studio?.stop()).toBe(0);
    await vendor?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    ({ page, complaints } = await openPage(browser, owner));
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  async function backlot(...words: string[]) {
    const env = { BACKLOT_MODEL_KEY: 'a-key-of-many-characters' };
    const result = await runBacklot([...words, '--json'], { home: join(folder, 'home'), env });
    expect([words.join(' '), result.stderr]).toEqual([words.join(' '), '']);
    return JSON.parse(result.stdout);
  }

  async function photograph(name: string): Promise<void> {
    if (screenshots) await page.screenshot({ path: join(screenshots, `works-${name}.png`), fullPage: true });
  }

  it('a work is put on file beside the licences, with its picture', async () => {
    await page.goto(`${studio.url}/productions/night-harbour`);
    await page.getByRole('navigation', { name: 'Production' }).getByRole('link', { name: 'Material' }).click();
    const works = page.getByRole('region', { name: 'Works on file' });
    await works.getByText('No work yet.').waitFor();
    await works.getByRole('button', { name: 'Put a work on file' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Put on file' }).click();
    await dialog.getByText('Choose the picture.').waitFor();
    await photograph('dialog');
    await dialog.getByLabel('Picture').setInputFiles(PLATE);
    await dialog.getByLabel('Title').fill('Street before the fall');
    await dialog.getByLabel('Owner').fill('Iva Berg');
    await dialog.getByLabel('Reason').fill('She objected on 2 May; the letter lies in the production office.');
    await dialog.getByRole('button', { name: 'Put on file' }).click();
    await works.getByText('Compared with what models make').waitFor();
    await works.getByRole('img', { name: 'Street before the fall' }).waitFor();
    await page.waitForFunction(() => [...document.images].every((image) => image.naturalWidth > 0));
    await photograph('section');
  });

  it('what a model made that shows it is held, and both pictures stand side by side', async () => {
    const words = ['--kind', 'fal', '--own', '--address', vendor.address];
    const backEnd = await backlot('models', 'add', 'night-harbour', ...words);
    const file = join(folder, 'card.json');
    await writeFile(file, JSON.stringify({ ...CARD, backEnd: backEnd.id }));
    const card = await backlot('model', 'add', 'night-harbour', file);
    const shot = ['--production', 'night-harbour', '--shot', 'sq010/sh0010'];
    const ask = ['--model', card.id, '--prompt', 'a street at noon', '--set', 'widthPx=1920', '--set', 'heightPx=1080'];
    const made = await runBacklot(['take', 'image', ...shot, ...ask, '--out', join(folder, 'out'), '--json'], {
      home: join(folder, 'home'),
    });
    const take = JSON.parse(made.stdout);
    expect(take).toMatchObject({ state: 'held' });
    await page.goto(`${studio.url}/takes/${take.id}`);
    const seen = page.getByRole('region', { name: 'Works on file in the picture' });
    await seen.getByText('The picture looks like the whole work').waitFor();
    await seen.getByRole('img', { name: 'Street before the fall' }).waitFor();
    await page.waitForFunction(() => [...document.images].every((image) => image.naturalWidth > 0));
    await photograph('held');
    expect(await backlot('work', 'list', 'night-harbour')).toMatchObject([{ title: 'Street before the fall' }]);
  });
});
