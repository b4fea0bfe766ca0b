import { describe, expect, test } from 'vitest';
import { listedOutlet, outletName, sourceId } from '../../../../src/domain/source/propose/name-source.ts';
import { makeOutlet } from '../../../make.ts';

const URL = 'https://feeds.kaku.example/economy.rss';
const kaku = makeOutlet('kaku', { name: 'Kaku News', nameJa: '架空新聞', home: 'https://www.kaku.example/' });
const outlets = [makeOutlet('homeless', { name: 'Homeless News' }), kaku];

describe('a feed belongs to a listed outlet', () => {
  test.each([
    ['its own address is on the outlet’s site', { url: URL, names: [] }],
    ['its home page is', { url: 'https://other.example/feed', home: 'https://kaku.example/', names: [] }],
    ['the outlet has its English name', { url: 'https://other.example/feed', names: ['Feed', 'Kaku News'] }],
    ['the outlet has its Japanese name', { url: 'https://other.example/feed', names: ['架空新聞'] }],
  ])('where %s', (_, origin) => {
    expect(listedOutlet(origin, outlets)).toBe(kaku);
  });

  test('but not because both use the same carrier of feeds', () => {
    const onCarrier = makeOutlet('carried', { home: 'https://note.com/carried' });
    expect(listedOutlet({ url: 'https://note.com/another/rss', names: [] }, [onCarrier])).toBeUndefined();
  });

  test('and to none where neither site nor name is listed', () => {
    expect(listedOutlet({ url: 'https://new.example/feed', names: ['New News'] }, outlets)).toBeUndefined();
    expect(listedOutlet({ url: 'no address', names: [] }, outlets)).toBeUndefined();
  });
});

describe('an outlet that is not listed is called', () => {
  test.each([
    ['by the first part of its title', ['Example News - Latest headlines'], 'Example News'],
    ['by the part of a Japanese title that is not generic', ['ニュース | 架空新聞'], '架空新聞'],
    ['by the part of a title that names no section', ['経済 | 架空新聞'], '架空新聞'],
    ['by the part that names no news of a section', ['World News - Example Times'], 'Example Times'],
    ['by the part that names no technology', ['テック｜架空新聞'], '架空新聞'],
    ['without the words for feeds', ['RSS Example News RSS feed'], 'Example News'],
    ['by the next name where the first says nothing', ['RSS', 'Latest news', 'Example News'], 'Example News'],
    ['by its host where no name says anything', ['Home', ''], 'new.example'],
    ['with a capital where its name looks like an id', ['kabu-info'], 'Kabu-info'],
    ['without characters that nobody sees', ['Ka\u00ADku\u200E\u0000News'], 'Kaku News'],
    ['by its host where its name is a number', ['2026'], 'new.example'],
  ])('%s', (_, names, expected) => {
    expect(outletName({ url: 'https://www.new.example/feed', names })).toBe(expected);
  });

  test('by a name that is cut after sixty characters', () => {
    const name = 'Very Long '.repeat(10);
    expect(outletName({ url: URL, names: [name] })).toBe(name.slice(0, 60).trim());
    expect(outletName({ url: URL, names: ['🗞'.repeat(70)] })).toBe('🗞'.repeat(60));
  });

  test('by the host of its home page rather than of its feed', () => {
    expect(outletName({ url: URL, home: 'https://m.new.example/top', names: [] })).toBe('new.example');
  });
});

describe('the id of a proposed source is', () => {
  const origin = { url: URL, names: [] };

  test('that of its outlet where it is free', () => {
    expect(sourceId(origin, kaku, new Set())).toBe('kaku');
  });

  test('the outlet’s with the section of the address where it is not', () => {
    expect(sourceId(origin, kaku, new Set(['kaku']))).toBe('kaku-economy');
  });

  test('numbered where the section is taken, too', () => {
    expect(sourceId(origin, kaku, new Set(['kaku', 'kaku-economy']))).toBe('kaku-2');
    expect(sourceId(origin, kaku, new Set(['kaku', 'kaku-economy', 'kaku-2', 'kaku-3']))).toBe('kaku-4');
  });

  test('numbered where the address says only what kind of file it is', () => {
    const plain = { url: 'https://kaku.example/rss/index.xml', names: [] };
    expect(sourceId(plain, kaku, new Set(['kaku']))).toBe('kaku-2');
  });

  test('made from the name of a new outlet in Latin letters', () => {
    const named = { url: 'https://new.example/feed', names: ['The Example Times'] };
    expect(sourceId(named, undefined, new Set())).toBe('the-example-times');
  });

  test('made from the host where the name cannot be an id', () => {
    const named = { url: 'https://www.kabu.co.jp/feed', names: ['架空新聞'] };
    expect(sourceId(named, undefined, new Set())).toBe('kabu');
  });

  test('never longer than 64 characters, and without a dash at its end', () => {
    const long = {
      url: 'https://new.example/a-section-with-a-long-name.xml',
      names: ['Long Name '.repeat(6)],
    };
    const first = sourceId(long, undefined, new Set());
    const second = sourceId(long, undefined, new Set([first]));
    expect(first).toHaveLength(58);
    for (const id of [first, second]) {
      expect(id.length).toBeLessThanOrEqual(64);
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
    expect(second).not.toBe(first);
  });
});
