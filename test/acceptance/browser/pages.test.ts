import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SECTIONS } from '../../../src/domain/ranking/page-section.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeArticle, makeOutlet, makeStory } from '../../make.ts';
import { isInstalled } from '../../support/debian.ts';
import { BROKEN, openNewsroom } from './newsroom.ts';
import { openBrowser, openPage, type Watched } from './open-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const MISSING = '/no/such/page';

/** What the browser itself tells the console of an answer that is no page. */
const TOLD: Readonly<Record<string, string>> = { [MISSING]: 'status of 404', [BROKEN]: 'status of 500' };

const ADDRESSES = [
  '/',
  '/?language=ja&topic=plants',
  '/stories/plant',
  '/companies/9999',
  '/outlets/kaku',
  '/search?q=新工場',
  '/search?q=工場 発表&language=ja&from=2026-11-01',
  '/search?q=nothing-like-it',
  '/topics/plants',
  '/stories/both',
  '/top',
  '/2026-11-24',
  '/days',
  '/companies',
  '/archive',
  '/languages/en',
  '/edition',
  '/edition/2026-11-23',
  '/status',
  '/config',
  MISSING,
  BROKEN,
];

/** Every width and either light; no rule of the style sheet depends on both. The Japanese pages are at 390 px in the light. */
const FORMS = [
  { width: 390, colorScheme: 'dark' },
  { width: 820, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
] as const;

const widthOf = (page: Page): Promise<number> => page.locator('html').evaluate((root) => root.scrollWidth);

/** What axe-core, which is on the page, finds wrong (WCAG 2.2 A and AA, and its best practices), in words. */
const faults = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await page.evaluate(
    async (): Promise<AxeResults> => Reflect.get(globalThis, 'axe').run({ resultTypes: ['violations'] }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
};

/** A headline like no other, in kanji. */
const kanji = (seed: number, length: number): string =>
  Array.from({ length }, (_, n) => String.fromCodePoint(0x4e00 + ((seed * 997 + n * 31) % 5000))).join('');

describe.skipIf(!isInstalled('chromium', 'chromium'))('every page in a browser', () => {
  let browser: Browser;
  let newsroom: Awaited<ReturnType<typeof openNewsroom>>;
  // A page goes from address to address as a reader's does: a new one would start a process each time.
  let english: Watched;
  let japanese: Watched;

  beforeAll(async () => {
    [browser, newsroom] = await Promise.all([openBrowser(), openNewsroom()]);
    english = await openPage(await browser.newContext(), newsroom.url);
    japanese = await openPage(await browser.newContext({ locale: 'ja-JP' }), newsroom.url);
  });
  afterAll(async () => {
    await browser?.close();
    await newsroom?.close();
  });

  test.each(ADDRESSES)(
    '%s fits into every width, says nothing to the console, and is accessible in the light and in the dark',
    async (address) => {
      const { page, troubles } = english;
      const before = troubles.length;
      await page.goto(newsroom.url + address);
      await page.evaluate(AXE);
      for (const { width, colorScheme } of FORMS) {
        const form = `${width} px in the ${colorScheme}`;
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        expect(await widthOf(page), form).toBeLessThanOrEqual(width);
        expect(await faults(page), form).toEqual([]);
      }
      for (const width of [320, 2560]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await widthOf(page), `${width} px`).toBeLessThanOrEqual(width);
      }
      const told = TOLD[address];
      expect(troubles.slice(before)).toEqual(told === undefined ? [] : [expect.stringContaining(told)]);
    },
  );

  test.each(ADDRESSES)(
    '%s fits and is accessible in Japanese, too, and fits with text of double size',
    async (address) => {
      const { page } = japanese;
      await page.goto(newsroom.url + address);
      expect(await page.locator('html').getAttribute('lang')).toBe('ja');
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await widthOf(page), `${width} px`).toBeLessThanOrEqual(width);
      }
      await page.evaluate(AXE);
      expect(await faults(page)).toEqual([]);
      await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
      expect(await widthOf(page), 'double size').toBeLessThanOrEqual(390);
    },
  );

  test('the link to the news hides what is behind it', async () => {
    const { page } = english;
    await page.goto(newsroom.url);
    await page.keyboard.press('Tab');
    const [body, link] = await Promise.all(
      ['body', '.skip:focus'].map((one) =>
        page.evaluate(`getComputedStyle(document.querySelector('${one}')).backgroundColor`),
      ),
    );
    expect(body).toMatch(/^rgb\(/);
    expect(link).toBe(body);
  });

  test.each([1100, 1440, 1920])(
    'has the heading of the top stories above all of them, %i pixels wide',
    async (width) => {
      const { page } = english;
      await page.setViewportSize({ width, height: 900 });
      await page.goto(newsroom.url);
      await page.evaluate(
        `for (let n = 0; n < 6; n += 1) document.querySelector('.top').append(document.querySelector('.brief').cloneNode(true))`,
      );
      const [heading = 0, ...briefs] = await page
        .locator('.top > h2, .brief')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      expect(Math.min(...briefs)).toBeGreaterThan(heading);
    },
  );

  test('on paper shows the news and no form', async () => {
    const { page } = english;
    await page.emulateMedia({ media: 'print' });
    await page.goto(newsroom.url);
    expect(await page.locator('form').first().isVisible()).toBe(false);
    expect(await page.locator('article.lead').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });

  test('is two pages on paper on a busy day: the lead, the top stories, and three of each section', async () => {
    const busy = DEFAULT_SECTIONS.flatMap(({ topics: [key = ''] }, section) =>
      Array.from({ length: 12 }, (_, n) => {
        const id = `${key}-${n}`;
        const outlet = makeOutlet(`paper-${n}`, { name: `架空新聞${n}`, priority: 80 });
        const title = `政府が物価対策、過去最大の予算を閣議決定${kanji(section * 12 + n, 24)}`;
        const evidence = [{ words: title, where: 'title' }] as const;
        const tag = { kind: 'topic', key: key as TopicKey, evidence } as const;
        return makeStory(id, {
          articles: [makeArticle(id, { title: title, outlet, tags: [tag] })],
        });
      }),
    );
    const printed = await openNewsroom(busy);
    const { page } = await openPage(await browser.newContext(), printed.url);
    await page.goto(printed.url);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    await page.emulateMedia({ media: 'print' });
    const counts = await page
      .locator('.section')
      .evaluateAll((sections) =>
        sections.map(
          (section) => [...section.querySelectorAll('.item')].filter((item) => item.checkVisibility()).length,
        ),
      );
    expect(counts.length).toBeGreaterThan(6);
    expect(Math.max(...counts)).toBe(3);
    await page.context().close();
    await printed.close();
  });

  test('never breaks a line inside a number and its unit, not even on the narrowest screen', async () => {
    const title = '2026年12月31日の3.2%安で27年3月期の純利益1兆2345億円、4〜6月期は10年ぶり';
    const numbers = await openNewsroom([
      makeStory('numbers', { articles: [makeArticle('numbers', { title })] }),
    ]);
    const { page } = await openPage(
      await browser.newContext({ viewport: { width: 320, height: 900 } }),
      numbers.url,
    );
    for (const address of ['/', '/stories/numbers']) {
      await page.goto(numbers.url + address);
      expect(await widthOf(page)).toBeLessThanOrEqual(320);
      const lines = await page
        .locator(':is(h1, h2, h3) .nb')
        .evaluateAll((spans) => spans.map((span) => [span.textContent, span.getClientRects().length]));
      expect(lines).toContainEqual(['4〜6月期は', 1]);
      expect(lines.filter(([, count]) => count !== 1)).toEqual([]);
    }
    await page.context().close();
    await numbers.close();
  });

  test('breaks the headline of a lead between its clauses first', async () => {
    const title = '架空与党、食品の減税を了承　政府、今夕に決定';
    const clauses = await openNewsroom([
      makeStory('tax', { articles: [makeArticle('tax', { title, language: 'ja' })] }),
    ]);
    const size = { width: 390, height: 844 };
    const { page } = await openPage(await browser.newContext({ viewport: size }), clauses.url);
    await page.goto(`${clauses.url}/stories/tax`);
    const lines = page.locator('.lead .clause');
    expect(await lines.allTextContents()).toEqual(['架空与党、食品の減税を了承　', '政府、今夕に決定']);
    const [first, second] = await lines.evaluateAll((spans) =>
      spans.map((span) => span.getBoundingClientRect().toJSON()),
    );
    expect(second.top).toBeGreaterThanOrEqual(first.bottom);
    expect(second.left).toBe(first.left);
    await page.context().close();
    await clauses.close();
  });

  test('cuts a headline that is the text of an article after five lines, on the front page alone', async () => {
    const { page } = english;
    const linesOf = async (address: string, heading: string): Promise<number> => {
      await page.goto(newsroom.url + address);
      return Number(
        await page.evaluate(
          `(() => { const one = document.querySelector('${heading}');
            one.firstElementChild.textContent = '架空の船が港に着き、荷を下ろした。'.repeat(60);
            return Math.round(one.clientHeight / Number.parseFloat(getComputedStyle(one).lineHeight)); })()`,
        ),
      );
    };
    expect(await linesOf('/', '.front .brief h3')).toBe(5);
    expect(await linesOf('/topics/plants', '.lead h1, .lead h2, main h3')).toBeGreaterThan(5);
  });

  test.each(['/', '/status', '/config', '/stories/plant'])(
    'everything of %s is reached by the Tab key',
    async (address) => {
      const { page } = english;
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(newsroom.url + address);
      const wanted = Number(
        await page.evaluate(
          `[...document.querySelectorAll('a[href], button, input, select, summary')].filter((one) => one.checkVisibility()).length`,
        ),
      );
      expect(wanted).toBeGreaterThan(8);
      await page.evaluate(
        `globalThis.reached = new Set(); document.addEventListener('focusin', ({ target }) => reached.add(target))`,
      );
      for (let press = 0; press < wanted + 2; press += 1) await page.keyboard.press('Tab');
      expect(await page.evaluate('reached.size')).toBe(wanted);
    },
  );
});
