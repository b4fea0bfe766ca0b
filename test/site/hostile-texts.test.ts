import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/domain/config.ts';
import type { OutletId } from '../../src/domain/source/outlet.ts';
import type { Story } from '../../src/domain/story/story.ts';
import type { CompanyCode } from '../../src/domain/tag/company.ts';
import type { TopicKey } from '../../src/domain/tag/topic.ts';
import { cleanText } from '../../src/site/clean-text.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { openSite } from '../daemon/support/open-site.ts';
import { makeArticle, makeOutlet, makeSource, makeStory, makeTopic } from '../make.ts';
import { HOSTILE_ADDRESSES, HOSTILE_TEXTS } from '../support/hostile-texts.ts';

const HARMLESS = 'harmless';

const ADDRESSES = [
  '/',
  '/?outlet=kaku',
  '/stories/a',
  '/companies/9999',
  '/topics/plants',
  '/outlets/kaku',
  '/languages/ja',
  '/status',
  '/config',
];

/** A story that says the text wherever a story can say something. */
const storyOf = (text: string, link = 'https://kaku.example/a'): Story => {
  const evidence = [{ words: text, where: 'title' as const }];
  const article = (id: string) =>
    makeArticle(id, {
      title: text,
      summary: `${HARMLESS} ${text}`,
      authors: [text],
      link,
      outlet: { id: (id === 'a' ? 'kaku' : 'unknown') as OutletId, name: text },
      tags: [
        { kind: 'company', code: '9999' as CompanyCode, evidence },
        { kind: 'topic', key: 'plants' as TopicKey, evidence },
      ],
    });
  const [first, second] = [article('a'), article('b')];
  return makeStory('a', {
    articles: [first, second],
    joins: [
      { article: first.id, reason: 'first', detail: text },
      { article: second.id, reason: 'same-event', detail: text, score: 0.7 },
    ],
  });
};

const configOf = (text: string): Config => {
  return makeConfig({
    sources: [
      makeSource('kaku', { outlet: makeOutlet('kaku', { name: text, nameJa: text }), userAgent: text }),
    ],
    topics: [makeTopic('plants', text, text)],
    companies: [
      { code: '9999' as CompanyCode, nameEn: text, nameJa: `${text}。`, aliases: [], industry: text },
    ],
  });
};

/** A page as a browser takes it: its elements with the names of their attributes, its text, and where it leads. */
const read = (page: string) => {
  const elements: string[] = [];
  const addresses: string[] = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => {
      // The site wraps a number and its unit in a span of its own, and a harmless text has none.
      if (name === 'span' && attributes.class === 'nb') return;
      elements.push(`${name} ${Object.keys(attributes).join(' ')}`);
      for (const key of ['href', 'src', 'action'] as const)
        addresses.push(...(attributes[key] ?? '').split('\n', 1));
    },
    ontext: (piece) => {
      text += piece;
    },
  });
  parser.write(page);
  parser.end();
  return { elements, text, addresses: addresses.filter((address) => address !== '') };
};

/** A page of a story lists what its importance is made of, which depends on its words: each line is an `li` with a `span`. */
const withoutPoints = ({ elements }: { readonly elements: readonly string[] }): readonly string[] =>
  elements.filter((element) => element !== 'li ' && element !== 'span class');

const squeezed = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

const readAll = async (text: string) => {
  const { read: bodyOf } = await openSite([storyOf(text)], configOf(text));
  const words = encodeURIComponent(text);
  const pages = [...ADDRESSES, `/search?q=${words}`, `/no/${words}`];
  return Promise.all(pages.map(async (address) => read(await bodyOf(address))));
};

describe('a hostile text', () => {
  test('is one of at least 150', () => {
    expect(new Set(HOSTILE_TEXTS).size).toBeGreaterThanOrEqual(150);
  });

  test('stays text on every page, whatever it says', async () => {
    const harmless = await readAll(HARMLESS);
    for (const text of HOSTILE_TEXTS) {
      const pages = await readAll(text);
      for (const [index, page] of pages.entries()) {
        const where = `${ADDRESSES[index] ?? 'search'}: ${text}`;
        expect(page.elements.length, where).toBeGreaterThan(20);
        // A search may find it or not; what is found is read on the other pages.
        if (index < ADDRESSES.length)
          expect(withoutPoints(page), where).toEqual(harmless[index] && withoutPoints(harmless[index]));
        expect(
          page.elements.filter((element) => /^(img|iframe|object|base|style|b)\b| on/.test(element)),
          where,
        ).toEqual([]);
        expect(
          page.addresses.filter((address) => !/^(https?:\/\/|\/(?!\/)|[#?])/.test(address)),
          where,
        ).toEqual([]);
      }
      expect(squeezed(pages[2]?.text ?? ''), text).toContain(squeezed(text));
    }
  });

  test('as an address leads nowhere, or to http(s)', async () => {
    for (const link of HOSTILE_ADDRESSES) {
      const { read: bodyOf } = await openSite([storyOf(HARMLESS, link)], configOf(HARMLESS));
      for (const address of ['/', '/stories/a', '/search?q=harmless']) {
        const { addresses, elements } = read(await bodyOf(address));
        expect(
          addresses.filter((one) => !/^(https?:\/\/[a-z0-9]|\/(?!\/)|[#?])/.test(one)),
          link,
        ).toEqual([]);
        expect(
          elements.filter((element) => / on/.test(element)),
          link,
        ).toEqual([]);
      }
    }
  });

  test('in /status.json is JSON, and no page', async () => {
    const { ask } = await openSite([], configOf('<script>globalThis.owned=1</script>'));
    const answer = await ask('/status.json');
    expect(answer?.contentType).toBe('application/json');
    expect(() => JSON.parse(String(answer?.body))).not.toThrow();
  });
});
