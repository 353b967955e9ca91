import type { Browser, Page } from 'playwright-core';
import { type BrowserState, openPage } from './open-browser.ts';

const PASSWORD = 'a password for tests';

/** Somebody who makes an account with a link. */
export interface Newcomer {
  readonly link: string;
  readonly name: string;
}

/** Takes the first owner's link or an invitation, as a person does; what their browser holds after it. */
export async function takeInvitation(browser: Browser, { link, name }: Newcomer): Promise<BrowserState> {
  const { page, complaints } = await openPage(browser);
  await page.goto(link);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.org`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}

/** Signs in on the page that is open. */
export async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.org`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Invites somebody on the members page that is open; the link to pass on. */
export async function inviteMember(page: Page, name: string, role: string): Promise<string> {
  const form = page.getByRole('region', { name: 'Invite a member' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Role').selectOption(role);
  await form.getByRole('button', { name: 'Make an invitation' }).click();
  return (await form.locator('code').textContent()) ?? '';
}
