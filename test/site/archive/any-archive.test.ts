import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerpt } from '../../../src/domain/entry/excerpt.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { archiveMonth } from '../../../src/site/archive/archive-document.ts';
import { freezeArchives } from '../../../src/site/archive/freeze-archives.ts';
import type { ArchiveShelf } from '../../../src/site/ports.ts';
import { digest } from '../../../src/system/digest-of.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { instant, makeArticle, makeStory } from '../../make.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { anyText, legal } from '../feed/any-entry.ts';
import { all, type Element, readXml, textOf } from '../feed/read-feed.ts';

const NOVEMBER = instant('2026-11-10T00:00:00Z');
const NOW = instant('2026-12-10T00:00:00Z');
const EXCERPT = makeConfig().feed.excerpt;
const URL = "https://kaku.example/$&/a&'b";

const anyArticle = fc.record(
  {
    title: anyText,
    link: anyText,
    summary: anyText,
    content: anyText,
    outlet: anyText,
    authors: fc.array(anyText),
  },
  { requiredKeys: ['title', 'link', 'outlet', 'authors'] },
);

const anyMonth = fc.array(fc.tuple(anyArticle, fc.constantFrom('excerpt' as const, 'full' as const)), {
  minLength: 1,
  maxLength: 5,
});

/** Files keep what JSON keeps. */
const shelfInMemory = (): ArchiveShelf => {
  const files = new Map<string, string>();
  return {
    names: async () => [...files.keys()],
    read: async (month) => {
      const file = files.get(month);
      if (file === undefined) return undefined;
      const { frozenAt, ...rest } = JSON.parse(file);
      return { ...rest, frozenAt: instant(frozenAt) };
    },
    keep: async (month, archive) => {
      files.set(month, JSON.stringify(archive));
    },
  };
};

/** What a reader gets of an entry. */
const entriesOf = (feed: Element) =>
  all(feed, 'entry').map((entry) => ({
    title: textOf(entry, 'title'),
    summary: textOf(entry, 'summary'),
    outlet: entry.children.at(-1)?.children.find(({ name }) => name === 'title')?.text,
  }));

test('any archive, open or frozen, is well-formed, holds every story, and gives back every text', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyMonth, async (title, given) => {
      const { feed, ...rest } = makeConfig();
      const config = { ...rest, feed: { ...feed, title, url: URL } };
      const stories = given.map(([{ outlet: name, ...texts }, republish], n): Story => {
        const outlet = { id: `o${n}` as OutletId, name };
        const articles = [makeArticle(`s${n}`, { ...texts, outlet, republish })] as const;
        return makeStory(`s${n}`, { articles, published: NOVEMBER.subtract({ seconds: n }) });
      });
      const store = createMemoryStore();
      await store.commit({ stories, drops: [], states: [] });
      const shelf = shelfInMemory();
      const site = { config: () => config, store, shelf, now: () => NOW };
      const read = async (): Promise<Element> =>
        readXml(String((await archiveMonth(site, { month: '2026-11' }))?.body));
      const open = await read();
      await freezeArchives({ store, shelf, config, digest }, NOW);
      const frozen = await read();
      expect(all(frozen, 'fh:archive')).toHaveLength(1);
      for (const document of [open, frozen]) {
        expect(textOf(document, 'title')).toBe(`${legal(title)}, 2026-11`);
        const self = all(document, 'link').find(({ attributes: { rel } }) => rel === 'self');
        expect(self?.attributes.href).toBe(`${URL}/archive/2026-11.atom`);
        expect(entriesOf(document)).toEqual(
          given.map(([article, republish]) => expected(article, republish)),
        );
      }
    }),
  );
});

type Given = { readonly title: string; readonly outlet: string; readonly summary?: string };

/** A title that is left empty is filled with the link, so that a reader has something to open. */
const expected = ({ title, outlet, summary }: Given, republish: 'excerpt' | 'full') => ({
  title: legal(title) === '' ? expect.stringMatching(/^https?:/) : legal(title),
  summary:
    summary === undefined ? undefined : legal(republish === 'full' ? summary : excerpt(summary, EXCERPT)),
  outlet: legal(outlet),
});
