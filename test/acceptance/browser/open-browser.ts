import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

/** Debian's Chromium, which asks nobody anything by itself. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
    ],
  });

export type Watched = {
  readonly page: Page;
  /** What went wrong so far, in words: console messages, failed requests, requests to another host, dialogs. */
  readonly troubles: readonly string[];
};

/** A page that notes whatever it should not do. */
export const openPage = async (context: BrowserContext, site: string): Promise<Watched> => {
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    // The search as one types gives up a question for a newer one.
    const isGivenUp =
      request.failure()?.errorText === 'net::ERR_ABORTED' && request.url().includes('/search?');
    if (!isGivenUp) troubles.push(`failed: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(site)) troubles.push(`foreign: ${request.url()}`);
  });
  page.on('dialog', async (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  return { page, troubles };
};
