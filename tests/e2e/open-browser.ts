import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const EXECUTABLE = process.env.BACKLOT_CHROMIUM ?? '/usr/bin/chromium';
const isRequired = process.env.BACKLOT_REQUIRE_BROWSER === '1';

/** Whether browser tests can run here; where they cannot, the reason is printed once. */
export const hasBrowser = findBrowser();

function findBrowser(): boolean {
  if (existsSync(EXECUTABLE)) return true;
  const reason = `no Chromium at ${EXECUTABLE} (install Debian's chromium, or name one by BACKLOT_CHROMIUM)`;
  if (isRequired) throw new Error(`Browser tests cannot run: ${reason}`);
  process.stderr.write(`Browser tests are skipped: ${reason}\n`);
  return false;
}

/** A Chromium without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-gpu'] });
}

/** What a browser holds of a studio: its cookies. */
export type BrowserState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A page, and all that the browser complained of on it: script errors, blocked styles, failed loads. */
export async function openPage(
  browser: Browser,
  storageState: BrowserState | undefined = undefined,
  size: { readonly width: number; readonly height: number } = { width: 1280, height: 720 },
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const page = await browser.newPage({ viewport: size, ...(storageState ? { storageState } : {}) });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

/** Waits until the picture on screen is that of `frame`, as the player says. */
export async function waitForFrame(page: Page, frame: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector<HTMLCanvasElement>('canvas')?.dataset.frame === String(wanted),
    frame,
  );
}
