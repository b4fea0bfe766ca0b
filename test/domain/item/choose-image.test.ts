import { describe, expect, test } from 'vitest';
import { chooseImage, type ImageCandidate, isImageFile } from '../../../src/domain/item/choose-image.ts';

const at = (name: string, rest: Partial<ImageCandidate> = {}): ImageCandidate => ({
  url: `https://kaku.example/${name}`,
  rank: 0,
  ...rest,
});
const chosen = (...candidates: readonly ImageCandidate[]) =>
  chooseImage(candidates).image?.replace('https://kaku.example/', '');

describe('the image of an item', () => {
  test('is absent where there is none', () => {
    expect(chooseImage([])).toEqual({});
  });

  test('is the one nearest 800 pixels wide among those at the same place', () => {
    expect(chosen(at('a', { width: 400 }), at('b', { width: 900 }), at('c', { width: 2000 }))).toBe('b');
  });

  test('is the nearer one by a pixel, and one without a width counts as 800', () => {
    expect(chosen(at('a', { width: 400 }), at('b', { width: 1199 }))).toBe('b');
    expect(chosen(at('a', { width: 401 }), at('b', { width: 1200 }))).toBe('a');
    expect(chosen(at('a', { width: 799 }), at('b', { width: 801 }), at('c'))).toBe('c');
  });

  test('is the first where none says its width', () => {
    expect(chosen(at('a'), at('b'))).toBe('a');
  });

  test('is the attached one, even where one of a less certain place is nearer', () => {
    expect(chosen(at('thumbnail', { rank: 1, width: 800 }), at('content', { width: 1600 }))).toBe('content');
  });

  test('is one of a less certain place where the attached one is small', () => {
    expect(chosen(at('small', { width: 100 }), at('text', { rank: 9 }))).toBe('text');
    expect(chosen(at('small', { width: 319 }), at('text', { rank: 9 }))).toBe('text');
    expect(chosen(at('thumbnail', { width: 320 }), at('text', { rank: 9 }))).toBe('thumbnail');
    expect(chosen(at('small', { width: 100 }))).toBe('small');
  });

  test('has its width and height where both are known and possible', () => {
    const details = (rest: Partial<ImageCandidate>) => chooseImage([at('a', rest)]).imageDetails;
    expect(details({ width: 800, height: 533 })).toEqual({ width: 800, height: 533 });
    expect(details({ width: 800 })).toBeUndefined();
    expect(details({ height: 533 })).toBeUndefined();
    expect(details({ width: 20_000, height: 20_000 })).toEqual({ width: 20_000, height: 20_000 });
    expect(details({ width: 800, height: 20_001 })).toBeUndefined();
    expect(details({ width: 20_001, height: 800 })).toBeUndefined();
  });

  test('has an alternative text of bounded length', () => {
    expect(chooseImage([at('a', { alt: '工場' })]).imageDetails).toEqual({ alt: '工場' });
    expect(chooseImage([at('a', { alt: '' })])).not.toHaveProperty('imageDetails');
    const shown = (alt: string) => chooseImage([at('a', { alt })]).imageDetails?.alt;
    expect(shown('文'.repeat(200))).toBe('文'.repeat(200));
    expect(shown('文'.repeat(201))).toMatch(/^文{150,199}…$/);
  });

  test.each([
    'http://kaku.example/1.jpg',
    'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
    `https://kaku.example/${'a'.repeat(2049 - 25)}.jpg`,
    'https://pixel.wp.example/b.gif?v=1',
    'https://stats1.kaku.example/hit?page=1.jpg',
    'https://stat.kaku.example/1.gif',
    'https://stat.kaku.example/1x1.png',
    'https://stat.kaku.example/',
    'https://feeds.feedburner.com/~r/kaku/~4/x',
    'https://ad.doubleclick.net/x',
    'https://secure.gravatar.com/avatar/1?s=500',
    'https://kaku.example/img/1x1.gif',
    'https://kaku.example/favicon.png',
    'https://kaku.example/share.svg',
    'https://192.168.1.1/reboot.jpg',
    'https://[fe80::1]/1.jpg',
    'https://localhost:8443/1.jpg',
    'https://localhost./1.jpg',
    'https://nas/1.jpg',
    'https://router.home.arpa/1.jpg',
    'https://wiki.corp./1.jpg',
    'https://printer.fritz.box/1.jpg',
    'https://printer.local/1.jpg',
    'https://admin:admin@kaku.example/1.jpg',
  ])('is not %.60s', (url) => {
    expect(chooseImage([{ url, rank: 0 }])).toEqual({});
  });

  test.each(['https://stat.kaku.example/user_images/1.jpg?caw=800', 'https://stats2.kaku.example/1.webp'])(
    'is a photograph at %s',
    (url) => {
      expect(chosen({ url, rank: 0 })).toBe(url);
    },
  );

  test('is not one with a side of a few pixels', () => {
    expect(chosen(at('a'.repeat(2048 - 21)))).toBe('a'.repeat(2048 - 21));
    expect(chosen(at('a', { width: 64, height: 64 }))).toBe('a');
    expect(chosen(at('a', { width: 63, height: 64 }))).toBeUndefined();
    expect(chosen(at('a', { width: 1, height: 1 }))).toBeUndefined();
    expect(chosen(at('a', { width: 800, height: 2 }))).toBeUndefined();
    expect(chosen(at('a', { height: 16 }), at('b'))).toBe('b');
  });
});

test('a file is an image by its type, else by its name', () => {
  expect(isImageFile('image/jpeg', 'https://kaku.example/1')).toBe(true);
  expect(isImageFile('Image/JPEG', 'https://kaku.example/1')).toBe(true);
  expect(isImageFile('video/mp4', 'https://kaku.example/1.jpg')).toBe(false);
  expect(isImageFile(undefined, 'https://kaku.example/1.jpg?w=8')).toBe(true);
  expect(isImageFile('', 'https://kaku.example/1.mp4')).toBe(false);
});
