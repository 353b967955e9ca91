import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inviteMember, takeInvitation } from './enter-studio.ts';
import { type BrowserState, hasBrowser, openBrowser, openPage, waitForFrame } from './open-browser.ts';
import { type ServedStudio, serveStudio } from './serve-studio.ts';
import { smallSetUp, writeSmallPlate } from './small-collapse.ts';

const LAST = 7;

describe.skipIf(!hasBrowser)('the studio in the browser', () => {
  let folder = '';
  let studio: ServedStudio;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let takeUrl = '';
  /** Browsers of the owner, who asks, and of a supervisor, who approves. */
  let owner: BrowserState;
  let supervisor: BrowserState;
  const screenshots = process.env.BACKLOT_SCREENSHOTS;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-browser-'));
    await writeSmallPlate(join(folder, 'plate.png'));
    await writeFile(join(folder, 'set-up.json'), JSON.stringify(smallSetUp('plate.png'), null, 2));
    if (screenshots) await mkdir(screenshots, { recursive: true });
    studio = await serveStudio(join(folder, 'home'));
    browser = await openBrowser();
    owner = await takeInvitation(browser, { link: studio.ownerLink ?? '', name: 'Olga' });
    const { page: members } = await openPage(browser, owner);
    await members.goto(`${studio.url}/members`);
    const link = await inviteMember(members, 'Sue', 'supervisor');
    await members.context().close();
    supervisor = await takeInvitation(browser, { link, name: 'Sue' });
  });
  afterAll(async () => {
    await browser?.close();
    expect(await studio?.stop()).toBe(0);
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    ({ page, complaints } = await openPage(browser, owner));
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.close();
  });

  async function photograph(name: string): Promise<void> {
    if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  async function openTake(): Promise<void> {
    await page.goto(takeUrl);
    await waitForFrame(page, 0);
  }

  it('says what to do while there is nothing', async () => {
    await page.goto(studio.url);
    await page.getByRole('heading', { name: 'No productions yet' }).waitFor();
    await photograph('empty');
  });

  it('asks for a take with plate, set-up and licence, and shows what is wrong at its field', async () => {
    await page.goto(studio.url);
    await page.getByRole('button', { name: 'New take' }).click();
    const dialog = page.getByRole('dialog', { name: 'New take' });
    await dialog.getByLabel('Choose set-up file').setInputFiles(join(folder, 'set-up.json'));
    await dialog.getByLabel('Choose plate').setInputFiles(join(folder, 'plate.png'));
    const editor = dialog.getByLabel('Set-up as JSON');
    const good = await editor.inputValue();

    await editor.fill(good.replace('"ideation"', '"idea"'));
    expect(await dialog.getByText('1 to correct').count()).toBe(1);
    expect(await dialog.getByRole('button', { name: 'Ask for this take' }).isDisabled()).toBe(true);
    await editor.fill(good.replace('"storeys": 2', '"storeys": -2'));
    await dialog.getByRole('button', { name: 'Ask for this take' }).click();
    await dialog.getByText('SET_UP_INVALID').waitFor();
    const line = good.split('\n').findIndex((text) => text.includes('"storeys"')) + 1;
    await dialog.getByText(new RegExp(`Line ${line}, parameters.building.storeys: .*-2`)).waitFor();
    await photograph('new-take-wrong');

    await editor.fill(good);
    await dialog.getByLabel('Owner').fill('Studio tests');
    await dialog.getByRole('button', { name: 'Ask for this take' }).click();
    await page.getByRole('progressbar', { name: 'Progress' }).waitFor();
    await photograph('running');
    complaints.length = 0;
    await page.getByTestId('picture').waitFor({ timeout: 120_000 });
    takeUrl = page.url();
    await waitForFrame(page, 0);
  }, 180_000);

  it('ends a take that is running', async () => {
    await page.goto(studio.url);
    await page.getByRole('button', { name: 'New take' }).click();
    const dialog = page.getByRole('dialog', { name: 'New take' });
    const setUp = smallSetUp('plate.png');
    const long = {
      ...setUp,
      shot: 'sq010/sh0020',
      parameters: { ...setUp.parameters, output: { durationFrames: 400 } },
    };
    await dialog.getByLabel('Set-up as JSON').fill(JSON.stringify(long));
    await dialog.getByLabel('Plate of an earlier take').selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'Ask for this take' }).click();
    await page.getByRole('button', { name: 'Cancel the take' }).click();
    await page.getByText('Cancelled').waitFor();
    await photograph('cancelled');
  });

  it('leads from productions to the picture by keyboard alone', async () => {
    await page.goto(studio.url);
    for (const name of ['end-to-end', 'Shot sq010/sh0010', 'sq010/sh0010 v001']) {
      await page.getByRole('link', { name, exact: true }).waitFor();
      await photograph(name.replaceAll(/[^A-Za-z0-9]+/g, '-'));
      await tabTo(page, name);
      await page.keyboard.press('Enter');
    }
    await waitForFrame(page, 0);
    await page.keyboard.press('End');
    await waitForFrame(page, LAST);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await photograph('keyboard');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor({ state: 'hidden' });
    await page.keyboard.press('n');
    await page.keyboard.type('The last frame is too calm');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: `Note on frame ${LAST}` }).waitFor();
  });

  it('shows every pass by its number key, and a wipe that moves by keyboard', async () => {
    await openTake();
    await page.keyboard.press('End');
    await waitForFrame(page, LAST);
    for (const [key, name] of [
      'Composite',
      'Plate',
      'Beauty',
      'Depth',
      'Normals',
      'Motion',
      'Object id',
      'Dust',
    ].entries()) {
      const answered = key === 0 ? undefined : page.waitForResponse((response) => response.url().includes('/frames/'));
      await page.keyboard.press(String(key + 1));
      expect((await answered)?.status() ?? 200).toBe(200);
      await page.getByLabel(`${name} of the take`).waitFor();
      await waitForFrame(page, LAST);
      await photograph(`pass-${key + 1}`);
    }
    await page.keyboard.press('1');
    await page.keyboard.press('w');
    const wipe = page.getByRole('slider', { name: 'Wipe between Plate and Composite' });
    await wipe.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await wipe.getAttribute('aria-valuenow')).toBe('10');
    await photograph('wipe');
  });

  it('says that the seal holds, why the take was allowed, and how to make it again', async () => {
    await openTake();
    await page.getByRole('tab', { name: 'Evidence' }).click();
    await page
      .getByTestId('seal-state')
      .getByText(/^(Valid|Trusted)$/)
      .waitFor();
    await page.getByText(/The ledger’s chain holds over all \d+ entries/).waitFor();
    await page.getByRole('heading', { name: 'Why it was allowed' }).waitFor();
    await photograph('evidence');
    await page.getByRole('tab', { name: 'Recipe' }).click();
    const id = takeUrl.split('/').at(-1);
    await page.getByText(`npx backlot rerun ${id}`, { exact: true }).waitFor();
    expect(JSON.parse(await page.getByLabel('Recipe as JSON').inputValue())).toMatchObject({
      engine: { id: 'collapse' },
    });
    await photograph('recipe');
    await page.getByRole('tab', { name: 'Files' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /^Download .*\.mp4$/ }).click();
    const bytes = await readFile(await (await download).path());
    expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
    await photograph('files');
  });

  it('lets nobody approve what they asked for', async () => {
    await openTake();
    await page.getByText('A supervisor or producer who did not ask for this take gives the verdict.').waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    const data = { decision: 'approve', text: 'Mine' };
    const answer = await page.request.post(`${studio.url}/api/takes/${takeUrl.split('/').at(-1)}/reviews`, { data });
    expect([answer.status(), (await answer.json()).code]).toEqual([403, 'ACCESS_DENIED']);
  });

  it('rejects only with words, then approves, and both stay after a reload', async () => {
    await page.context().close();
    ({ page, complaints } = await openPage(browser, supervisor));
    await openTake();
    await page.getByRole('button', { name: /^Reject/ }).click();
    const send = page.getByRole('button', { name: /^Reject/ });
    expect(await send.isDisabled()).toBe(true);
    await page.getByLabel('What has to change (required)').fill('More rubble');
    await send.click();
    await page.getByText('Rejected', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: /^Approve/ }).click();
    await page.getByRole('button', { name: /^Approve/ }).click();
    await page.getByRole('button', { name: 'Deliver' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Deliver' }).waitFor();
    await page.getByText('More rubble').waitFor();
    await photograph('approved');
  });

  it('fits 1280 and 1920 without scrolling sideways', async () => {
    for (const size of [
      { width: 1280, height: 720 },
      { width: 1920, height: 1080 },
    ]) {
      await page.setViewportSize(size);
      for (const path of [
        '/',
        '/members',
        '/account',
        '/productions/end-to-end',
        '/productions/end-to-end/members',
        '/productions/end-to-end/sq010/sh0010',
        '/ledger',
        '',
      ]) {
        await page.goto(path === '' ? takeUrl : studio.url + path);
        await page.getByRole('main').waitFor();
        await page.waitForLoadState('networkidle').catch(() => undefined);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${path} at ${size.width}`).toBeLessThanOrEqual(0);
        await photograph(`page${path.replaceAll('/', '-')}-${size.width}`);
      }
    }
  });

  it('names every control', async () => {
    await openTake();
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, a, input, select, textarea, [role="slider"]')]
        .filter((element) => {
          const labels =
            element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null;
          const name = [
            element.getAttribute('aria-label'),
            element.textContent,
            labels?.[0]?.textContent,
            element.title,
          ];
          return !name.some((text) => text?.trim());
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(unnamed).toEqual([]);
  });
});

/** Presses Tab until the link of this name has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (focused === name) return;
  }
  throw new Error(`Tab never reached "${name}"`);
}
