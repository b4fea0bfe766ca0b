import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { openSite } from '../../daemon/support/open-site.ts';
import { makeArticle, makeStory } from '../../make.ts';

const base = makeConfig();
const config = makeConfig({ feed: { ...base.feed, title: 'News', url: 'https://news.example/jp' } });
const image = 'https://kaku.example/1.jpg';

const siteWith = (article: Partial<Article>, ...rest: readonly [typeof config?, { isStatic: boolean }?]) => {
  const [settings = config, setup] = rest;
  const story = makeStory('a', { articles: [makeArticle('a', { title: '"工場" & 電機', ...article })] });
  return openSite([story], settings, setup);
};

/** The tags of the card on the page of the story, by name. */
const tagsOf = async (site: Awaited<ReturnType<typeof openSite>>) => {
  const tags: Record<string, string> = {};
  const parser = new Parser({
    onopentag: (tag, { property, name, content = '' }) => {
      const key = property ?? name ?? '';
      if (tag === 'meta' && /^(?:og|twitter):/.test(key)) tags[key] = content;
    },
  });
  parser.end(await site.read('/stories/a'));
  return tags;
};

describe('the page of a story says to other sites', () => {
  test('what it is, and that we draw its image', async () => {
    const tags = await tagsOf(await siteWith({ summary: '本文。' }));
    expect(tags).toEqual({
      'og:type': 'article',
      'og:site_name': 'News',
      'og:title': '"工場" & 電機',
      'og:description': '本文。',
      'og:url': 'https://news.example/jp/stories/a',
      'og:image': 'https://news.example/jp/stories/a/card.png',
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:alt': '"工場" & 電機',
      'twitter:card': 'summary_large_image',
    });
  });

  test('the picture of the outlet, where there is one, with the size that is known', async () => {
    const details = { width: 800, height: 533, alt: '工場' };
    expect(await tagsOf(await siteWith({ image, imageDetails: details }))).toMatchObject({
      'og:image': image,
      'og:image:width': '800',
      'og:image:height': '533',
      'og:image:alt': '工場',
    });
    expect(await tagsOf(await siteWith({ image }))).not.toHaveProperty('og:image:width');
  });

  test('our own image where the picture is a thumbnail, or pictures are switched off', async () => {
    const small = await siteWith({ image, imageDetails: { width: 100, height: 75 } });
    const off = await siteWith({ image }, { ...config, page: { ...config.page, images: false } });
    const narrow = (width: number) => siteWith({ image, imageDetails: { width, height: 200 } });
    expect((await tagsOf(await narrow(300)))['og:image']).toBe(image);
    for (const site of [small, off, await narrow(299)])
      expect((await tagsOf(site))['og:image']).toBe('https://news.example/jp/stories/a/card.png');
  });

  test('what it is about, in two hundred characters', async () => {
    const said = async (summary: string) =>
      (await tagsOf(await siteWith({ summary })))['og:description'] ?? '';
    expect(await said('字'.repeat(200))).toBe('字'.repeat(200));
    expect(await said('字'.repeat(201))).toMatch(/^字{150,199}…$/);
    expect(await said('')).toBe('');
  });

  test('no image of ours where other machines cannot reach it', async () => {
    const tags = await tagsOf(await siteWith({}, base));
    expect(tags).toMatchObject({ 'twitter:card': 'summary', 'og:title': '"工場" & 電機' });
    expect(tags).not.toHaveProperty('og:image');
  });

  test('the icon of the site where it is a folder of files, which draws nothing', async () => {
    expect(await tagsOf(await siteWith({}, config, { isStatic: true }))).toMatchObject({
      'twitter:card': 'summary',
      'og:image': 'https://news.example/jp/icon-large.png',
    });
  });
});

test('the image of a card is served, once for all that ask; that of no story is not there', async () => {
  const site = await siteWith({});
  const first = await site.ask('/stories/a/card.png');
  expect(first).toMatchObject({ status: 200, contentType: 'image/png', page: false });
  expect(await site.ask('/stories/a/card.png')).toBe(first);
  site.changed();
  expect(await site.ask('/stories/a/card.png')).toBe(first);
  expect(await site.ask('/stories/none/card.png')).toMatchObject({ status: 404 });
});

test('the image of a story that was united with another is the image of that story, as its page is', async () => {
  const united = makeStory('new', { articles: [makeArticle('new'), makeArticle('old')] });
  const site = await openSite([united], config);
  expect(await site.read('/stories/old')).toContain('/stories/new/card.png');
  const image = await site.ask('/stories/old/card.png');
  expect(image).toMatchObject({ status: 200, contentType: 'image/png' });
  expect(image).toBe(await site.ask('/stories/new/card.png'));
});
