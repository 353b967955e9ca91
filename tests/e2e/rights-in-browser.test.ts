import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeInvitation } from './enter-studio.ts';
import { type BrowserState, hasBrowser, openBrowser, openPage } from './open-browser.ts';
import { type ServedStudio, serveStudio } from './serve-studio.ts';
import { smallSetUp, writeSmallPlate } from './small-collapse.ts';

const PRODUCTION = '/productions/night-harbour';

describe.skipIf(!hasBrowser)('rights in the browser', () => {
  let folder = '';
  let studio: ServedStudio;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let owner: BrowserState;
  const screenshots = process.env.BACKLOT_SCREENSHOTS;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-rights-'));
    await writeSmallPlate(join(folder, 'plate.png'));
    await writeFile(join(folder, 'signed.pdf'), '%PDF-1.4 signed by Ada Lind');
    if (screenshots) await mkdir(screenshots, { recursive: true });
    studio = await serveStudio(join(folder, 'home'));
    browser = await openBrowser();
    owner = await takeInvitation(browser, { link: studio.ownerLink ?? '', name: 'Olga' });
    const { page: first } = await openPage(browser, owner);
    await first.goto(studio.url);
    await first.getByRole('button', { name: 'Make a production' }).click();
    await first.getByLabel('Title').fill('Night Harbour');
    await first.getByRole('button', { name: 'Make it' }).click();
    await first.getByRole('heading', { name: 'Nobody is registered yet' }).waitFor();
    await first.context().close();
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
    await page.context().close();
  });

  async function photograph(name: string): Promise<void> {
    if (screenshots) await page.screenshot({ path: join(screenshots, `rights-${name}.png`) });
  }

  async function open(part: string): Promise<void> {
    await page.goto(studio.url + PRODUCTION);
    await page.getByRole('navigation', { name: 'Production' }).getByRole('link', { name: part }).click();
  }

  it('registers two performers, by keyboard, and says beside the field what is missing', async () => {
    await open('People');
    await page.getByRole('heading', { name: 'Nobody is registered yet' }).waitFor();
    await page.getByRole('button', { name: 'Register a performer' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Register a performer' });
    await dialog.getByLabel('Name', { exact: true }).press('Enter');
    await dialog.getByText('Write the name that the production knows them by.').waitFor();
    await page.keyboard.type('Ada Lind');
    await dialog.getByLabel('Characters they play, one a line').fill('Ilse Brandt');
    await dialog.getByRole('button', { name: 'Register' }).press('Enter');
    await page.getByRole('article', { name: 'Ada Lind' }).getByText('Ilse Brandt').waitFor();

    await page.getByRole('button', { name: 'Register a performer' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('Théo Vasseur');
    await dialog.getByLabel('Living').press('ArrowRight');
    await dialog.getByRole('button', { name: 'Register' }).click();
    await dialog.getByText('Say when they died').waitFor();
    await dialog.getByLabel('Died on').fill('2019-11-03');
    await dialog.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('article', { name: 'Théo Vasseur' }).waitFor();
    await page.getByRole('navigation', { name: 'Performers' }).getByRole('link', { name: 'Ada Lind' }).click();
    await page.getByRole('article', { name: 'Ada Lind' }).waitFor();
    await photograph('people');
  });

  it('shows the studio’s own words beside the field, and loses nothing that was typed', async () => {
    await open('People');
    await page.getByRole('button', { name: 'Register a performer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Bo Reed');
    await dialog.getByLabel('Represented by (optional)').fill('Somebody');
    await dialog.getByLabel('E-mail (optional)').fill('not an address');
    await dialog.getByRole('button', { name: 'Register' }).click();
    await dialog.getByText('The studio did not take it.').waitFor();
    expect(await dialog.getByLabel('E-mail (optional)').getAttribute('aria-invalid')).toBe('true');
    expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('Bo Reed');
    await page.keyboard.press('Escape');
    await dialog.getByText('What you typed is not recorded yet.').waitFor();
    await dialog.getByRole('button', { name: 'Keep writing' }).press('Enter');
    expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('Bo Reed');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    complaints.length = 0;
  });

  it('records a consent with its document, and grants it only once it is signed', async () => {
    await open('People');
    await page.getByRole('button', { name: 'Record a consent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Record a consent of Ada Lind' });
    await dialog.getByRole('button', { name: 'Record as a draft' }).click();
    await dialog.getByText('Choose what may be done.').waitFor();
    await dialog.getByLabel('Description of the intended use').fill('Made younger');
    await dialog.getByText('2 words, likely too few').waitFor();
    await dialog
      .getByLabel('Description of the intended use')
      .fill(
        'In the harbour sequence her face is made up to eight years younger, face only, for the theatrical release.',
      );
    await dialog.getByLabel(/^Re-ageing/).check();
    await dialog.getByLabel('by at most').fill('8');
    await dialog.getByLabel('Last day').fill('2099-12-31');
    await dialog.getByLabel('Counsel who represented them').fill('Bell & Stone');
    await photograph('consent');
    await dialog.getByRole('button', { name: 'Record as a draft' }).click();
    await dialog.waitFor({ state: 'hidden' });

    const consent = page.getByRole('region', { name: 'Digital alteration' });
    await consent.getByText('Before it can be granted: the signed document.').waitFor();
    expect(await consent.getByRole('button', { name: 'Grant' }).isDisabled()).toBe(true);
    await consent.getByLabel('Attach the signed document').setInputFiles(join(folder, 'signed.pdf'));
    await consent.getByRole('link', { name: 'signed.pdf' }).waitFor();
    await consent.getByRole('button', { name: 'Grant' }).click();
    await consent.getByText('Granted', { exact: true }).waitFor();
    await consent.getByText('Re-ageing by at most 8 years').waitFor();
    await photograph('granted');
  });

  it('registers a licence and a model, each with what it is', async () => {
    await open('Material');
    await page.getByRole('button', { name: 'Register a licence' }).click();
    const licence = page.getByRole('dialog', { name: 'Register a licence' });
    await licence.getByLabel('Title').fill('Harbour plates');
    await licence.getByLabel('Owner', { exact: true }).fill('Kestrel Aerial');
    await licence.getByLabel('What the owner allows, in their words').fill('May be altered and shown.');
    await licence.getByLabel('Document (optional)').setInputFiles(join(folder, 'signed.pdf'));
    await licence.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('heading', { name: 'Harbour plates' }).waitFor();
    await page.getByText('In force').waitFor();

    await page.getByRole('button', { name: 'Register a model' }).click();
    const model = page.getByRole('dialog', { name: 'Register a model' });
    for (const [label, text] of Object.entries({ Name: 'Skyfill', Version: '0.9', Vendor: 'Openfill' })) {
      await model.getByLabel(label, { exact: true }).fill(text);
    }
    await model.getByLabel('Licence of the model').fill('Apache-2.0');
    await model.getByRole('button', { name: 'Register' }).click();
    await model.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Skyfill 0.9' }).waitFor();
    await page.getByText('Not declared').waitFor();
    await photograph('material');
  });

  it('answers a use while the form changes, and says what would change the answer', async () => {
    await open('Policy');
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByText('Needs approval').waitFor();
    await answer.getByText('A supervisor has to approve it.').waitFor();
    await answer.getByText('final-needs-supervisor').waitFor();
    await answer.getByText('Ask for it as temp').waitFor();
    await page.getByLabel('Temp').check();
    await answer.getByTestId('outcome').getByText('Allowed').waitFor();
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('What is done').selectOption('re-age');
    const asked = page.waitForRequest((request) => (request.postData() ?? '').includes('"years":6'));
    await page.getByLabel('Years younger or older').fill('6');
    expect(JSON.parse((await asked).postData() ?? '{}')).toMatchObject({
      purpose: 'temp',
      use: { people: [{ operation: 're-age', years: 6 }] },
    });
    await photograph('policy');
  });

  it('switches a rule pack and keeps the names of the story', async () => {
    await open('Policy');
    const pack = page.getByRole('switch', { name: 'SAG-AFTRA', exact: true });
    expect(await pack.getAttribute('aria-checked')).toBe('false');
    await pack.press('Space');
    await page.locator('[role="switch"][aria-checked="true"]').waitFor();
    const strike = page.getByRole('switch', { name: 'The union is on strike' });
    await strike.click();
    await page.locator('[role="switch"][aria-checked="true"]').nth(1).waitFor();
    await strike.click();
    await page.locator('[role="switch"][aria-checked="false"]').nth(3).waitFor();
    await page.getByLabel('Characters, one a line').fill('Ilse Brandt\nThe Customs Man');
    await page.getByRole('button', { name: 'Save the names' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    expect(await page.getByLabel('Characters, one a line').inputValue()).toBe('Ilse Brandt\nThe Customs Man');
    expect(await pack.getAttribute('aria-checked')).toBe('true');
    await pack.click();
    await page.locator('[role="switch"][aria-checked="false"]').nth(4).waitFor();
  });

  it('says in a new take who it touches and on which licence, in step with the text', async () => {
    await page.goto(studio.url);
    await page.getByRole('button', { name: 'New take' }).click();
    const dialog = page.getByRole('dialog', { name: 'New take' });
    const setUp = { ...smallSetUp('plate.png'), production: 'night-harbour' };
    await dialog.getByLabel('Set-up as JSON').fill(JSON.stringify(setUp, null, 2));
    await dialog.getByLabel('Choose plate').setInputFiles(join(folder, 'plate.png'));
    await dialog.getByLabel('From the register').selectOption({ label: 'Harbour plates, Kestrel Aerial' });
    await dialog.getByRole('button', { name: 'Add a person' }).click();
    await dialog.getByLabel('What is done').selectOption('re-age');
    await dialog.getByLabel('Years younger or older').fill('6');
    await dialog.getByRole('group', { name: 'Could be taken for real' }).getByLabel('No', { exact: true }).check();
    const text = JSON.parse(await dialog.getByLabel('Set-up as JSON').inputValue());
    expect(text.use).toMatchObject({ people: [{ operation: 're-age', years: 6 }], couldBeTakenForReal: false });
    expect(text.inputs.plate).toEqual({ file: 'plate.png', licenceId: expect.any(String) });

    text.use.people[0].years = 7;
    await dialog.getByLabel('Set-up as JSON').fill(JSON.stringify(text));
    expect(await dialog.getByLabel('Years younger or older').inputValue()).toBe('7');
    await photograph('new-take');
    await dialog.getByRole('button', { name: 'Ask for this take' }).click();
    const declared = page.getByRole('region', { name: 'Declared use' });
    await declared.getByRole('link', { name: 'Ada Lind' }).waitFor();
    await declared.getByText('re-ageing by 7 years').waitFor();
    await page.getByTestId('picture').waitFor({ timeout: 60_000 });
  });

  it('withdraws with one action that shows before what uses the performer, and afterwards what was stopped', async () => {
    const [take] = await (await page.request.get(`${studio.url}/api/takes`)).json();
    const file = `${studio.url}/api/takes/${take.id}/files/${take.poster}`;
    expect((await page.request.get(file)).status()).toBe(200);
    await open('People');
    const consent = page.getByRole('region', { name: 'Digital alteration' });
    await consent.getByRole('button', { name: 'Withdraw' }).click();
    const dialog = page.getByRole('dialog', { name: 'Withdraw consent' });
    await dialog.getByText('1 take uses Ada Lind').waitFor();
    await dialog.getByText('Re-ageing by 7 years').waitFor();
    await photograph('withdraw');
    await dialog.getByRole('button', { name: 'Withdraw now' }).click();
    await dialog.getByText('1 take stopped', { exact: true }).waitFor();
    expect((await page.request.get(file)).status()).toBe(403);
    await photograph('withdrawn');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await consent.getByText('Withdrawn', { exact: true }).waitFor();
    expect(await consent.getByRole('button', { name: 'Withdraw' }).count()).toBe(0);
    await consent.getByRole('button', { name: 'Record a new one from this' }).waitFor();
  });

  it('revokes a licence after showing what was made of it', async () => {
    await open('Material');
    await page.getByRole('button', { name: 'Revoke Harbour plates' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke licence' });
    await dialog.getByText('1 take uses Harbour plates').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('In force').waitFor();
    await page.getByRole('button', { name: 'Revoke Harbour plates' }).click();
    await dialog.getByRole('button', { name: 'Revoke now' }).click();
    // The one take that stands on it is stopped already.
    await dialog.getByText('Nothing had to be stopped').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('Revoked').waitFor();
  });

  it('makes one consent even where its document fails to arrive, and sends the document alone again', async () => {
    await open('People');
    await page.getByRole('button', { name: 'Record a consent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Record a consent of Ada Lind' });
    await dialog.getByLabel('Kind').selectOption('voice');
    await dialog.getByLabel('Description of the intended use').fill('Her lines dubbed into French');
    await dialog.getByLabel(/^Dubbing/).check();
    await dialog.getByLabel('Languages').fill('fr');
    await dialog.getByLabel('Last day').fill('2099-12-31');
    await dialog.getByLabel('Signed document').setInputFiles(join(folder, 'signed.pdf'));
    await page.route('**/document', (route) => route.abort(), { times: 1 });
    await dialog.getByRole('button', { name: 'Record as a draft' }).click();
    await dialog.getByText('The draft is recorded. Only its document is missing.').waitFor();
    await dialog.getByRole('button', { name: 'Send the document again' }).click();
    await dialog.waitFor({ state: 'hidden' });
    complaints.length = 0;
    expect(await page.getByRole('region', { name: 'Voice' }).count()).toBe(1);
    await page.getByRole('region', { name: 'Voice' }).getByRole('link', { name: 'signed.pdf' }).waitFor();
  });

  it('shows of a withheld take the reason and no picture', async () => {
    const [take] = await (await page.request.get(`${studio.url}/api/takes`)).json();
    expect(take.state).toBe('quarantined');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${studio.url}/takes/${take.id}`);
    const why = page.getByRole('region', { name: 'Why it is withheld' });
    await why.getByText('consent (digital alteration) was withdrawn').waitFor();
    await why.getByRole('link', { name: 'Ada Lind' }).waitFor();
    expect(asked.filter((url) => /\/(files|frames)\//.test(url))).toEqual([]);
    await photograph('withheld');
  });

  it('shows the frames and the question of a held take', async () => {
    // Only a face in the picture holds a take, and the test's plate has none: the page is given a real take held for one.
    const [take] = await (await page.request.get(`${studio.url}/api/takes`)).json();
    const detail = await (await page.request.get(`${studio.url}/api/takes/${take.id}`)).json();
    const reason = { ruleId: 'face-held', text: 'A face that nobody answers for.', source: 'A test', role: 'legal' };
    const shown = {
      ...detail,
      state: 'held',
      files: [],
      passes: [],
      video: null,
      decision: { ...detail.decision, outcome: 'needs-approval', reasons: [reason] },
      faces: [{ verdict: 'question', frame: 2, area: FACE_AREA, why: 'It matches nobody on file.' }],
      words: [{ outcome: 'ask', where: 'prompt', text: 'Orla', start: 0, end: 4, person: 'Orla', why: 'A name.' }],
    };
    await page.route(`**/api/takes/${take.id}`, (route) => route.fulfill({ json: shown }));
    await page.route(`**/api/takes/${take.id}/rights`, (route) =>
      route.fulfill({ json: ['view-take', 'approve-use'] }),
    );
    await page.route('**/frames/composite/2.png', (route) => route.fulfill({ path: join(folder, 'plate.png') }));
    await page.goto(`${studio.url}/takes/${take.id}`);
    await page.getByText('Legal has to answer for what inspection saw').waitFor();
    await page.getByText('It matches nobody on file.').waitFor();
    const frame = page.getByRole('img', { name: 'Frame 2' });
    await frame.waitFor();
    const [picture, box] = [await frame.boundingBox(), await page.getByLabel('What is meant').boundingBox()];
    if (!picture || !box) throw new Error('the frame or the box on it is not there');
    expect((box.x - picture.x) / picture.width).toBeCloseTo(FACE_AREA.left, 1);
    expect((box.y - picture.y) / picture.height).toBeCloseTo(FACE_AREA.top, 1);
    expect(box.width / picture.width).toBeCloseTo(FACE_AREA.width, 1);
    await page.locator('q', { hasText: 'Orla' }).waitFor();
    await page.getByRole('button', { name: 'Approve what was seen' }).waitFor();
    await photograph('held');
  });

  it('fits 1280 and 1920 without scrolling sideways, and names every control', async () => {
    for (const size of [
      { width: 1280, height: 720 },
      { width: 1920, height: 1080 },
    ]) {
      await page.setViewportSize(size);
      for (const path of ['/people', '/material', '/policy', '/deliveries', '']) {
        await page.goto(studio.url + (path === '' ? '/mine' : PRODUCTION + path));
        await page.waitForLoadState('networkidle').catch(() => undefined);
        expect(await sidewaysOverflow(page), `${path} at ${size.width}`).toBeLessThanOrEqual(0);
        expect(await unnamedControls(page), path).toEqual([]);
        await photograph(`page${path.replaceAll('/', '-')}-${size.width}`);
      }
    }
  });
});

/** Where a face is said to be in a frame, as shares of it. */
const FACE_AREA = { left: 0.5, top: 0.25, width: 0.2, height: 0.3 };

function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector('main');
    return Math.max(
      document.documentElement.scrollWidth - window.innerWidth,
      main ? main.scrollWidth - main.clientWidth : 0,
    );
  });
}

function unnamedControls(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a, input, select, textarea')]
      .filter((element) => {
        const labels = 'labels' in element ? (element.labels as NodeListOf<HTMLElement> | null) : null;
        const labelledBy = document.getElementById(element.getAttribute('aria-labelledby') ?? '');
        const names = [
          element.getAttribute('aria-label'),
          element.textContent,
          labels?.[0]?.textContent,
          labelledBy?.textContent,
        ];
        return !names.some((name) => name?.trim());
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}
