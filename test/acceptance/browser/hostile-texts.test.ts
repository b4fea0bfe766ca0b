import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeArticle, makeOutlet, makeStory, NOON } from '../../make.ts';
import { isInstalled } from '../../support/debian.ts';
import { HOSTILE_ADDRESSES, HOSTILE_TEXTS } from '../../support/hostile-texts.ts';
import { openNewsroom } from './newsroom.ts';
import { openBrowser, openPage } from './open-browser.ts';

/** A story for each text; its outlet says it, too, and every story leads somewhere hostile. */
const STORIES = HOSTILE_TEXTS.map((text, index) => {
  const id = `hostile-${index}`;
  const published = NOON.subtract({ minutes: index });
  const article = makeArticle(id, {
    title: text,
    summary: `A summary. ${text}`,
    outlet: makeOutlet('unknown', { name: text }),
    link: HOSTILE_ADDRESSES[index % HOSTILE_ADDRESSES.length] ?? '',
    published,
  });
  return makeStory(id, { articles: [article], published });
});

const ADDRESSES = ['/', '/outlets/kaku', '/search?q=onerror', '/stories/hostile-3', '/stories/hostile-30'];

/** Each browser takes a moment for a page; the markup of all is read without one elsewhere. */
const SEARCHED = HOSTILE_TEXTS.filter((_, index) => index % 16 === 0);

describe.skipIf(!isInstalled('chromium', 'chromium'))('in a browser, a hostile text', () => {
  let browser: Browser;
  let newsroom: Awaited<ReturnType<typeof openNewsroom>>;
  let context: BrowserContext;

  beforeAll(async () => {
    [browser, newsroom] = await Promise.all([openBrowser(), openNewsroom(STORIES)]);
    context = await browser.newContext();
  });
  afterAll(async () => {
    await browser?.close();
    await newsroom?.close();
  });

  test('does nothing and asks nobody on any page, nor as what is searched for', async () => {
    const { page, troubles } = await openPage(context, newsroom.url);
    const searches = SEARCHED.map((text) => `/search?q=${encodeURIComponent(text)}`);
    for (const address of [...ADDRESSES, ...searches]) {
      await page.goto(newsroom.url + address);
      expect(await page.evaluate('globalThis.owned'), address).toBeUndefined();
      expect(await page.locator('h1').first().isVisible(), address).toBe(true);
    }
    expect(troubles).toEqual([]);
    await page.close();
  });

  test('does nothing while it is typed', async () => {
    const { page, troubles } = await openPage(context, newsroom.url);
    await page.goto(newsroom.url);
    for (const text of SEARCHED) {
      await page.getByRole('searchbox').fill(text);
      const asked = (await page.getByRole('searchbox').inputValue()).replace(/[\s"“”「」『』]+/g, ' ').trim();
      await page.locator('h1 q', { hasText: asked.slice(0, 20).trim() }).waitFor({ state: 'attached' });
    }
    expect(await page.evaluate('globalThis.owned')).toBeUndefined();
    // Typing asks again before the answer is there; giving up the older question is no failure.
    expect(troubles.filter((trouble) => !trouble.startsWith('failed:'))).toEqual([]);
    await page.close();
  });

  test('would be stopped by the policy of the page even if it were markup', async () => {
    const { page, troubles } = await openPage(context, newsroom.url);
    await page.goto(newsroom.url);
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="https://evil.example/x" onerror="globalThis.owned=1"><a id="run" href="javascript:globalThis.owned=1">x</a>');
      const script = document.createElement('script');
      script.textContent = 'globalThis.owned=1';
      document.body.append(script);
      document.querySelector('#run').click();`);
    await page.waitForTimeout(200);
    expect(await page.evaluate('globalThis.owned')).toBeUndefined();
    const refused = troubles.filter((trouble) => trouble.includes('Content Security Policy'));
    expect(refused.length).toBeGreaterThanOrEqual(3);
    await page.close();
  });
});
