import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openComfyuiServer } from '@backlot/testkit';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { takeInvitation } from './enter-studio.ts';
import { hasBrowser, openBrowser, openPage } from './open-browser.ts';
import { type ServedStudio, serveStudio } from './serve-studio.ts';

const PRODUCTION = '/productions/night-harbour';
const KEY = 'fal-secret-0123456789-wxyz';
const CARD = {
  ...{ name: 'Flux', vendor: 'Black Forest Labs', version: '1', licence: 'Agreement', task: 'image' },
  ...{ trainedOn: 'licensed', retainsInputs: false, trainsOnInputs: false, environment: 'secured' },
};

describe.skipIf(!hasBrowser)('a slip in a back end or a card, mended in the browser', () => {
  let folder = '';
  let studio: ServedStudio;
  let browser: Browser;
  let page: Page;
  let complaints: string[] = [];
  let comfyui: Awaited<ReturnType<typeof openComfyuiServer>>;
  let card = '';
  const screenshots = process.env.BACKLOT_SCREENSHOTS;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-correcting-'));
    if (screenshots) await mkdir(screenshots, { recursive: true });
    comfyui = await openComfyuiServer();
    studio = await serveStudio(join(folder, 'home'));
    browser = await openBrowser();
    const owner = await takeInvitation(browser, { link: studio.ownerLink ?? '', name: 'Olga' });
    ({ page, complaints } = await openPage(browser, owner));
    await page.goto(studio.url);
    await post('/productions', { slug: 'night-harbour', title: 'Night Harbour' });
    const request = { title: 'Renderroom', kind: 'comfyui', isOwn: true, address: 'http://127.0.0.1:9', key: KEY };
    const { id } = await post(`${PRODUCTION}/back-ends`, request);
    card = (await post(`${PRODUCTION}/models`, { ...CARD, backEnd: id, model: 'text-to-image' })).id;
    await page.goto(`${studio.url}${PRODUCTION}/models`);
  });
  afterAll(async () => {
    await browser?.close();
    expect(await studio?.stop()).toBe(0);
    await comfyui?.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });

  async function post(path: string, data: object) {
    const answer = await page.request.post(`${studio.url}/api${path}`, { headers: { origin: studio.url }, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  }

  async function photograph(what: string): Promise<void> {
    if (!screenshots) return;
    for (const [width, height] of [
      [1920, 1080],
      [1280, 720],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(screenshots, `correct-${what}-${width}.png`) });
    }
  }

  const row = (title: string): Locator => page.getByRole('article', { name: title });
  const cards = (): Locator => page.getByRole('region', { name: 'Model cards' });

  it('gives a back end another title and address, by keyboard, and asks for its key with another server', async () => {
    await photograph('before');
    await row('Renderroom').getByRole('button', { name: 'Correct Renderroom' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Correct Renderroom' });
    await form.getByLabel('Title').fill('Render room');
    await form.getByLabel('Address').fill(comfyui.address);
    await page.keyboard.press('Enter');
    await form.getByText('Paste the key again').waitFor();
    await form.getByLabel(/^New key/).fill(`${KEY}-2345`);
    await photograph('back-end');
    await page.keyboard.press('Enter');
    await row('Render room').getByText('2345').waitFor();
    await row('Render room').getByRole('button', { name: 'Test Render room' }).click();
    await row('Render room')
      .getByText(/It answers: ComfyUI/)
      .waitFor();
  });

  it('puts a corrected card in the place of another, which stays to be read', async () => {
    await cards().getByRole('button', { name: 'Correct Flux 1' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Correct the card of Flux' });
    await form.getByLabel('Version').fill('1.1');
    await form.getByLabel('Trained on').selectOption('undeclared');
    await photograph('card');
    await form.getByRole('button', { name: 'Correct it' }).click();
    await cards().getByRole('button', { name: 'Correct Flux 1.1' }).waitFor();
    await cards().getByText('1 retired card').press('Enter');
    await cards()
      .getByText(/Retired .*: nothing is made with it/)
      .waitFor();
    const { cards: all } = await (await page.request.get(`${studio.url}/api${PRODUCTION}/models`)).json();
    expect(all).toMatchObject([
      { id: card, retiredAt: expect.any(String) },
      { version: '1.1', replaces: card },
    ]);
  });

  it('retires a card only once that is confirmed, and then offers it no more', async () => {
    const retire = cards().getByRole('button', { name: 'Retire Flux 1.1' });
    await retire.press('Enter');
    const question = page.getByRole('dialog', { name: 'Retire Flux 1.1?' });
    await question.waitFor();
    // Enter where the dialog begins does nothing that cannot be undone.
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'hidden' });
    await retire.press('Enter');
    await photograph('retire');
    await question.getByRole('button', { name: 'Retire it' }).press('Enter');
    await cards().getByText('2 retired cards').waitFor();
    await page.goto(studio.url + PRODUCTION);
    await page.getByRole('button', { name: 'New take' }).click();
    const dialog = page.getByRole('dialog', { name: 'New take' });
    await dialog.getByLabel('Picture', { exact: true }).check();
    await dialog.getByText('No card of this production names a model for this.').waitFor();
    await page.goto(`${studio.url}${PRODUCTION}/models`);
  });

  it('removes a back end with its key once that is confirmed', async () => {
    await row('Render room').getByRole('button', { name: 'Remove Render room' }).press('Enter');
    const question = page.getByRole('dialog', { name: 'Remove Render room?' });
    await photograph('remove');
    await question.getByRole('button', { name: 'Remove it' }).press('Enter');
    await page.getByText('No back end yet.').waitFor();
    expect(await page.content()).not.toContain(KEY);
  });
});
