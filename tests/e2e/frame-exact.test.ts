import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '@backlot/evidence';
import { formatTimecode } from '@backlot/film';
import { createAccessGate } from '@backlot/policy';
import { type RunningServer, startServer } from '@backlot/server';
import { openStore, type Store } from '@backlot/store';
import { createCrew, createStudio, type TakeRecord } from '@backlot/studio';
import { createInMemoryPorts, createTestRooms } from '@backlot/studio/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../architecture/tracked-files.ts';
import { COUNTING_FRAMES, COUNTING_PARAMETERS, countingEngine, readBars } from './counting-engine.ts';
import { takeInvitation } from './enter-studio.ts';
import { type BrowserState, hasBrowser, openBrowser, openPage, waitForFrame } from './open-browser.ts';

const LAST = COUNTING_FRAMES - 1;
const RATE = { numerator: 24000, denominator: 1001 };
const PERSON = { name: 'mara', role: 'supervisor' } as const;

describe.skipIf(!hasBrowser)('the player at 24000/1001 frames per second', () => {
  let folder = '';
  let server: RunningServer;
  let take: TakeRecord;
  let browser: Browser;
  let store: Store;
  let owner: BrowserState;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-frames-'));
    store = await openStore({ home: join(folder, 'home') });
    const { records, files, jobs, events } = store;
    const engines = { get: () => countingEngine, list: () => [countingEngine] };
    const { clock, ids } = createInMemoryPorts(folder);
    const studio = createStudio({
      records,
      files,
      jobs,
      events,
      ...createTestRooms(),
      engines,
      clock,
      ids,
      threads: 1,
    });
    const now = { nowMs: Date.now };
    const secrets = { next: () => randomBytes(32).toString('base64url'), hash: sha256Hex };
    const crew = createCrew({ records, clock: now, ids, secrets });
    await writeFile(join(folder, 'plate.png'), 'plate');
    const { id } = await studio.requestTake({
      engine: 'counting',
      by: PERSON,
      resolveFile: (file) => join(folder, file),
      setUp: {
        production: 'counting',
        shot: 'sq010/sh0010',
        purpose: 'ideation',
        inputs: { plate: { file: 'plate.png', licence: { owner: 'Tests', statement: 'Own work' } } },
        parameters: COUNTING_PARAMETERS,
      },
    });
    const worker = await studio.startWorker();
    take = await studio.waitForTake(id);
    await worker.stop();
    expect(take.state, take.error?.message).toBe('in-review');
    const signIn = { tables: store.signIn, secret: async () => randomBytes(32).toString('hex') };
    const gate = createAccessGate();
    server = await startServer({ studio, crew, gate, signIn, port: 0, webDir: join(root, 'apps/web/dist') });
    browser = await openBrowser();
    const { secret } = await crew.makeOwnerLink();
    owner = await takeInvitation(browser, { link: `${server.url}/welcome#${secret}`, name: 'Olga' });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    ({ page, complaints } = await openPage(browser, owner));
    await page.goto(`${server.url}/takes/${take.id}`);
    await waitForFrame(page, 0);
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.close();
  });

  /** The picture, the frame field and the timecode all speak of the same frame. */
  async function expectFrame(frame: number): Promise<void> {
    await waitForFrame(page, frame);
    expect(await readBars(page)).toBe(frame);
    expect(await page.getByLabel('Frame', { exact: true }).inputValue()).toBe(String(frame));
    expect(await page.getByLabel('Timecode').textContent()).toBe(formatTimecode(RATE, frame));
  }

  it('shows every frame, one step at a time, forward and back', async () => {
    for (let frame = 1; frame <= LAST; frame += 1) {
      await page.keyboard.press('ArrowRight');
      await expectFrame(frame);
    }
    await page.keyboard.press('ArrowRight');
    await expectFrame(LAST);
    for (let frame = LAST - 1; frame >= LAST - 20; frame -= 1) {
      await page.keyboard.press('ArrowLeft');
      await expectFrame(frame);
    }
  });

  it('jumps by ten, to both ends, to a typed frame and to a place on the timeline', async () => {
    await page.keyboard.press('Shift+ArrowRight');
    await expectFrame(10);
    await page.keyboard.press('End');
    await expectFrame(LAST);
    await page.keyboard.press('Shift+ArrowLeft');
    await expectFrame(LAST - 10);
    await page.keyboard.press('Home');
    await expectFrame(0);
    await page.getByLabel('Frame', { exact: true }).fill('37');
    await page.keyboard.press('Enter');
    await expectFrame(37);
    const track = await page.getByRole('slider', { name: 'Timeline' }).boundingBox();
    if (!track) throw new Error('There is no timeline');
    await page.mouse.click(track.x + (21.5 / COUNTING_FRAMES) * track.width, track.y + 20);
    await expectFrame(21);
  });

  it('loses no step when keys come faster than pictures', async () => {
    for (let step = 0; step < 25; step += 1) await page.keyboard.press('ArrowRight');
    await expectFrame(25);
  });

  it('stops on the frame that it counts, from either direction, and comes round in a loop', async () => {
    for (const key of ['l', 'l', 'j', ' ']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(400);
      await page.keyboard.press('k');
      await page.waitForFunction(
        () =>
          document.querySelector<HTMLCanvasElement>('canvas')?.dataset.frame ===
          document.querySelector<HTMLInputElement>('input[aria-label="Frame"]')?.value,
      );
      await page.waitForTimeout(300);
      await expectFrame(Number(await page.getByLabel('Frame', { exact: true }).inputValue()));
    }
    await page.keyboard.press('End');
    await expectFrame(LAST);
    await page.keyboard.press(' ');
    await page.waitForFunction((last) => {
      const shown = Number(document.querySelector<HTMLCanvasElement>('canvas')?.dataset.frame);
      return shown > 2 && shown < last;
    }, LAST);
    await page.keyboard.press(' ');
  });

  it('shows a drawn note on its own frame only, also after a reload, and leads back to it', async () => {
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowLeft');
    await expectFrame(LAST - 10);
    await page.keyboard.press('d');
    const picture = await page.getByTestId('picture').boundingBox();
    if (!picture) throw new Error('There is no picture');
    await page.mouse.move(picture.x + picture.width * 0.2, picture.y + picture.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(picture.x + picture.width * 0.6, picture.y + picture.height * 0.4, { steps: 8 });
    await page.mouse.up();
    await page.getByLabel('Note', { exact: true }).fill('This edge trembles');
    await page.keyboard.press('Control+Enter');
    await page.getByText('This edge trembles').waitFor();

    await page.reload();
    await waitForFrame(page, 0);
    await page.getByRole('button', { name: `Go to frame ${LAST - 10}` }).click();
    const lines = page.getByLabel('1 drawn lines on this frame');
    for (const [key, frame, isDrawn] of [
      ['', LAST - 10, true],
      ['ArrowLeft', LAST - 11, false],
      ['ArrowRight', LAST - 10, true],
      ['ArrowRight', LAST - 9, false],
      ['[', LAST - 10, true],
    ] as const) {
      if (key) await page.keyboard.press(key);
      await expectFrame(frame);
      expect(await lines.count()).toBe(isDrawn ? 1 : 0);
    }
  });

  it('is as exact on single pictures where the video does not play', async () => {
    await page.route('**/files/video.mp4', (route) => route.fulfill({ status: 200, body: 'no video' }));
    await page.reload();
    await waitForFrame(page, 0);
    for (const [key, frame] of [
      ['ArrowRight', 1],
      ['Shift+ArrowRight', 11],
      ['End', LAST],
      ['ArrowLeft', LAST - 1],
    ] as const) {
      await page.keyboard.press(key);
      await expectFrame(frame);
    }
    complaints.length = 0;
  });
});
