import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ComfyuiServer, openai, openComfyuiServer, startVendorServer, type VendorServer } from '@backlot/testkit';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inviteMember, takeInvitation } from './enter-studio.ts';
import { hasBrowser, openBrowser, openPage } from './open-browser.ts';
import { type ServedStudio, serveStudio } from './serve-studio.ts';

const PRODUCTION = '/productions/night-harbour';
const CARD = {
  ...{ vendor: 'Makers', version: '1', licence: 'Agreement', trainedOn: 'licensed' },
  ...{ retainsInputs: false, trainsOnInputs: false, environment: 'secured' },
};
const READING = {
  shots: [
    {
      description: 'A ferry leaves the pier at dawn',
      durationS: 4,
      camera: 'low, slow push in',
      subjects: ['ferry', 'two gulls'],
      negative: 'cars',
    },
    { description: 'Ropes on a bollard', subjects: [] },
  ],
  questions: ['How many passengers are on deck?'],
};
/** A take that shows what it makes needs to be slow enough to be looked at. */
const STEP_MS = 400;

describe.skipIf(!hasBrowser)('models at work: a preview, a pick, a brief', () => {
  let folder = '';
  let studio: ServedStudio;
  let browser: Browser;
  let page: Page;
  let complaints: string[] = [];
  let comfyui: ComfyuiServer;
  let vendor: VendorServer;
  let take = '';
  const screenshots = process.env.BACKLOT_SCREENSHOTS;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-at-work-'));
    if (screenshots) await mkdir(screenshots, { recursive: true });
    const words = join(folder, 'reading.json');
    await writeFile(words, JSON.stringify(READING));
    [comfyui, vendor] = await Promise.all([
      openComfyuiServer({ stepMs: STEP_MS }),
      startVendorServer({ protocol: openai, results: { words } }),
    ]);
    studio = await serveStudio(join(folder, 'home'));
    browser = await openBrowser();
    const owner = await takeInvitation(browser, { link: studio.ownerLink ?? '', name: 'Olga' });
    ({ page, complaints } = await openPage(browser, owner));
    await page.goto(studio.url);
    await post('/productions', { slug: 'night-harbour', title: 'Night Harbour' });
    const farm = await addBackEnd({ title: 'Farm', kind: 'comfyui', isOwn: true, address: comfyui.address });
    await post(`${PRODUCTION}/models`, { ...CARD, name: 'FLUX', backEnd: farm, model: 'text-to-image', task: 'image' });
  });
  afterAll(async () => {
    await browser?.close();
    expect(await studio?.stop()).toBe(0);
    await Promise.all([comfyui?.close(), vendor?.close()]);
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });

  async function photograph(what: string): Promise<void> {
    if (!screenshots) return;
    for (const [width, height] of [
      [1920, 1080],
      [1280, 720],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(screenshots, `at-work-${what}-${width}.png`) });
    }
  }

  async function post(path: string, data: object) {
    const answer = await page.request.post(`${studio.url}/api${path}`, { headers: { origin: studio.url }, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  }

  async function addBackEnd(backEnd: object): Promise<string> {
    return (await post(`${PRODUCTION}/back-ends`, backEnd)).id;
  }

  const dialog = (): Locator => page.getByRole('dialog', { name: 'New take' });

  async function beginPicture(): Promise<void> {
    await page.goto(studio.url + PRODUCTION);
    await page.getByRole('button', { name: 'New take' }).click();
    await dialog().getByLabel('Picture', { exact: true }).check();
    await dialog().getByLabel('Shot').fill('sq010/sh0040');
    await dialog().getByLabel('Model', { exact: true }).selectOption({ label: 'FLUX 1' });
  }

  it('offers no brief where no language model stands ready to read one', async () => {
    await beginPicture();
    await dialog().getByText('our own machine').waitFor();
    expect(await dialog().getByRole('button', { name: 'Start from a brief' }).count()).toBe(0);
  });

  it('shows what a call looks like while it runs, says that it is not sealed, and keeps none of it', async () => {
    await dialog().getByLabel('What is to be seen').fill('A harbour at night, rain on the cobbles');
    await dialog().getByLabel('2', { exact: true }).check();
    await dialog().getByRole('button', { name: 'See what leaves' }).click();
    await dialog().getByRole('button', { name: 'Ask for this take' }).click();
    await dialog().waitFor({ state: 'hidden' });
    const preview = page.getByTestId('preview').and(page.locator(':visible'));
    await preview.waitFor({ timeout: 60_000 });
    take = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await expect.poll(() => preview.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await page.getByText('It is not sealed, not inspected, and not kept.').waitFor();
    const first = await preview.getAttribute('src');
    await expect.poll(() => preview.getAttribute('src'), { timeout: 30_000 }).not.toBe(first);
    await page.reload();
    await preview.waitFor();
    await photograph('preview');
    const answer = await page.request.get(`${studio.url}/api/takes/${take}/preview`);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/png']);
    const { page: stranger } = await openPage(browser);
    expect((await stranger.request.get(`${studio.url}/api/takes/${take}/preview`)).status()).toBe(401);
    await page.getByTestId('variant').first().waitFor({ timeout: 60_000 });
    expect((await page.request.get(`${studio.url}/api/takes/${take}/preview`)).status()).toBe(204);
    expect(await page.getByTestId('preview').count()).toBe(0);
  });

  it('shows guests no preview', async () => {
    const wish = { label: 'Client', takes: [take], expiresInDays: 1 };
    const { secret } = await post(`${PRODUCTION}/guest-links`, wish);
    const { page: guest } = await openPage(browser);
    await guest.goto(secret);
    await guest.getByRole('link', { name: 'sq010/sh0040 v001' }).waitFor();
    expect((await guest.request.get(`${studio.url}/api/takes/${take}/preview`)).status()).toBe(403);
    const seen = await (await guest.request.get(`${studio.url}/api/takes/${take}`)).json();
    expect(seen).toMatchObject({ progress: null, pick: null });
    await guest.context().close();
  });

  it('picks a variant by key, for everyone and at once, and takes it back by picking another', async () => {
    await page.goto(`${studio.url}${PRODUCTION}/members`);
    const link = await inviteMember(page, 'Sue', 'supervisor');
    const sue = await openPage(browser, await takeInvitation(browser, { link, name: 'Sue' }));
    await page.goto(`${studio.url}/takes/${take}`);
    await sue.page.goto(`${studio.url}/takes/${take}`);
    await sue.page.getByText('Variant 1 of 2').waitFor();
    await page.getByText('Variant 1 of 2').waitFor();
    await page.keyboard.press('2');
    await page.getByRole('button', { name: 'Pick this one' }).waitFor();
    await page.keyboard.press('p');
    await page.getByText('Picked by Olga').waitFor();
    await page.getByRole('button', { name: 'Variant 2, picked' }).waitFor();
    await photograph('picked');
    await sue.page.getByRole('button', { name: 'Variant 2, picked' }).waitFor();
    await sue.page.reload();
    await sue.page.getByText('Variant 2 of 2').waitFor();
    await sue.page.getByRole('button', { name: 'Iterate from this' }).waitFor();
    await sue.page.keyboard.press('i');
    const hers = sue.page.getByRole('dialog', { name: 'New take' });
    await hers.getByText('variants/variant-2.png of an earlier take').waitFor();
    await hers.getByLabel('Close').click();
    await hers.waitFor({ state: 'hidden' });
    await sue.page.keyboard.press('1');
    await sue.page.keyboard.press('p');
    await sue.page.getByText('Picked by Sue').waitFor();
    await page.getByRole('button', { name: 'Variant 1, picked' }).waitFor();
    expect(await page.getByRole('button', { name: 'Variant 2, picked' }).count()).toBe(0);
    const entries = await (await page.request.get(`${studio.url}/api/takes/${take}/ledger`)).json();
    const picks = entries.filter(({ kind }: { kind: string }) => kind === 'variant-picked');
    expect(
      picks.map(({ body }: { body: { file: string; by: { name: string } } }) => [body.by.name, body.file]),
    ).toEqual([
      ['Olga', 'variants/variant-2.png'],
      ['Sue', 'variants/variant-1.png'],
    ]);
    expect(sue.complaints).toEqual([]);
    await sue.page.context().close();
  });

  it('reads a brief into the form: seen before it leaves, each part to be changed, and what is left out said', async () => {
    const openAi = await addBackEnd({
      ...{ title: 'OpenAI', kind: 'openai', isOwn: true, address: vendor.address, key: 'sk-0123456789-abcd' },
    });
    await post(`${PRODUCTION}/models`, {
      ...{ ...CARD, name: 'GPT', backEnd: openAi, model: 'gpt-6-sol', task: 'words' },
    });
    await beginPicture();
    await dialog().getByRole('button', { name: 'Start from a brief' }).press('Enter');
    await dialog().getByLabel('Brief', { exact: true }).fill('Dawn. The ferry leaves. Then ropes on a bollard.');
    await dialog().getByRole('button', { name: 'See what leaves with the brief' }).click();
    const manifest = dialog().getByRole('table', { name: /To OpenAI/ });
    await manifest.getByText('The ferry leaves').waitFor();
    expect(vendor.requests.length).toBe(0);
    await photograph('brief-plan');
    await dialog().getByRole('button', { name: 'Have it read' }).click();
    const understood = dialog().getByRole('group', { name: 'What was understood' });
    await expect.poll(() => understood.getByLabel('Camera').inputValue()).toBe('low, slow push in');
    await understood.getByText('Its length: a picture has none.').waitFor();
    await understood.getByText('The other shot: a take is of one.').waitFor();
    await understood.getByText('How many passengers are on deck?').waitFor();
    await understood.getByLabel('Camera').fill('from the quay');
    await understood.getByLabel('Camera').press('Enter');
    await photograph('brief-read');
    await understood.getByRole('button', { name: 'Put it into the form' }).click();
    const prompt = 'A ferry leaves the pier at dawn. Camera: from the quay. Seen: ferry, two gulls.';
    expect(await dialog().getByLabel('What is to be seen').inputValue()).toBe(prompt);
    expect(await dialog().getByLabel('What is not wanted').inputValue()).toBe('cars');
    expect(vendor.paid()).toHaveLength(1);
    await photograph('brief-used');
  });

  it('is offline on the take’s page too', async () => {
    await page.goto(`${studio.url}${PRODUCTION}/models`);
    await page.getByRole('switch', { name: 'Offline' }).press('Space');
    await page.getByText('Nothing at all is sent:').waitFor();
    await page.goto(`${studio.url}/takes/${take}`);
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Offline' }).waitFor();
    await photograph('offline');
  });
});
