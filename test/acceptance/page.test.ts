import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled } from '../support/debian.ts';
import { type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Daemon, type Installation, install, startDaemon } from '../support/product.ts';
import { openBrowser } from './browser/open-browser.ts';

const published = Temporal.Now.instant().subtract({ minutes: 30 });

const story = (title: string, index: number) => ({
  title,
  link: `https://outlet.example/articles/${2000 + index}`,
  published: published.subtract({ minutes: index * 7 }),
  description: `<p>${title}。詳しくは本文で。</p>`,
});

const TITLES = [
  '架空電機、半導体の新工場を九州に建設へ',
  'Kaku Motor raises its full-year profit forecast on a weaker yen',
  '外為市場で円が小幅に上昇',
  `決算の${'とても長い見出し'.repeat(12)}`,
  `Profit of averylongword${'x'.repeat(120)}`,
];

describe.skipIf(!isInstalled('chromium', 'chromium'))('the page in a browser', () => {
  let outlets: OutletsServer;
  let at: Installation;
  let daemon: Daemon;
  let browser: Browser;

  beforeAll(async () => {
    const body = rssOf('Outlet', TITLES.map(story));
    const copy = rssOf('Other', TITLES.slice(0, 1).map(story));
    outlets = await serveOutlets([
      ['one', { body }],
      ['two', { body: copy }],
    ]);
    const sources = [
      { id: 'one', url: `${outlets.url}/one`, outlet: 'Kaku Shimbun' },
      { id: 'two', url: `${outlets.url}/two`, outlet: 'Another Paper' },
    ];
    at = await install(sources, '', 'shipped');
    daemon = await startDaemon(at);
    for (const id of ['one', 'two']) {
      await daemon.event(({ event, source }) => event === 'source.polled' && source === id);
    }
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await daemon?.kill('SIGTERM');
    await outlets?.close();
    await at?.remove();
  });

  test('shows the lead story, who else reported it, and the others by day, without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${daemon.url}/`);
    const lead = page.locator('article.lead');
    expect(await lead.locator('h2').textContent()).toContain(TITLES[0]);
    expect(await lead.textContent()).toContain('Another Paper');
    expect(await page.locator('article:is(.story, .brief)').count()).toBe(TITLES.length - 1);
    expect(await page.locator('link[rel=alternate]').count()).toBe(5);
    await context.close();
  });
});
