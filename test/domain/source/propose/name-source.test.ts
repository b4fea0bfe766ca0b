import { describe, expect, test } from 'vitest';
import { listedOutlet, outletName, sourceId } from '../../../../src/domain/source/propose/name-source.ts';
import { makeOutlet, makeSource } from '../../../make.ts';

const URL = 'https://feeds.kaku.example/economy.rss';
const kaku = makeOutlet('kaku', { name: 'Kaku News', nameJa: '架空新聞', home: 'https://www.kaku.example/' });
const outlets = [makeOutlet('homeless', { name: 'Homeless News' }), kaku];

const FOREIGN = 'https://other.example/feed';
const listed = {
  outlets,
  sources: [makeSource('kaku', { outlet: kaku, endpoints: ['https://cdn.example/a'] })],
};

describe('a feed belongs to a listed outlet', () => {
  const CARRIED = 'https://feeds.feedburner.com/kaku';
  test.each([
    ['its own address is on the outlet’s site', { url: URL, names: [] }],
    [
      'a carrier has it, and its home page is there',
      { url: CARRIED, home: 'https://kaku.example/', names: [] },
    ],
    ['a carrier has it, and it has the English name', { url: CARRIED, names: ['Feed', 'Kaku News'] }],
    ['a carrier has it, and it has the Japanese name', { url: CARRIED, names: ['架空新聞'] }],
    [
      'a carrier has it, and its title begins with the name',
      { url: CARRIED, names: ['Kaku News - Latest news'] },
    ],
    [
      'its host has a source of the outlet, and its home page is there',
      { url: 'https://cdn.example/b', home: 'https://kaku.example/', names: [] },
    ],
    [
      'its host has a source of the outlet, and it has the name',
      { url: 'https://cdn.example/b', names: ['Kaku News'] },
    ],
  ])('if %s', (_, origin) => {
    expect(listedOutlet(origin, listed)).toBe(kaku);
  });

  test('if the host that names the outlet has a source of it already', () => {
    const outlet = makeOutlet('new-example', { name: 'new.example' });
    const sources = [makeSource('new', { outlet, endpoints: ['https://www.new.example/a'] })];
    const origin = { url: 'https://www.new.example/b', names: ['Home'] };
    expect(listedOutlet(origin, { outlets: [outlet], sources })).toBe(outlet);
  });

  test('but not because both use the same carrier of feeds', () => {
    const onCarrier = makeOutlet('carried', { home: 'https://note.com/carried' });
    const origin = { url: 'https://note.com/another/rss', names: [] };
    expect(listedOutlet(origin, { outlets: [onCarrier], sources: [] })).toBeUndefined();
  });

  test.each([
    ['home page', { home: 'https://kaku.example/', names: [] }],
    ['name', { names: ['Kaku News'] }],
    ['name with a section', { names: ['Kaku News - Latest news'] }],
    ['name in another spelling', { names: ['KAKU'] }],
    ['Japanese name', { names: ['架空新聞'] }],
  ])('but not because it states the outlet’s %s on another host', (_, said) => {
    const origin = { url: FOREIGN, ...said };
    expect(listedOutlet(origin, listed)).toBeUndefined();
    expect(outletName(origin, outlets)).toBe('other.example');
  });

  test('and to none if neither site nor name is listed', () => {
    expect(listedOutlet({ url: 'https://new.example/feed', names: ['New News'] }, listed)).toBeUndefined();
    expect(listedOutlet({ url: 'no address', names: [] }, listed)).toBeUndefined();
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
    expect(outletName({ url: 'https://www.new.example/feed', names }, [])).toBe(expected);
  });

  test('by a name that is cut after sixty characters', () => {
    const name = 'Very Long '.repeat(10);
    expect(outletName({ url: URL, names: [name] }, [])).toBe(name.slice(0, 60).trim());
    expect(outletName({ url: URL, names: ['🗞'.repeat(70)] }, [])).toBe('🗞'.repeat(60));
  });

  test('by the host of its home page rather than of its feed', () => {
    expect(outletName({ url: URL, home: 'https://m.new.example/top', names: [] }, [])).toBe('new.example');
  });

  test('by its host, marked as another, if a listed outlet has that name or its id', () => {
    const similar = makeOutlet('kaku-today', { name: 'Kaku Today' });
    expect(outletName({ url: 'https://kaku.today/feed', names: [] }, [similar])).toBe('Other kaku.today');
  });
});

describe('the id of a proposed source is', () => {
  test('that of its outlet where it is free', () => {
    expect(sourceId(URL, 'kaku', new Set())).toBe('kaku');
  });

  test('the outlet’s with the section of the address where it is not', () => {
    expect(sourceId(URL, 'kaku', new Set(['kaku']))).toBe('kaku-economy');
  });

  test('numbered where the section is taken, too', () => {
    expect(sourceId(URL, 'kaku', new Set(['kaku', 'kaku-economy']))).toBe('kaku-2');
    expect(sourceId(URL, 'kaku', new Set(['kaku', 'kaku-economy', 'kaku-2', 'kaku-3']))).toBe('kaku-4');
  });

  test('numbered where the address says only what kind of file it is', () => {
    const url = 'https://kaku.example/rss/index.xml';
    expect(sourceId(url, 'kaku', new Set(['kaku']))).toBe('kaku-2');
  });

  test('made from the name of a new outlet in Latin letters', () => {
    const url = 'https://new.example/feed';
    expect(sourceId(url, 'The Example Times', new Set())).toBe('the-example-times');
  });

  test('made from the host where the name cannot be an id', () => {
    expect(sourceId('https://www.kabu.co.jp/feed', '架空新聞', new Set())).toBe('kabu');
  });

  test('never longer than 64 characters, and without a dash at its end', () => {
    const url = 'https://new.example/a-section-with-a-long-name.xml';
    const name = 'Long Name '.repeat(6).trim();
    const first = sourceId(url, name, new Set());
    const second = sourceId(url, name, new Set([first]));
    expect(first).toHaveLength(58);
    for (const id of [first, second]) {
      expect(id.length).toBeLessThanOrEqual(64);
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
    expect(second).not.toBe(first);
  });
});
