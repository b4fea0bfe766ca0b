import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled } from '../support/debian.ts';
import { type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Daemon, type Installation, install, startDaemon } from '../support/product.ts';

const CHROMIUM = '/usr/bin/chromium';

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
  'とても長い見出し'.repeat(12),
  `averylongword${'x'.repeat(120)}`,
];

describe.skipIf(!isInstalled('chromium', 'chromium'))('the page in a browser', () => {
  let outlets: OutletsServer;
  let at: Installation;
  let daemon: Daemon;
  let browser: Browser;
  let profile: string;

  beforeAll(async () => {
    const body = rssOf('Outlet', TITLES.map(story));
    const copy = rssOf('Other', TITLES.slice(0, 1).map(story));
    outlets = await serveOutlets([
      ['one', { body }],
      ['two', { body: copy }],
    ]);
    at = await install([
      { id: 'one', url: `${outlets.url}/one`, outlet: 'Kaku Shimbun' },
      { id: 'two', url: `${outlets.url}/two`, outlet: 'Another Paper' },
    ]);
    daemon = await startDaemon(at);
    for (const id of ['one', 'two']) {
      await daemon.event(({ event, source }) => event === 'source.polled' && source === id);
    }
    profile = await mkdtemp(path.join(tmpdir(), 'chromium-'));
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-sync',
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await daemon?.kill('SIGTERM');
    await outlets?.close();
    await at?.remove();
    if (profile !== undefined) await rm(profile, { recursive: true, force: true });
  });

  const widths = [320, 390, 820, 1280, 2560];
  const cases = widths.flatMap((width) =>
    (['light', 'dark'] as const).flatMap((scheme) =>
      ['/', '/status'].map((page) => ({ width, scheme, page })),
    ),
  );

  test.each(cases)(
    '$page is whole at $width px in the $scheme, and asks for nothing elsewhere',
    async ({ width, scheme, page: address }) => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: scheme,
        javaScriptEnabled: false,
      });
      const page = await context.newPage();
      const messages: string[] = [];
      const foreign: string[] = [];
      page.on('console', (message) => messages.push(message.text()));
      page.on('requestfailed', (request) => messages.push(`failed: ${request.url()}`));
      page.on('request', (request) => {
        if (!request.url().startsWith(daemon.url)) foreign.push(request.url());
      });
      await page.goto(daemon.url + address);
      expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(width);
      expect(messages).toEqual([]);
      expect(foreign).toEqual([]);
      await context.close();
    },
  );

  test('shows the lead story, who else reported it, and the others by day, without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${daemon.url}/`);
    const lead = page.locator('article.lead');
    expect(await lead.locator('h2').textContent()).toContain(TITLES[0]);
    expect(await lead.textContent()).toContain('Another Paper');
    expect(await page.locator('article.story').count()).toBe(TITLES.length - 1);
    const alternates = await page
      .locator('link[rel=alternate]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(alternates).toHaveLength(3);
    await context.close();
  });
});
