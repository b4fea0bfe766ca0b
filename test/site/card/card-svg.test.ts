import { describe, expect, test } from 'vitest';
import { cardSvg } from '../../../src/site/card/card-svg.ts';
import { sampleEntry } from '../../domain/entry/sample-entry.ts';
import { readXml } from '../feed/read-feed.ts';

const card = (title: string, change: Parameters<typeof sampleEntry>[1] = {}) =>
  cardSvg(sampleEntry('a', { title, ...change }), { title: 'Japan business news' });

/** The lines of the headline, with their sizes. */
const headline = (svg: string) =>
  Array.from(svg.matchAll(/font-size="(\d+)"[^>]*font-weight="700">([^<]*)<\/text>/g), ([, size, text]) => ({
    size: Number(size),
    text,
  })).filter(({ text }) => text !== 'Japan business news');

describe('a card', () => {
  test('names the site, the headline, the outlet and the day', () => {
    const svg = card('日銀が利上げ', { language: 'ja' });
    expect(headline(svg)).toEqual([{ size: 80, text: '日銀が利上げ' }]);
    expect(svg).toContain('>Japan business news<');
    expect(svg).toContain('2026年11月24日(火)');
    expect(card('Rates rise', { language: 'en' })).toContain('Tuesday, 24 November 2026');
  });

  test('has its headline in the middle between the lines, however long it is', () => {
    const places = (title: string) =>
      Array.from(
        card(title).matchAll(/y="(\d+)" font-size="(\d+)" fill="#1d1b18" font-weight="700">/g),
        ([, y, size]) => [Number(y), Number(size)],
      );
    expect(places('日銀が利上げ')).toEqual([[369, 80]]);
    expect(places('架空電機は半導体の新しい工場を建設')).toEqual([
      [315, 80],
      [423, 80],
    ]);
  });

  test('has a smaller headline where it is long, and never more than four lines', () => {
    const long = headline(card('架空電機は半導体の新しい工場を九州に建設し、'.repeat(3)));
    expect(long.length).toBeGreaterThan(1);
    expect(long[0]?.size).toBeLessThan(80);
    const longest = headline(card('架空電機は半導体の新しい工場を九州に建設し、'.repeat(20)));
    expect(longest).toHaveLength(4);
    expect(longest.at(-1)?.text).toMatch(/…$/);
  });

  test('keeps a long name of the site and of the outlet within the margins, and cuts what is longer', () => {
    const long = '経済新聞社'.repeat(20);
    const svg = cardSvg(sampleEntry('a', { outlet: { ...sampleEntry('a').outlet, name: long } }), {
      title: long,
    });
    const [site = '', outlet = ''] = Array.from(
      svg.matchAll(/>((?:経済新聞社)[^<]*)</g),
      ([, text]) => text ?? '',
    );
    for (const shown of [site, outlet]) expect(shown).toMatch(/…$/);
    // Each kanji is as wide as its size: 38 for the site beside its seal, 32 for the outlet beside the date.
    const room = 1200 - 2 * 76;
    expect(site.length).toBeGreaterThan((room - 80) / 38 - 2);
    expect(site.length).toBeLessThanOrEqual((room - 80) / 38 + 1);
    expect(outlet.length).toBeGreaterThan((room - 480) / 32 - 2);
    expect(outlet.length).toBeLessThanOrEqual((room - 480) / 32 + 1);
  });

  test('has two lines over the headline and one below it, from margin to margin', () => {
    const lines = Array.from(card('Rates rise').matchAll(/<path d="([^"]*)"/g), ([, path]) => path);
    expect(lines).toEqual(['M76 143.5H1124M76 149.5H1124', 'M76 532H1124']);
  });

  test('is well-formed whatever its texts say, and has no emoji, which few machines can draw', () => {
    const svg = card('<script>a & "b"</script>\u0000 🎉', {
      outlet: { ...sampleEntry('a').outlet, name: '</text><image href="http://x"/>' },
    });
    expect(() => readXml(svg)).not.toThrow();
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('🎉');
    expect(svg.match(/<image/g)).toHaveLength(1);
  });
});
