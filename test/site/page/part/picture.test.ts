import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { makePage } from '../../../../src/domain/entry/page-model.ts';
import { makeReader } from '../../../../src/site/language/reader.ts';
import { days } from '../../../../src/site/page/part/days.ts';
import type { Html } from '../../../../src/site/page/part/html.ts';
import { picture } from '../../../../src/site/page/part/picture.ts';
import { makeConfig } from '../../../daemon/support/make-config.ts';
import { openSite } from '../../../daemon/support/open-site.ts';
import { sampleEntry } from '../../../domain/entry/sample-entry.ts';
import { makeArticle, makeStory, NOON } from '../../../make.ts';

/** The attributes of the images of some HTML. */
const imagesOf = (shown: Html | undefined): readonly Readonly<Record<string, string>>[] => {
  const found: Record<string, string>[] = [];
  const parser = new Parser({ onopentag: (tag, attributes) => tag === 'img' && found.push(attributes) });
  parser.end(shown?.text ?? '');
  return found;
};

const reader = makeReader({ language: 'en', base: '', images: true });

const image = { url: 'https://kaku.example/1.jpg?a=1&b=2', width: 800, height: 533, alt: '"工場"' };
const lead = (...shown: Parameters<typeof sampleEntry>[1][]) =>
  makePage(
    shown.map((rest) => sampleEntry('a', rest)),
    new Map(),
    NOON,
  );

describe('a picture', () => {
  test('is loaded late, without a referrer, and with its size and alternative text', () => {
    expect(imagesOf(picture(image, reader))).toEqual([
      {
        class: 'picture',
        src: image.url,
        width: '800',
        height: '533',
        alt: image.alt,
        loading: 'lazy',
        decoding: 'async',
        referrerpolicy: 'no-referrer',
      },
    ]);
  });

  test('of unknown size or content has a box, and an empty alternative text', () => {
    const [shown] = imagesOf(picture({ url: image.url }, reader, true));
    expect(shown).toMatchObject({ class: 'picture', alt: '' });
    expect(shown).not.toHaveProperty('width');
  });

  test('of an entry without one is nothing', () => {
    expect(picture(undefined, reader)).toBeUndefined();
  });
});

describe('a page', () => {
  const shownBy = async (images: boolean, path: string) => {
    const details = { image: image.url, imageDetails: { width: 800, height: 533 } };
    const story = makeStory('a', { articles: [makeArticle('a', details)] });
    const site = await openSite([story], makeConfig({ page: { ...makeConfig().page, images } }));
    const { body, ...answer } = (await site.ask(path)) ?? {};
    return { ...answer, shown: imagesOf({ kind: 'html', text: String(body) }) };
  };

  test('shows the picture of its lead, in a box; the page of a story shows it whole', async () => {
    expect(await shownBy(true, '/')).toMatchObject({
      images: true,
      shown: [{ class: 'picture', src: image.url }],
    });
    expect(await shownBy(true, '/stories/a')).toMatchObject({
      images: true,
      shown: [{ class: 'picture whole' }],
    });
  });

  test('shows no picture where the config says so', async () => {
    expect(await shownBy(false, '/')).toMatchObject({ images: false, shown: [] });
    expect(await shownBy(false, '/stories/a')).toMatchObject({ images: false, shown: [] });
  });

  test('shows none where its lead has none', () => {
    expect(imagesOf(days(lead({}), reader, NOON))).toEqual([]);
    expect(imagesOf(days(lead({ image }), reader, NOON))).toHaveLength(1);
  });
});
