import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeArticle, makeOutlet, makeStory, NOON } from '../../make.ts';
import { isInstalled } from '../../support/debian.ts';
import { openNewsroom } from './newsroom.ts';
import { openBrowser } from './open-browser.ts';

const PICTURE = 'https://pictures.example/1.svg';
const PAPERS = Array.from({ length: 20 }, (_, n) => `paper-${n}`);
const GONE = 'https://pictures.example/gone.svg';
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="9" height="9"/></svg>';

/** A story with a picture, which the outlets of these ids report. */
const pictured = (id: string, image: string, outlets: readonly string[] = ['kaku']) => {
  const [first = '', ...others] = outlets;
  const imageDetails = { width: 1200, height: 800, alt: '完成予想図' };
  return makeStory(id, {
    articles: [
      makeArticle(id, { image, imageDetails, summary: '本文。', outlet: makeOutlet(first) }),
      ...others.map((outlet) => makeArticle(`${id}-${outlet}`, { outlet: makeOutlet(outlet) })),
    ],
    published: NOON,
  });
};

describe.skipIf(!isInstalled('chromium', 'chromium'))('a picture in a browser', () => {
  let browser: Browser;
  let newsroom: Awaited<ReturnType<typeof openNewsroom>>;

  beforeAll(async () => {
    const stories = [
      pictured('pictured', PICTURE, ['kaku', 'wire', 'lost', ...PAPERS]),
      pictured('gone', GONE),
    ];
    [browser, newsroom] = await Promise.all([openBrowser(), openNewsroom(stories)]);
  });
  afterAll(async () => {
    await browser?.close();
    await newsroom?.close();
  });

  const heightOf = async (page: Page) => (await page.locator('article').first().boundingBox())?.height;

  /** A page with all requests to the outlet, which has one picture, and the height of the story before each answer. */
  const visit = async (address: string) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const asked: Request[] = [];
    const heights: (number | undefined)[] = [];
    await context.route('https://pictures.example/**', async (route) => {
      asked.push(route.request());
      heights.push(await heightOf(page));
      const found = route.request().url() === PICTURE;
      await route.fulfill(found ? { body: SVG, contentType: 'image/svg+xml' } : { status: 404 });
    });
    await page.goto(newsroom.url + address, { waitUntil: 'networkidle' });
    return { page, asked, heights };
  };

  test('is loaded from its outlet, which does not learn where it is shown, and moves nothing', async () => {
    const { page, asked, heights } = await visit('/stories/pictured');
    expect(asked.map((request) => [request.url(), request.headers().referer])).toEqual([
      [PICTURE, undefined],
    ]);
    const shown = page.getByRole('img', { name: '完成予想図' });
    expect(await shown.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(1200);
    const { width = 0, height = 0 } = (await shown.boundingBox()) ?? {};
    expect(width / height).toBeCloseTo(1.5, 1);
    expect(await heightOf(page)).toBe(heights[0]);
    await page.context().close();
  });

  test('is in a box on the front page, whose first screen has headlines below it', async () => {
    const { page, heights } = await visit('/');
    const { width = 0, height = 0, y = 0 } = (await page.locator('.lead .picture').boundingBox()) ?? {};
    expect(width / height).toBeGreaterThan(1.2);
    expect(y + height).toBeLessThan(500);
    expect(await heightOf(page)).toBe(heights[0]);
    await page.context().close();
  });

  test('that its outlet no longer has leaves no empty box', async () => {
    const { page, asked } = await visit('/stories/gone');
    expect(asked).toHaveLength(1);
    expect(await page.locator('img, .pictured').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    await page.context().close();
  });
});
