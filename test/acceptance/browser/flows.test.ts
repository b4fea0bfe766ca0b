import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NOON } from '../../make.ts';
import { isInstalled } from '../../support/debian.ts';
import { openNewsroom } from './newsroom.ts';
import { openBrowser, openPage } from './open-browser.ts';

describe.skipIf(!isInstalled('chromium', 'chromium'))('a reader in a browser', () => {
  let browser: Browser;
  let newsroom: Awaited<ReturnType<typeof openNewsroom>>;
  let context: BrowserContext;
  let page: Page;
  let troubles: readonly string[];

  beforeAll(async () => {
    [browser, newsroom] = await Promise.all([openBrowser(), openNewsroom()]);
  });
  afterAll(async () => {
    await browser?.close();
    await newsroom?.close();
  });

  const visit = async (options: Parameters<Browser['newContext']>[0] = {}) => {
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    ({ page, troubles } = await openPage(context, newsroom.url));
    await page.clock.install({ time: NOON.epochMilliseconds });
    await page.goto(newsroom.url);
  };
  beforeEach(() => visit());
  afterEach(async () => {
    expect(troubles).toEqual([]);
    await context.close();
  });

  const headlines = (): Promise<readonly string[]> =>
    page.locator('article :is(h1, h2, h3)').allTextContents();

  test('finds a story as they type, opens it, and goes on to the company and its feed', async () => {
    await page.getByRole('searchbox').pressSequentially('半導体');
    await page.clock.runFor(1000);
    await page.getByRole('heading', { name: 'Search:' }).waitFor();
    expect(await headlines()).toEqual(['架空電機、半導体の新工場を九州に建設へ']);
    expect(decodeURIComponent(page.url())).toContain('/search?q=半導体');
    await page.locator('article a.time').click();
    await page.getByRole('heading', { name: 'All reports' }).waitFor();
    expect(await page.getByText('the same words (score 0.80)').count()).toBe(9);
    await page.locator('.lead').getByRole('link', { name: 'Kaku Electric 架空電機', exact: true }).click();
    await page.getByText('Securities code 9999').waitFor();
    expect(await headlines()).toHaveLength(2);
    const [answer] = await Promise.all([
      context.request.get(`${newsroom.url}/companies/9999.rss`),
      page.getByRole('link', { name: 'RSS' }).getAttribute('href'),
    ]);
    expect(answer.headers()['content-type']).toContain('application/rss+xml');
  });

  test('has the page, its address and its feeds back after clearing the search box', async () => {
    const { address, stories, feeds } = {
      address: page.url(),
      stories: await headlines(),
      feeds: await page.locator('#subscribe').innerHTML(),
    };
    await page.getByRole('searchbox').pressSequentially('半導体');
    await page.clock.runFor(1000);
    await page.getByRole('heading', { name: 'Search:' }).waitFor();
    expect(await page.locator('.feeds code').first().textContent()).toContain('/search.rss?q=');
    await page.getByRole('searchbox').fill('');
    await page.clock.runFor(1000);
    expect(await headlines()).toEqual(stories);
    expect(page.url()).toBe(address);
    expect(await page.locator('#subscribe').innerHTML()).toBe(feeds);
  });

  test('narrows the news to a topic and a language, and subscribes to just that', async () => {
    await page.getByText('Filter').click();
    await page.getByRole('combobox', { name: 'Topic' }).selectOption('Rates');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Japanese');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    expect(await headlines()).toEqual(['外為市場で円が小幅に上昇']);
    expect(await page.locator('.feeds code').first().textContent()).toContain(
      '/feed.rss?language=ja&topic=rates',
    );
    await page.getByRole('link', { name: 'Show all' }).click();
    expect((await headlines()).length).toBeGreaterThan(3);
  });

  test('sees which source is ill, and what to do', async () => {
    await page.getByRole('link', { name: '2 of 4 sources OK' }).click();
    const needs = page.locator('.problems');
    expect(await needs.textContent()).toContain('1 source needs attention');
    expect(await needs.textContent()).toContain('Lost Gazette');
    expect(await needs.textContent()).toContain('look for the new URL');
    expect(await needs.boundingBox().then((box) => box?.y)).toBeLessThan(400);
    await needs.getByRole('link', { name: 'Lost Gazette' }).click();
    expect(await page.locator('tr:target').textContent()).toContain('The server answered 404.');
  });

  test('goes through the stories with j and k, and can switch the keys off', async () => {
    const focused = () => page.evaluate('document.activeElement.textContent');
    const all = await headlines();
    for (const headline of all.slice(0, 2)) {
      await page.keyboard.press('j');
      expect(await focused()).toBe(headline);
    }
    await page.keyboard.press('k');
    expect(await focused()).toBe(all[0]);
    await page.keyboard.press('/');
    await page.keyboard.type('jk');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jk');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await page.getByLabel('Use these keys').uncheck();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('body').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('?');
    expect(await page.locator('dialog').isVisible()).toBe(false);
  });

  test('opens all reports of a story with s, also where only their number is shown', async () => {
    const story = page.locator('article.brief', { has: page.locator('a.count') }).first();
    const address = await story.locator('a.count').getAttribute('href');
    await story.locator('h3 a').focus();
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: 'All reports' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(address);
  });

  test('sees how long ago something came, and when that was', async () => {
    const time = page.locator('article.brief', { hasText: '外為市場' }).locator('time');
    expect(await time.textContent()).toBe('1 hr. ago');
    expect(await time.getAttribute('title')).toBe('11:00 JST');
    await page.clock.runFor(3_600_000);
    expect(await time.textContent()).toBe('2 hr. ago');
  });

  test('sees what is new since the visit before, which begins after half an hour', async () => {
    const fresh = () => page.locator('article .new').count();
    expect(await fresh()).toBe(0);
    await page.reload();
    expect(await fresh()).toBe(0);
    // The visit before ended two hours earlier.
    const at = NOON.subtract({ hours: 2 }).epochMilliseconds;
    await page.evaluate(`localStorage.setItem('kawaraban-visit', JSON.stringify({ at: ${at} }))`);
    await page.reload();
    const marked = await fresh();
    expect(marked).toBeGreaterThan(0);
    expect(marked).toBeLessThan(await page.locator('article').count());
    expect(await page.locator('.state').textContent()).toContain(`${marked} new since your last visit`);
    await page.reload();
    expect(await fresh()).toBe(marked);
  });

  test('whose browser prefers Japanese reads Japanese, ages and keys too, and may choose English', async () => {
    await context.close();
    await visit({ locale: 'ja-JP' });
    const time = page.locator('article.brief', { hasText: '外為市場' }).locator('time');
    expect(await time.textContent()).toBe('1時間前');
    expect(await time.getAttribute('title')).toBe('11:00（日本時間）');
    await page.getByRole('button', { name: 'キー操作一覧' }).click();
    await page.getByText('次の記事').waitFor();
    await page.getByRole('button', { name: '閉じる' }).click();
    await page.getByRole('link', { name: 'English', exact: true }).click();
    await page.getByRole('link', { name: 'Subscribe' }).waitFor();
    await page.getByRole('searchbox').pressSequentially('半導体');
    await page.clock.runFor(1000);
    await page.getByRole('heading', { name: 'Search:' }).waitFor();
    await page.getByRole('link', { name: '日本語', exact: true }).click();
    await page.getByRole('link', { name: '購読' }).waitFor();
    expect(decodeURIComponent(page.url())).toMatch(/[?&]q=半導体.*lang=ja|lang=ja.*q=半導体/);
  });

  test('without script searches with the button', async () => {
    await context.close();
    await visit({ javaScriptEnabled: false });
    await page.getByRole('searchbox').fill('半導体');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await headlines()).toEqual(['架空電機、半導体の新工場を九州に建設へ']);
  });

  test('without script narrows a search by language and day, from the form of the masthead', async () => {
    await context.close();
    await visit({ javaScriptEnabled: false });
    await page.getByRole('searchbox').fill('Kaku');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('Filter').click();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('English');
    await page.getByLabel('From').fill('2026-11-24');
    await page.locator('main').getByRole('button', { name: 'Search' }).click();
    expect(page.url()).toContain('q=Kaku');
    expect(page.url()).toContain('from=2026-11-24');
    expect(await headlines()).toEqual(['Kaku Electric raises its full-year profit forecast on a weaker yen']);
    expect(await page.locator('mark').allTextContents()).toContain('Kaku');
  });
});
