import { expect, test } from 'vitest';
import { openSite } from '../daemon/support/open-site.ts';

test('the manifest and every page name icons that are there', async () => {
  const { ask, read } = await openSite([]);
  const manifest = JSON.parse(await read('/site.webmanifest'));
  expect(manifest).toMatchObject({
    name: 'Test',
    short_name: 'Test',
    start_url: './',
    scope: './',
    display: 'minimal-ui',
    background_color: '#fbf9f4',
    theme_color: '#ab2c1a',
  });
  expect(manifest.icons).toEqual([
    { src: 'icon.png', sizes: '192x192', type: 'image/png' },
    { src: 'icon-large.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
  ]);
  const linked = [...(await read('/')).matchAll(/href="(\/[^"]*\.(?:png|ico|webmanifest))"/g)].map(
    ([, href]) => href,
  );
  expect(linked).toHaveLength(4);
  for (const address of [...linked, ...manifest.icons.map(({ src }: { src: string }) => `/${src}`)]) {
    expect((await ask(address))?.status, address).toBe(200);
  }
});
