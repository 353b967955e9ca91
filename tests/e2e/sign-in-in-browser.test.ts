import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inviteMember, signIn, takeInvitation } from './enter-studio.ts';
import { type BrowserState, hasBrowser, openBrowser, openPage } from './open-browser.ts';
import { runBacklot } from './run-backlot.ts';
import { type ServedStudio, serveStudio } from './serve-studio.ts';
import { smallSetUp, writeSmallPlate } from './small-collapse.ts';

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
] as const;

describe.skipIf(!hasBrowser)('coming in', () => {
  let folder = '';
  let studio: ServedStudio;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let owner: BrowserState;
  let artistLink = '';
  let guestLink = '';
  const screenshots = process.env.BACKLOT_SCREENSHOTS;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-coming-in-'));
    const home = join(folder, 'home');
    await writeSmallPlate(join(folder, 'plate.png'));
    await writeFile(join(folder, 'set-up.json'), JSON.stringify(smallSetUp('plate.png')));
    const made = ['take', 'collapse', join(folder, 'set-up.json'), '--out', join(folder, 'out'), '--json'];
    const take = await runBacklot(made, { home });
    expect(take.exitCode, take.stderr).toBe(0);
    if (screenshots) await mkdir(screenshots, { recursive: true });
    studio = await serveStudio(home);
    browser = await openBrowser();
  }, 240_000);
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

  /** The page at both sizes, which must not scroll sideways. */
  async function photograph(name: string): Promise<void> {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${name} at ${size.width}`).toBeLessThanOrEqual(0);
      await page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
      if (screenshots) await page.screenshot({ path: join(screenshots, `${name}-${size.width}.png`) });
    }
    await page.setViewportSize(SIZES[0]);
  }

  it('shows nobody anything before they are known, and tells where the first owner’s link is', async () => {
    await page.goto(`${studio.url}/productions/end-to-end`);
    await page.getByText('The terminal in which it was started shows a link').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await photograph('sign-in-no-owner');
  });

  it('makes the first owner by the link from the terminal, once', async () => {
    await page.goto(studio.ownerLink ?? '');
    await page.getByRole('heading', { name: 'Become the owner' }).waitFor();
    await page.getByLabel('Password').fill('too short');
    expect(await page.getByRole('button', { name: 'Make the account' }).isDisabled()).toBe(true);
    await photograph('welcome-owner');
    owner = await takeInvitation(browser, { link: studio.ownerLink ?? '', name: 'Olga' });
    await page.reload();
    await page.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
    await photograph('welcome-used');
    complaints.length = 0;
  });

  it('keeps the link out of the browser’s address once the account is made', async () => {
    await page.goto(`${studio.url}/members`);
    const link = await inviteMember(page, 'Piet', 'producer');
    const { page: newcomer } = await openPage(browser);
    await newcomer.goto(link);
    await newcomer.getByLabel('E-mail address').fill('piet@example.org');
    await newcomer.getByLabel('Password').fill('a password for tests');
    await newcomer.keyboard.press('Enter');
    await newcomer.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(newcomer.url()).toBe(`${studio.url}/`);
    await newcomer.context().close();
    await page.reload();
    await page.getByText('Piet', { exact: true }).waitFor();
    await photograph('members');
  });

  it('invites somebody to one production, gives and takes back a role', async () => {
    await page.goto(`${studio.url}/productions/end-to-end`);
    await page.getByRole('navigation', { name: 'Production' }).getByRole('link', { name: 'Members' }).click();
    artistLink = await inviteMember(page, 'Anna', 'artist');
    await page.getByText('Invitation: artist of end-to-end').waitFor();
    await takeInvitation(browser, { link: artistLink, name: 'Anna' });
    await page.reload();
    await page.getByLabel('Give Anna a role').selectOption('legal');
    const row = page.getByRole('listitem').filter({ hasText: 'anna@example.org' });
    await row.getByRole('button', { name: 'Take back legal' }).click();
    await row.getByRole('button', { name: 'Take back legal' }).waitFor({ state: 'detached' });
  });

  it('makes a guest’s link, which shows the take and lets them note, until it is ended', async () => {
    await page.goto(`${studio.url}/productions/end-to-end/members`);
    const form = page.getByRole('region', { name: 'Let a guest look' });
    await form.getByLabel('For whom').fill('Client');
    await form.getByLabel('What they see').selectOption({ label: 'sq010/sh0010 v001' });
    await form.getByRole('button', { name: 'Make a link' }).click();
    guestLink = (await form.locator('code').textContent()) ?? '';
    await photograph('production-members');

    const { page: guest, complaints: guestComplaints } = await openPage(browser);
    await guest.goto(guestLink);
    await guest.getByRole('heading', { name: 'For your review' }).waitFor();
    expect(guest.url()).toBe(`${studio.url}/`);
    expect(await guest.getByRole('link', { name: 'Ledger' }).count()).toBe(0);
    expect(await guest.getByRole('button', { name: 'New take' }).count()).toBe(0);
    if (screenshots) await guest.screenshot({ path: join(screenshots, 'guest-1280.png') });
    await guest.getByRole('link', { name: 'sq010/sh0010 v001' }).click();
    await guest.getByTestId('picture').waitFor();
    await guest.keyboard.press('n');
    await guest.keyboard.type('Can the dust be warmer?');
    await guest.keyboard.press('Control+Enter');
    await guest.getByRole('button', { name: 'Note on frame 0' }).waitFor();
    for (const name of [/^Approve/, /^Reject/]) expect(await guest.getByRole('button', { name }).count()).toBe(0);
    expect(await guest.getByRole('tab', { name: 'Evidence' }).count()).toBe(0);
    if (screenshots) await guest.screenshot({ path: join(screenshots, 'guest-take-1280.png') });
    expect(guestComplaints).toEqual([]);

    await page.getByRole('button', { name: 'End Client' }).click();
    // The guest's open page is told nothing; its line to the studio ends.
    await guest.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 8000 });
    await guest.context().close();
  });

  it('shows a member of one production only that, and what went wrong in words', async () => {
    await page.context().close();
    ({ page, complaints } = await openPage(browser));
    await page.goto(`${studio.url}/productions/end-to-end`);
    await signIn(page, 'Anna', 'not her password at all');
    await page.getByText('E-mail address and password do not go together.').waitFor();
    await photograph('sign-in-wrong');
    complaints.length = 0;
    await signIn(page, 'Anna');
    await page.getByRole('heading', { name: 'end-to-end' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/productions/end-to-end');
    await page.getByText('artist', { exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'Members' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect((await page.request.get(`${studio.url}/api/productions`)).status()).toBe(401);
  });

  it('makes a token, shows it once, and ends it', async () => {
    await page.goto(`${studio.url}/account`);
    await page.getByLabel('What it is for').fill('Render farm');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const token = (await page.locator('code').textContent()) ?? '';
    const ask = () => fetch(`${studio.url}/api/productions`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    await photograph('account');
    await page.reload();
    await page.getByText('Render farm').waitFor();
    expect(await page.getByText(token).count()).toBe(0);
    await page.getByRole('button', { name: 'End Render farm' }).click();
    await page.getByText(/ended/).waitFor();
    expect((await ask()).status).toBe(401);
  });

  it('changes the password, and keeps this browser in', async () => {
    await page.goto(`${studio.url}/account`);
    await page.getByLabel('Current password').fill('a password for tests');
    await page.getByLabel('New password').fill('another one for tests');
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('The new password holds.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Olga' }).waitFor();
    owner = await page.context().storageState();
  });

  it('leads nobody to another site by a link to the sign-in', async () => {
    for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      await page.goto(`${studio.url}/sign-in?to=${encodeURIComponent(to)}`);
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      expect(page.url()).toBe(`${studio.url}/`);
    }
  });

  it('says nothing secret in the terminal but the owner’s link', () => {
    const links = [...studio.said().matchAll(/bl[oigpt]_[A-Za-z0-9_-]{43}/g)].map(([secret]) => secret);
    expect(links).toEqual([studio.ownerLink?.split('#')[1]]);
  });
});
