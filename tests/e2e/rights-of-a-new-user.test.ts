import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inviteMember, takeInvitation } from './enter-studio.ts';
import { hasBrowser, openBrowser, openPage } from './open-browser.ts';
import { readPdfText } from './read-pdf-text.ts';
import { type ServedStudio, serveStudio } from './serve-studio.ts';
import { smallSetUp, writeSmallPlate } from './small-collapse.ts';

const PRODUCTION = '/productions/night-harbour';
const DESCRIPTION =
  'In the harbour sequence her face is made up to eight years younger, face only, for the theatrical release.';
/** What the studio promises of a withdrawal. */
const STOPPED_WITHIN_MS = 2000;

type Name = 'Olga' | 'Anna' | 'Lena' | 'Sue' | 'Ada';

describe.skipIf(!hasBrowser)('a new studio, from the owner’s link to a withdrawal', () => {
  let folder = '';
  let studio: ServedStudio;
  let browser: Browser;
  const pages = new Map<Name, Page>();
  const complaints: string[] = [];
  let consentId = '';
  let takeId = '';
  let runningId = '';
  const screenshots = process.env.BACKLOT_SCREENSHOTS;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-new-user-'));
    await writeSmallPlate(join(folder, 'plate.png'));
    await writeFile(join(folder, 'signed.pdf'), '%PDF-1.4 signed by Ada Lind');
    if (screenshots) await mkdir(screenshots, { recursive: true });
    studio = await serveStudio(join(folder, 'home'));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    expect(await studio?.stop()).toBe(0);
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });

  /** Somebody comes in by their link and keeps a window open to the end. */
  async function enter(name: Name, link: string): Promise<void> {
    const opened = await openPage(browser, await takeInvitation(browser, { link, name }));
    opened.complaints.push = (...words) => complaints.push(...words.map((word) => `${name}: ${word}`));
    pages.set(name, opened.page);
  }

  function as(name: Name): Page {
    const page = pages.get(name);
    if (!page) throw new Error(`${name} has not come in yet`);
    return page;
  }

  async function open(name: Name, path: string): Promise<Page> {
    await as(name).goto(studio.url + path);
    return as(name);
  }

  async function photograph(name: Name, what: string): Promise<void> {
    if (screenshots) await as(name).screenshot({ path: join(screenshots, `new-user-${what}.png`) });
  }

  const stateOf = async (id: string): Promise<string> =>
    (await (await as('Olga').request.get(`${studio.url}/api/takes/${id}`)).json()).state;

  /** Asks for a re-ageing of Ada in the dialog; resolves with the take’s id. */
  async function ask(years: number, change: (setUp: ReturnType<typeof smallSetUp>) => void = () => {}) {
    const page = await open('Anna', `${PRODUCTION}`);
    await page.getByRole('button', { name: 'New take' }).click();
    const dialog = page.getByRole('dialog', { name: 'New take' });
    const setUp = { ...smallSetUp('plate.png'), production: 'night-harbour', purpose: 'temp' };
    change(setUp);
    await dialog.getByLabel('Set-up as JSON').fill(JSON.stringify(setUp, null, 2));
    await dialog.getByLabel('Choose plate').setInputFiles(join(folder, 'plate.png'));
    await dialog.getByRole('button', { name: 'Add a person' }).click();
    await dialog.getByLabel('Who', { exact: true }).selectOption({ label: 'Ada Lind' });
    await dialog.getByLabel('What is done').selectOption('re-age');
    await dialog.getByLabel('Years younger or older').fill(String(years));
    await dialog.getByRole('button', { name: 'Ask for this take' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: 'sq010/sh0010' }).waitFor();
    return new URL(page.url()).pathname.split('/').at(-1) ?? '';
  }

  async function registerPerformer(page: Page, name: string): Promise<void> {
    const dialog = page.getByRole('dialog', { name: 'Register a performer' });
    await page.getByRole('button', { name: 'Register a performer' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    await dialog.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('article', { name }).waitFor();
  }

  it('begins with the owner’s link and a production made in the browser', async () => {
    await enter('Olga', studio.ownerLink ?? '');
    const page = await open('Olga', '/');
    await page.getByRole('button', { name: 'Make a production' }).click();
    const dialog = page.getByRole('dialog', { name: 'New production' });
    await dialog.getByLabel('Title').fill('Night Harbour');
    expect(await dialog.getByLabel('Short name').inputValue()).toBe('night-harbour');
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('heading', { name: 'Nobody is registered yet' }).waitFor();
  });

  it('lets an artist, legal and a supervisor in', async () => {
    const page = await open('Olga', `${PRODUCTION}/members`);
    const people = [
      ['Anna', 'artist'],
      ['Lena', 'legal'],
      ['Sue', 'supervisor'],
    ] as const;
    for (const [name, role] of people) {
      const link = await inviteMember(page, name, role);
      await enter(name, link);
      await page.reload();
    }
    await photograph('Olga', 'members');
  });

  it('registers two performers, and records a consent with its document', async () => {
    const page = await open('Olga', `${PRODUCTION}/people`);
    await registerPerformer(page, 'Théo Vasseur');
    await registerPerformer(page, 'Ada Lind');
    await page.getByRole('button', { name: 'Record a consent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Record a consent of Ada Lind' });
    await dialog.getByLabel('Description of the intended use').fill(DESCRIPTION);
    await dialog.getByLabel(/^Re-ageing/).check();
    await dialog.getByLabel('by at most').fill('8');
    await dialog.getByLabel('Last day').fill('2099-12-31');
    await dialog.getByLabel('Counsel who represented them').fill('Bell & Stone');
    await dialog.getByLabel('Signed document').setInputFiles(join(folder, 'signed.pdf'));
    await dialog.getByRole('button', { name: 'Record as a draft' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const consent = page.getByRole('region', { name: 'Digital alteration' });
    await consent.getByRole('button', { name: 'Grant' }).click();
    await consent.getByText('Granted', { exact: true }).waitFor();
    const register = await (await page.request.get(`${studio.url}/api${PRODUCTION}/register`)).json();
    consentId = register.consents[0].id;
    await photograph('Olga', 'people');
  });

  it('switches the rules of Netflix on, in the page of legal, and others see it without a reload', async () => {
    const artist = await open('Anna', `${PRODUCTION}/policy`);
    const netflix = artist.getByRole('listitem').filter({ hasText: 'Netflix guidance' });
    await netflix.getByText('Off', { exact: true }).waitFor();
    expect(await artist.getByRole('switch').count()).toBe(0);
    const page = await open('Lena', `${PRODUCTION}/policy`);
    await page.getByRole('switch', { name: 'Netflix guidance' }).press('Space');
    await netflix.getByText('On', { exact: true }).waitFor();
    await photograph('Anna', 'policy-read');
  });

  it('stops a use beyond the consent: each reason with its source, and what would change the answer', async () => {
    const id = await ask(12);
    const page = as('Anna');
    await page.getByText('Policy refused this use. Nothing was run.').waitFor();
    const decision = page.getByRole('region', { name: 'Decision' });
    const reason = decision.getByRole('listitem').filter({ hasText: 're-age-within-years' });
    expect((await reason.textContent())?.length).toBeGreaterThan('re-age-within-years'.length + 40);
    const ways = page.getByRole('heading', { name: 'What would change the answer' });
    await ways.waitFor();
    await page.getByRole('button', { name: 'Ask again with changes' }).waitFor();
    await photograph('Anna', 'refused');
    expect(await stateOf(id)).toBe('refused');
  });

  it('lets a use within it wait for legal, whom the artist cannot stand in for', async () => {
    takeId = await ask(8);
    const page = as('Anna');
    await page.getByText('Legal has to approve this use before anything runs.').waitFor();
    const reasons = page.getByRole('region', { name: 'Decision' });
    await reasons.getByText('netflix-matrix-talent').waitFor();
    expect(await page.getByRole('button', { name: 'Approve the use' }).count()).toBe(0);
    await photograph('Anna', 'waits');
  });

  it('runs once legal has approved it, by keyboard alone', async () => {
    const page = await open('Lena', '/');
    await page.getByText('1 awaiting approval').waitFor();
    await reach(page, page.getByRole('link', { name: 'Night Harbour' }));
    await page.keyboard.press('Enter');
    await reach(page, page.getByRole('link', { name: 'Shot sq010/sh0010' }));
    await page.keyboard.press('Enter');
    await reach(page, page.getByRole('link', { name: 'sq010/sh0010 v002' }));
    await page.keyboard.press('Enter');
    await reach(page, page.getByLabel('Words for the record (optional)'));
    await page.keyboard.type('Within the consent of Ada Lind.');
    await reach(page, page.getByRole('button', { name: 'Approve the use' }));
    await page.keyboard.press('Enter');
    await as('Anna').getByTestId('picture').waitFor({ timeout: 60_000 });
    expect(await stateOf(takeId)).toBe('in-review');
  });

  it('is approved in review by the supervisor, and delivered', async () => {
    const page = await open('Sue', `/takes/${takeId}`);
    await page.getByRole('button', { name: /^Approve v/ }).click();
    await page.getByRole('button', { name: /^Approve v/ }).click();
    await page.getByRole('button', { name: 'Deliver' }).click();
    await page.getByText('Delivered to').waitFor({ timeout: 30_000 });
    await photograph('Sue', 'delivered');
  });

  it('hands out the disclosure, which names the performer, the consent and who approved', async () => {
    const page = await open('Olga', `${PRODUCTION}/deliveries`);
    const report = JSON.parse((await save(page, 'Download JSON')).toString());
    const [take] = report.shots.flatMap((shot: { takes: unknown[] }) => shot.takes);
    expect(take.consents).toMatchObject([{ performer: 'Ada Lind', consentId, state: 'granted' }]);
    expect(take.netflixMatrixRow).toMatch(/talent/i);
    expect(take.approvals.map(({ of, by }: { of: string; by: { name: string } }) => [of, by.name])).toEqual([
      ['use', 'Lena'],
      ['take', 'Sue'],
    ]);
    expect(report.deliveries).toMatchObject([{ takeId, by: { name: 'Sue', role: 'supervisor' } }]);
    const text = readPdfText(await save(page, 'Download PDF'));
    for (const words of ['Night Harbour', 'Ada Lind', consentId, 'Lena', 'Sue', 'SHA-256']) {
      expect(text.replace(/\s+/g, ''), words).toContain(words.replace(/\s+/g, ''));
    }
  });

  it('waits for a producer’s yes where only the delivery asks for one', async () => {
    await (await open('Lena', `${PRODUCTION}/policy`)).getByRole('switch', { name: 'EU AI Act' }).press('Space');
    const sue = await open('Sue', `/takes/${takeId}`);
    await sue.getByRole('button', { name: 'Deliver' }).click();
    await sue.getByText('eu-50-4-deep-fake').waitFor();
    expect(await sue.getByRole('button', { name: 'Approve the use' }).count()).toBe(0);
    const olga = await open('Olga', `/takes/${takeId}`);
    await olga.getByRole('button', { name: 'Deliver' }).click();
    await olga.getByText('eu-50-4-deep-fake').waitFor();
    await photograph('Olga', 'delivery-waits');
    await olga.getByLabel('Words for the record (optional)').fill('It is told in the credits.');
    await olga.getByRole('button', { name: 'Approve the use' }).click();
    await olga.getByText('Your approval is recorded.').waitFor();
    await photograph('Olga', 'delivery-approved');
    await (await open('Lena', `${PRODUCTION}/policy`)).getByRole('switch', { name: 'EU AI Act' }).press('Space');
  });

  it('gives the performer a way in of their own, which shows them all that was made, and no more', async () => {
    const page = await open('Olga', `${PRODUCTION}/people`);
    await page.getByRole('navigation', { name: 'Performers' }).getByRole('link', { name: 'Ada Lind' }).click();
    const form = page.getByRole('region', { name: 'Their own way in' });
    expect(await form.getByLabel('For whom').inputValue()).toBe('Ada Lind');
    await form.getByLabel('For whom').fill('Ada');
    await form.getByRole('button', { name: 'Make an invitation' }).click();
    const link = (await form.locator('code').textContent()) ?? '';
    await photograph('Olga', 'way-in');
    await enter('Ada', link);
    const ada = await open('Ada', '/');
    await ada.getByRole('article', { name: 'Ada Lind in night-harbour' }).waitFor();
    await ada.getByText(DESCRIPTION).waitFor();
    expect(await ada.getByRole('link', { name: /Re-ageing by 8 years/ }).count()).toBe(1);
    for (const name of ['Ledger', 'Members']) expect(await ada.getByRole('link', { name }).count()).toBe(0);
    expect(await ada.getByRole('button', { name: 'New take' }).count()).toBe(0);
    await photograph('Ada', 'mine');

    await form.getByLabel('What they get').selectOption('link');
    await form.getByRole('button', { name: 'Make a link' }).click();
    const agentLink = (await form.locator('code').textContent()) ?? '';
    const agent = await openPage(browser);
    await agent.page.goto(agentLink);
    await agent.page.getByRole('article', { name: 'Ada Lind in night-harbour' }).waitFor();
    expect(await agent.page.getByRole('link', { name: /Re-ageing by 8 years/ }).count()).toBe(1);
    await agent.page.getByRole('button', { name: 'Withdraw my consent' }).waitFor();
    await agent.page.getByRole('link', { name: /Re-ageing by 8 years/ }).click();
    await agent.page.getByTestId('picture').waitFor();
    expect(agent.complaints).toEqual([]);
    await agent.page.context().close();
  });

  it('stops running and finished work within 2 s once she withdraws, and ends downloads', async () => {
    runningId = await ask(7, (setUp) => {
      Object.assign(setUp.parameters.output, { widthPx: 960, heightPx: 540, samplesPerPixel: 16, durationFrames: 200 });
    });
    const legal = await open('Lena', `/takes/${runningId}`);
    await legal.getByRole('button', { name: 'Approve the use' }).click();
    await expect.poll(() => stateOf(runningId), { timeout: 30_000, interval: 100 }).toBe('running');
    const artist = await open('Anna', `/takes/${takeId}`);
    await artist.getByTestId('picture').waitFor();
    const detail = await (await artist.request.get(`${studio.url}/api/takes/${takeId}`)).json();
    const file = `${studio.url}/api/takes/${takeId}/files/${detail.video}`;
    expect((await artist.request.get(file)).status()).toBe(200);

    const ada = await open('Ada', '/mine');
    await ada.getByRole('button', { name: 'Withdraw my consent' }).click();
    const dialog = ada.getByRole('dialog', { name: 'Withdraw consent' });
    await dialog.getByText('3 takes use Ada Lind').waitFor();
    await photograph('Ada', 'withdraw');
    const began = performance.now();
    await dialog.getByRole('button', { name: 'Withdraw now' }).click();
    const refused = async () => [(await artist.request.get(file)).status(), (await ada.request.get(file)).status()];
    const stopped = async () => [await stateOf(takeId), await stateOf(runningId), ...(await refused())];
    await expect
      .poll(stopped, { timeout: STOPPED_WITHIN_MS, interval: 20 })
      .toEqual(['quarantined', 'quarantined', 404, 403]);
    await dialog.getByText('2 takes stopped').waitFor({ timeout: STOPPED_WITHIN_MS });
    const took = performance.now() - began;
    expect(took).toBeLessThan(STOPPED_WITHIN_MS);
    process.stdout.write(`A withdrawal stopped a finished and a running take within ${Math.round(took)} ms\n`);
    await artist.getByTestId('picture').waitFor({ state: 'detached', timeout: STOPPED_WITHIN_MS });
    await photograph('Ada', 'withdrawn');
    await photograph('Anna', 'gone');
    complaints.length = 0;
  });

  it('leaves no work running for what was withdrawn', async () => {
    const engineIsIdle = async () => {
      const { progress } = await (await as('Olga').request.get(`${studio.url}/api/takes/${runningId}`)).json();
      return progress?.fraction ?? 0;
    };
    const before = await engineIsIdle();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await engineIsIdle()).toBe(before);
    const page = await open('Olga', `/takes/${runningId}`);
    const why = page.getByRole('region', { name: 'Why it is withheld' });
    await why.getByText('consent (digital alteration) was withdrawn').waitFor();
  });

  it('lists what had left the studio as to be called back, for the producer', async () => {
    const page = await open('Olga', `${PRODUCTION}/deliveries`);
    await page.getByRole('heading', { name: 'Call back' }).waitFor();
    await page.getByRole('region', { name: 'Deliveries' }).getByText('sq010/sh0010').waitFor();
    await photograph('Olga', 'call-back');
    const report = JSON.parse((await save(page, 'Download JSON')).toString());
    const [take] = report.shots.flatMap((shot: { takes: unknown[] }) => shot.takes);
    expect(take).toMatchObject({ state: 'quarantined', consents: [{ consentId, state: 'withdrawn' }] });
    const performer = await open('Ada', '/mine');
    await performer.getByText('Withdrawn', { exact: true }).waitFor();
    await performer.getByRole('link', { name: /Re-ageing by 8 years/ }).click();
    await performer.getByText('Its files are withheld').waitFor();
  });
});

/** Presses Tab until the control has the focus, as somebody without a mouse does. */
async function reach(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The control cannot be reached by Tab');
}

async function save(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return readFile(await download.path());
}
