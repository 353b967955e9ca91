import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ComfyuiServer, fal, openComfyuiServer, startVendorServer, type VendorServer } from '@backlot/testkit';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { takeInvitation } from './enter-studio.ts';
import { hasBrowser, openBrowser, openPage } from './open-browser.ts';
import { type ServedStudio, serveStudio } from './serve-studio.ts';
import { smallSetUp, writeSmallPlate } from './small-collapse.ts';

const PRODUCTION = '/productions/night-harbour';
const KEY = 'fal-secret-0123456789-wxyz';
const CARD = {
  ...{ vendor: 'Black Forest Labs', version: '1', licence: 'Agreement' },
  ...{ trainedOn: 'licensed', retainsInputs: false, trainsOnInputs: false, environment: 'secured' },
};
const PROMPT = 'A harbour at night, rain on the cobbles, one lamp, a long lens';

describe.skipIf(!hasBrowser)('models, from an empty page to a picture, its money and the offline switch', () => {
  let folder = '';
  let studio: ServedStudio;
  let browser: Browser;
  let page: Page;
  let complaints: string[] = [];
  let comfyui: ComfyuiServer;
  let farm: ComfyuiServer;
  let vendor: VendorServer;
  let firstTake = '';
  const screenshots = process.env.BACKLOT_SCREENSHOTS;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-models-'));
    if (screenshots) await mkdir(screenshots, { recursive: true });
    await writeSmallPlate(join(folder, 'plate.png'));
    [comfyui, farm, vendor] = await Promise.all([
      openComfyuiServer({ without: ['WanVaceToVideo'] }),
      openComfyuiServer(),
      startVendorServer({ protocol: fal, key: KEY }),
    ]);
    studio = await serveStudio(join(folder, 'home'));
    browser = await openBrowser();
    const owner = await takeInvitation(browser, { link: studio.ownerLink ?? '', name: 'Olga' });
    ({ page, complaints } = await openPage(browser, owner));
    await page.goto(studio.url);
    await page.getByRole('button', { name: 'Make a production' }).click();
    await page.getByLabel('Title').fill('Night Harbour');
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('heading', { name: 'Nobody is registered yet' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    expect(await studio?.stop()).toBe(0);
    await Promise.all([comfyui?.close(), farm?.close(), vendor?.close()]);
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });

  /** At both widths that the crew works at. */
  async function photograph(what: string): Promise<void> {
    if (!screenshots) return;
    for (const [width, height] of [
      [1920, 1080],
      [1280, 720],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(screenshots, `models-${what}-${width}.png`) });
    }
  }

  async function openModels(): Promise<void> {
    await page.goto(studio.url + PRODUCTION);
    await page.getByRole('navigation', { name: 'Production' }).getByRole('link', { name: 'Models' }).click();
    await page.getByRole('heading', { name: 'Back ends' }).waitFor();
  }

  const dialog = (): Locator => page.getByRole('dialog', { name: 'New take' });

  /** The dialog for a picture of a shot. */
  async function beginPicture(model: string, prompt: string): Promise<void> {
    await page.goto(studio.url + PRODUCTION);
    await page.getByRole('button', { name: 'New take' }).click();
    await dialog().getByLabel('Picture', { exact: true }).check();
    await dialog().getByLabel('Shot').fill('sq010/sh0040');
    await dialog().getByLabel('Model', { exact: true }).selectOption({ label: model });
    await dialog().getByLabel('What is to be seen').fill(prompt);
  }

  /** What the page itself would send; the answer as data. */
  async function post(path: string, data: object) {
    const answer = await page.request.post(`${studio.url}/api${path}`, { headers: { origin: studio.url }, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  }

  async function takeIsDone(): Promise<void> {
    await dialog().waitFor({ state: 'hidden' });
    await page.getByTestId('variant').first().waitFor({ timeout: 60_000 });
  }

  const callsMade = (): number => vendor.paid().length;

  it('adds a ComfyUI of the house by keyboard, which says what is there and what is missing', async () => {
    await openModels();
    await page.getByText('No back end yet.').waitFor();
    await photograph('empty');
    const opener = page.getByRole('button', { name: 'Add a back end' });
    await opener.press('Enter');
    await hasFocus(page.getByRole('dialog').getByLabel('Kind'));
    await page.keyboard.press('Escape');
    await hasFocus(opener);
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Add a back end' });
    await form.getByLabel('Kind').selectOption('comfyui');
    await form.getByLabel('Title').fill('Harbour GPU');
    await page.keyboard.press('Enter');
    await form.getByText('Write where it answers').waitFor();
    // The focus follows the fault, and keys that are quicker go elsewhere.
    const address = form.getByLabel('Address', { exact: true });
    await hasFocus(address);
    await page.keyboard.type(new URL(comfyui.address).host);
    await page.keyboard.press('Enter');
    await form.getByText('Begin with http:// or https://').waitFor();
    await hasFocus(address);
    await page.keyboard.press('Home');
    await page.keyboard.type('http://');
    expect(await address.inputValue()).toBe(comfyui.address);
    await page.keyboard.press('Enter');
    const row = page.getByRole('article', { name: 'Harbour GPU' });
    await row.getByText('A machine of your own').waitFor();
    await reach(page, row.getByRole('button', { name: 'Test Harbour GPU' }));
    await page.keyboard.press('Enter');
    await row.getByText(/It answers: ComfyUI/).waitFor();
    await row.getByText('Missing there').waitFor();
    await row.getByText(/WanVaceToVideo/).waitFor();
    await row.getByText('text-to-image', { exact: true }).waitFor();
    await photograph('tested');
  });

  it('adds a service by its key, which is never shown again, and says when it is refused', async () => {
    await page.getByRole('button', { name: 'Add a back end' }).click();
    const form = page.getByRole('dialog', { name: 'Add a back end' });
    await form.getByLabel('Kind').selectOption('fal');
    await form.getByRole('button', { name: 'Add it' }).click();
    await form.getByText('Paste the key').waitFor();
    await form.getByLabel('Our own').check();
    await form.getByLabel(/^Address/).fill(vendor.address);
    const field = form.getByLabel('Key', { exact: true });
    expect(await field.getAttribute('type')).toBe('password');
    await field.fill('a-key-that-is-wrong-0000');
    await form.getByRole('button', { name: 'Add it' }).click();
    const row = page.getByRole('article', { name: 'fal' });
    await row.getByText('0000').waitFor();
    await row.getByRole('button', { name: 'Test fal' }).click();
    await row.getByText('MODEL_KEY_REFUSED').waitFor();
    // The refusal is what this step is about; the browser notes each answer that is not well.
    complaints.length = 0;
    await row.getByRole('button', { name: 'Correct fal' }).click();
    const other = page.getByRole('dialog', { name: 'Correct fal' });
    await other.getByLabel(/^New key/).fill(KEY);
    await other.getByRole('button', { name: 'Correct it' }).click();
    await row.getByText('wxyz').waitFor();
    await row.getByRole('button', { name: 'Test fal' }).click();
    await row.getByText(/It answers/).waitFor();
    expect(await page.content()).not.toContain(KEY);
    const all = await (await page.request.get(`${studio.url}/api${PRODUCTION}/models`)).text();
    expect(all).not.toContain(KEY);
  });

  it('fills a card from what the back end offers', async () => {
    await page.getByRole('button', { name: 'Register a model' }).click();
    const form = page.getByRole('dialog', { name: 'Register a model' });
    await expect.poll(() => form.getByLabel('Back end').locator('option:checked').textContent()).toBe('fal');
    expect(await form.getByLabel('final').isChecked()).toBe(false);
    await form.getByLabel('Model there').selectOption({ label: 'FLUX.1 [dev]' });
    expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('FLUX.1 [dev]');
    expect(await form.getByLabel('Price in dollars').inputValue()).toBe('0.025');
    await form.getByRole('button', { name: 'Register' }).click();
    await form.getByText('Version: write it here.').waitFor();
    await form.getByLabel('Version').fill('1');
    await form.getByLabel('Vendor').fill('Black Forest Labs');
    await form.getByLabel('Licence of the model').fill('Agreement of 1 November 2026');
    await form.getByLabel('Trained on').selectOption({ label: 'Licensed material' });
    await form.getByLabel('final').uncheck();
    for (const legend of ['It keeps what it is given', 'It trains on what it is given']) {
      await form.getByRole('group', { name: legend }).getByLabel('No', { exact: true }).check();
    }
    await form.getByRole('group', { name: 'It runs in a secured environment' }).getByLabel('Yes').check();
    await photograph('card');
    await form.getByRole('button', { name: 'Register' }).click();
    const cards = page.getByRole('region', { name: 'Model cards' });
    await cards.getByText('For ideation and temp only.').waitFor();
    await cards.getByText('$0.025 a megapixel begun of a picture').waitFor();
  });

  it('limits what models may cost', async () => {
    const budget = page.getByRole('form', { name: 'Budget' });
    await budget.getByLabel('Budget of the production, in dollars').fill('a lot');
    await budget.getByRole('button', { name: 'Save the budget' }).click();
    await budget.getByText('Write dollars, such as 12 or 0.50.').waitFor();
    await budget.getByLabel('Budget of the production, in dollars').fill('5');
    await budget.getByRole('button', { name: 'Add a limit' }).click();
    await budget.getByLabel('Shot of limit 1').fill('sq010/sh0040');
    await budget.getByLabel('Limit of sq010/sh0040 in dollars').fill('0.15');
    await budget.getByRole('button', { name: 'Save the budget' }).click();
    await page.getByRole('row', { name: /sq010\/sh0040.*\$0\.00.*of \$0\.15/ }).waitFor();
  });

  it('marks people in the words as they are typed, and says why', async () => {
    await post(`${PRODUCTION}/performers`, { name: 'Ada Lind', characters: [], status: { kind: 'living' } });
    await beginPicture('FLUX.1 [dev] 1', 'Ada Lind on the quay');
    await dialog().getByText('on the register without consent').waitFor();
    expect(await dialog().locator('mark').textContent()).toBe('Ada Lind');
    await photograph('words');
    await dialog().getByLabel('What is to be seen').fill(PROMPT);
    await dialog().getByText('on the register without consent').waitFor({ state: 'hidden' });
  });

  it('shows to whom what would leave, what it would cost and what policy says, before anything is sent', async () => {
    const before = vendor.requests.length;
    await dialog().getByLabel('What is to be seen').focus();
    await reach(page, dialog().getByRole('button', { name: 'See what leaves' }));
    await page.keyboard.press('Enter');
    await dialog().getByText('It would cost').waitFor();
    await dialog().getByText('$0.10', { exact: true }).waitFor();
    await dialog().getByText('$5.00 is left of the budget of Night Harbour, $4.90 after it.').waitFor();
    const manifest = dialog().getByRole('table', { name: /To fal/ });
    await manifest.getByText(new URL(vendor.address).host).waitFor();
    expect(await manifest.getByRole('row', { name: /prompt/ }).textContent()).toContain(PROMPT);
    expect(await dialog().getByTestId('outcome').textContent()).toBe('Allowed');
    expect(vendor.requests.length).toBe(before);
    await photograph('what-leaves');
    await dialog().getByLabel('Seed').fill('7');
    await dialog().getByText('Something was changed since.').waitFor();
    expect(await dialog().getByRole('button', { name: 'Ask for this take' }).count()).toBe(0);
    await dialog().getByRole('button', { name: 'See what leaves' }).click();
  });

  it('makes four variants, of which one is chosen by its number, and says what they cost', async () => {
    await dialog().getByRole('button', { name: 'Ask for this take' }).click();
    await takeIsDone();
    firstTake = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(await page.getByTestId('variant').count()).toBe(4);
    expect(callsMade()).toBe(4);
    const money = page.getByLabel('Money');
    await expect.poll(() => money.textContent()).toBe('Estimated$0.10Cost$0.10');
    await page.keyboard.press('3');
    await page.getByText('Variant 3 of 4').waitFor();
    expect(await page.getByRole('button', { name: 'Variant 3' }).getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => new URL(page.url()).searchParams.get('frame')).toBe('2');
    await page.reload();
    await page.getByText('Variant 3 of 4').waitFor();
    await photograph('variants');
    await page.getByRole('tab', { name: 'Evidence' }).click();
    const sent = page.getByRole('region', { name: 'Sent to models' });
    await sent.getByText('variant-1', { exact: true }).click();
    await sent.getByText(PROMPT).first().waitFor();
    await sent
      .getByText(/^[0-9a-f]{64}$/)
      .first()
      .waitFor();
    await page.getByRole('region', { name: 'As it was planned' }).getByText(PROMPT).waitFor();
    await page.getByRole('region', { name: 'Card of FLUX.1 [dev]' }).getByText('Black Forest Labs').waitFor();
    await photograph('evidence');
  });

  it('shows a guest the sheet of the variants, and says nothing of how they were made', async () => {
    await page.goto(`${studio.url}${PRODUCTION}/members`);
    const form = page.getByRole('region', { name: 'Let a guest look' });
    await form.getByLabel('For whom').fill('Client');
    await form.getByLabel('What they see').selectOption({ label: 'sq010/sh0040 v001' });
    await form.getByRole('button', { name: 'Make a link' }).click();
    const { page: guest, complaints: ofGuest } = await openPage(browser);
    await guest.goto((await form.locator('code').textContent()) ?? '');
    await guest.getByRole('link', { name: 'sq010/sh0040 v001' }).click();
    const sheet = guest.getByTestId('poster');
    await sheet.waitFor();
    expect(await sheet.getAttribute('src')).toMatch(/contact-sheet\.png/);
    await expect.poll(() => sheet.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await guest.keyboard.press('3');
    await guest.keyboard.press('n');
    await guest.keyboard.type('This one, but warmer');
    await guest.keyboard.press('Control+Enter');
    await guest.getByRole('list', { name: 'Notes' }).getByText('Variant 3').waitFor();
    if (screenshots) await guest.screenshot({ path: join(screenshots, 'models-guest-1280.png') });
    for (const words of ['is being made', 'same bytes', 'Who and what it touches', PROMPT]) {
      expect(await guest.content()).not.toContain(words);
    }
    expect(ofGuest).toEqual([]);
    await guest.context().close();
  });

  it('refuses what goes beyond the limit of the shot, before anything is sent', async () => {
    await beginPicture('FLUX.1 [dev] 1', PROMPT);
    await dialog().getByRole('button', { name: 'See what leaves' }).click();
    await dialog().getByText('Beyond the budget of sq010/sh0040: $0.05 is left.').waitFor();
    await dialog().getByRole('button', { name: 'Ask for this take' }).click();
    await dialog().getByText('BUDGET_SPENT').waitFor();
    expect(callsMade()).toBe(4);
    complaints.length = 0;
    await dialog().getByLabel('Close').click();
  });

  it('iterates from the chosen variant, which makes history a tree', async () => {
    const { backEnds } = await (await page.request.get(`${studio.url}/api${PRODUCTION}/models`)).json();
    const at = backEnds.find(({ title }: { title: string }) => title === 'fal').id;
    await post(`${PRODUCTION}/models`, {
      ...{
        ...CARD,
        name: 'FLUX.1 from a picture',
        backEnd: at,
        model: 'fal-ai/flux-1/dev/image-to-image',
        task: 'image',
      },
      price: { unit: 'image', usdMicros: 10_000 },
    });
    await page.goto(`${studio.url}/takes/${firstTake}?frame=2`);
    await page.getByText('Variant 3 of 4').waitFor();
    await page.getByRole('button', { name: 'Iterate from this' }).waitFor();
    await page.keyboard.press('p');
    await page.getByText('Picked by Olga').waitFor();
    await page.keyboard.press('i');
    await dialog().getByText('variants/variant-3.png of an earlier take').waitFor();
    await dialog().getByText('It takes no picture').waitFor();
    await dialog().getByLabel('Model', { exact: true }).selectOption({ label: 'FLUX.1 from a picture 1' });
    await dialog().getByText('It takes no picture').waitFor({ state: 'hidden' });
    await dialog().getByLabel('What is to be seen').fill(`${PROMPT}, at dawn`);
    await dialog().getByLabel('1', { exact: true }).check();
    await dialog().getByRole('button', { name: 'See what leaves' }).click();
    const file = dialog().getByRole('row', { name: /image/ });
    expect(await file.textContent()).toMatch(/variant-3\.png[0-9a-f]{64}/);
    await dialog().getByRole('button', { name: 'Ask for this take' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Variant 1' }).waitFor({ timeout: 60_000 });
    await page.getByRole('tab', { name: 'History' }).click();
    const history = page.getByRole('list', { name: 'History' });
    await history.getByText('from variant 3').waitFor();
    await history.getByText('variant 3 picked by Olga').waitFor();
    expect(await history.getByRole('link').count()).toBe(2);
    await photograph('history');
  });

  it('finishes a take of ours: its passes are listed before, and one key shows our own render again', async () => {
    const back = await post(`${PRODUCTION}/back-ends`, {
      ...{ title: 'Farm', kind: 'comfyui', isOwn: true, address: farm.address },
    });
    const name = 'VACE';
    await post(`${PRODUCTION}/models`, { ...CARD, name, backEnd: back.id, model: 'control-to-video', task: 'video' });
    await page.goto(studio.url + PRODUCTION);
    await page.getByRole('button', { name: 'New take' }).click();
    const setUp = { ...smallSetUp('plate.png'), production: 'night-harbour' };
    await dialog().getByLabel('Set-up as JSON').fill(JSON.stringify(setUp));
    await dialog().getByLabel('Choose plate').setInputFiles(join(folder, 'plate.png'));
    await dialog().getByRole('button', { name: 'Ask for this take' }).click();
    await page.getByTestId('picture').waitFor({ timeout: 60_000 });
    const own = page.url();
    await page.getByRole('button', { name: 'Finish this take with a model' }).click();
    await expect.poll(() => dialog().getByLabel('The take to finish').inputValue()).toBe(own.split('/').at(-1));
    await dialog().getByLabel('Model', { exact: true }).selectOption({ label: 'VACE 1' });
    await dialog().getByLabel('What it is to look like').fill('Brick dust in low sun, as shot on film');
    await dialog().getByRole('button', { name: 'See what leaves' }).click();
    const manifest = dialog().getByRole('table', { name: /To Farm/ });
    await manifest.getByText('passes.1001.exr to passes.1008.exr').first().waitFor();
    await manifest.getByText('8 files, each with its hash').first().click();
    await photograph('finish-leaves');
    await dialog().getByRole('button', { name: 'Ask for this take' }).click();
    await page.waitForURL((url) => url.href !== own);
    await page.getByTestId('picture').waitFor({ timeout: 90_000 });
    expect(farm.prompts.length).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Switch' }).waitFor();
    await page.keyboard.press('b');
    await page.getByLabel('Player').getByText('v001', { exact: true }).last().waitFor();
    await page.keyboard.press('b');
    const mask = page.waitForResponse((response) => response.url().endsWith('/frames/mask/0.png'));
    await page.getByRole('group', { name: 'Picture' }).getByRole('button', { name: 'Mask' }).click();
    expect((await mask).status()).toBe(200);
    await page.locator('[data-testid="picture"][data-frame="0"]').waitFor();
    await photograph('mask');
    await page.keyboard.press('1');
    await page.getByRole('tab', { name: 'Evidence' }).click();
    await page.getByTestId('seal-state').getByText('Valid', { exact: true }).waitFor();
    await photograph('finished');
  });

  it('keeps the account, call by call and by shot', async () => {
    await openModels();
    const account = page.getByRole('region', { name: 'Account' });
    expect(await account.getByRole('row', { name: /FLUX/ }).count()).toBe(5);
    await account.getByRole('row', { name: /variant-4 FLUX\.1 \[dev\].*Finished \$0\.025 \$0\.025/ }).waitFor();
    const money = page.getByRole('region', { name: 'Money' });
    await money.getByText('$4.89 left of $5.00').waitFor();
    await money.getByRole('row', { name: /sq010\/sh0040.*\$0\.11.*of \$0\.15/ }).waitFor();
    await money.scrollIntoViewIfNeeded();
    await photograph('money');
    await account.scrollIntoViewIfNeeded();
    await photograph('account');
  });

  it('sends nothing once it is offline: said everywhere, refused by policy, and not a byte at the vendor', async () => {
    await page.getByRole('switch', { name: 'Offline' }).press('Space');
    await page.getByText('Nothing at all is sent:').waitFor();
    await photograph('offline');
    const before = [vendor.requests.length, vendor.connections()];
    await page.getByRole('button', { name: 'Test fal' }).click();
    await page.getByRole('article', { name: 'fal' }).getByText('OFFLINE', { exact: true }).waitFor();
    complaints.length = 0;
    await page.goto(studio.url + PRODUCTION);
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Offline' }).waitFor();
    await photograph('offline-mark');
    await beginPicture('FLUX.1 [dev] 1', PROMPT);
    await dialog().getByText('This production is offline.').waitFor();
    await dialog().getByLabel('1', { exact: true }).check();
    await dialog().getByRole('button', { name: 'See what leaves' }).click();
    await dialog().getByText('Not allowed', { exact: true }).waitFor();
    await photograph('offline-plan');
    await dialog().getByRole('button', { name: 'Ask anyway' }).click();
    await page.getByText('Policy refused this use. Nothing was run.').waitFor();
    await page.getByText('offline-sends-nothing').first().waitFor();
    expect([vendor.requests.length, vendor.connections()]).toEqual(before);
  });
});

/** Waits until the control has the focus. */
async function hasFocus(control: Locator): Promise<void> {
  await expect.poll(() => control.evaluate((element) => element === document.activeElement)).toBe(true);
}

/** Presses Tab until the control has the focus, as somebody without a mouse does. */
async function reach(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The control cannot be reached by Tab');
}
