import { describe, expect, test } from 'vitest';
import { type EntryContext, makeEntry } from '../../../src/domain/entry/make-entry.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeArticle, makeOutlet, makeStory, makeTopic, NOON } from '../../make.ts';

const kaku = makeOutlet('kaku', {
  name: 'Kaku Shimbun',
  nameJa: '架空新聞',
  priority: 60,
  home: 'https://kaku.example/',
});
const times = makeOutlet('times', { name: 'Sample Times', priority: 40 });
const plants = makeTopic('plants', 'Plants', '工場');
const context: EntryContext = {
  outlets: new Map([kaku, times].map((outlet) => [outlet.id, outlet])),
  topics: new Map([[plants.key, plants]]),
  companies: (code) => (code === '9999' ? { nameEn: 'Kaku Denki', nameJa: '架空電機' } : undefined),
  excerpt: 40,
};
const company = (code: string) => ({ kind: 'company', code: code as CompanyCode, evidence: [] }) as const;
const topic = (key: string) => ({ kind: 'topic', key: key as TopicKey, evidence: [] }) as const;
const english = makeArticle('e', {
  outlet: { id: 'times' as OutletId, name: 'Sample Times' },
  language: 'en',
  title: 'Kaku Denki opens a plant',
});

test('an entry keeps its story’s id and dates', () => {
  const story = makeStory('a', { updated: NOON.add({ hours: 1 }) });
  expect(makeEntry(story, context)).toMatchObject({
    id: story.entryId,
    story: story.id,
    published: story.published,
    updated: story.updated,
  });
});

test('an entry has the date of its story and that of its lead', () => {
  const lead = makeArticle('k', { published: NOON.add({ hours: 5 }) });
  const { published, reportedAt } = makeEntry(makeStory('e', { articles: [english, lead] }), context);
  expect(published).toEqual(NOON);
  expect(reportedAt).toEqual(lead.published);
});

test('an outlet has the name for the language of the lead, and both names if there are two', () => {
  const names = { en: 'Kaku Shimbun', ja: '架空新聞' };
  const outlet = { id: kaku.id, name: 'stored' };
  const led = (language: 'en' | 'ja') =>
    makeEntry(makeStory('k', { articles: [makeArticle('k', { outlet, language }), english] }), context);
  expect(led('ja').outlet).toMatchObject({ name: '架空新聞', names });
  expect(led('en').outlet).toMatchObject({ name: 'Kaku Shimbun', names });
  expect(led('ja').alsoReportedBy[0]?.outlet).toEqual({ id: 'times', name: 'Sample Times' });
});

test('the lead speaks for the entry, and every other article is also reported by', () => {
  const lead = makeArticle('k');
  const entry = makeEntry(makeStory('e', { articles: [english, lead] }), context);
  expect(entry.title).toBe(lead.title);
  expect(entry.alsoReportedBy).toEqual([
    {
      outlet: { id: 'times', name: 'Sample Times' },
      language: 'en',
      title: english.title,
      link: english.link,
      published: english.published,
    },
  ]);
});

test('a language view is led by its language, and names outlets and tags in it', () => {
  const lead = makeArticle('k', { tags: [company('9999'), topic('plants')] });
  const story = makeStory('k', { articles: [lead, english] });
  expect(makeEntry(story, context)).toMatchObject({
    language: 'ja',
    outlet: { name: '架空新聞', home: 'https://kaku.example/' },
    tags: [{ label: '架空電機' }, { label: '工場' }],
  });
  expect(makeEntry(story, { ...context, language: 'en' })).toMatchObject({
    language: 'en',
    title: english.title,
    tags: [{ label: 'Kaku Denki' }, { label: 'Plants' }],
    alsoReportedBy: [{ outlet: { name: 'Kaku Shimbun' } }],
  });
});

test('a company without a name is shown by its code, and a topic that is gone from the config not at all', () => {
  const story = makeStory('k', { articles: [makeArticle('k', { tags: [company('1111'), topic('gone')] })] });
  expect(makeEntry(story, context).tags).toEqual([{ kind: 'company', key: '1111', label: '1111' }]);
});

test('a tag that several articles earned is shown once', () => {
  const tags = [topic('plants')];
  const story = makeStory('k', { articles: [makeArticle('k', { tags }), makeArticle('l', { tags })] });
  expect(makeEntry(story, context).tags).toHaveLength(1);
});

test('an outlet that only an aggregator names keeps the name it came with', () => {
  const foreign = makeArticle('f', { outlet: { id: 'foreign' as OutletId, name: 'Foreign Post' } });
  expect(makeEntry(makeStory('f', { articles: [foreign] }), context).outlet).toEqual({
    id: 'foreign',
    name: 'Foreign Post',
    isListed: false,
  });
});

test('a byline that only repeats the outlet is left out', () => {
  const byline = (authors: readonly string[]) =>
    makeEntry(makeStory('k', { articles: [makeArticle('k', { authors })] }), context).byline;
  expect(byline(['Kaku Shimbun'])).toBeUndefined();
  expect(byline(['架空花子', 'Taro Sample'])).toBe('架空花子, Taro Sample');
});

describe('of a source that allows', () => {
  const texts = {
    summary: `${'文'.repeat(50)}。`,
    content: '<p>本文</p>',
    image: 'https://kaku.example/1.jpg',
    imageDetails: { width: 800, height: 533, alt: '工場' },
  };
  const entry = (republish: 'headline' | 'excerpt' | 'full') =>
    makeEntry(makeStory('k', { articles: [makeArticle('k', { ...texts, republish })] }), context);

  test('headlines only, neither text nor image is shown', () => {
    expect(entry('headline')).not.toHaveProperty('summary');
    expect(entry('headline')).not.toHaveProperty('contentHtml');
    expect(entry('headline')).not.toHaveProperty('image');
  });

  test('excerpts, the summary is cut and the body left out', () => {
    expect(entry('excerpt').summary?.length).toBeLessThanOrEqual(40);
    expect(entry('excerpt')).not.toHaveProperty('contentHtml');
    expect(entry('excerpt').image).toEqual({ url: texts.image, ...texts.imageDetails });
  });

  test('everything, an image at an http address is not shown', () => {
    const article = makeArticle('k', { ...texts, image: 'http://kaku.example/1.jpg', republish: 'full' });
    expect(makeEntry(makeStory('k', { articles: [article] }), context)).not.toHaveProperty('image');
  });

  test('everything, all of it is shown', () => {
    expect(entry('full')).toMatchObject({ summary: texts.summary, contentHtml: texts.content });
  });

  test('texts that an article does not have are not made up', () => {
    const bare = (republish: 'excerpt' | 'full') =>
      makeEntry(makeStory('k', { articles: [makeArticle('k', { republish })] }), context);
    expect(bare('excerpt')).not.toHaveProperty('summary');
    expect(bare('full')).not.toHaveProperty('summary');
  });
});

describe('a story with reports in both languages', () => {
  const lead = makeArticle('k', { tags: [company('9999'), topic('plants')] });
  const late = makeArticle('late', {
    outlet: { id: 'times' as OutletId, name: 'Sample Times' },
    language: 'en',
    title: 'Another English report',
    published: NOON.add({ hours: 1 }),
  });
  const story = makeStory('k', { articles: [lead, late, english] });

  test('has the report that leads in the other language as counterpart, among the others, too', () => {
    const entry = makeEntry(story, context);
    expect(entry.counterpart).toMatchObject({ language: 'en', title: 'Kaku Denki opens a plant' });
    expect(entry.alsoReportedBy).toContainEqual(entry.counterpart);
    expect(makeEntry(story, { ...context, language: 'en' }).counterpart).toMatchObject({
      language: 'ja',
      title: lead.title,
    });
  });

  test('names companies and topics in both', () => {
    expect(makeEntry(story, context).tags).toEqual([
      { kind: 'company', key: '9999', label: '架空電機', otherLabel: 'Kaku Denki' },
      { kind: 'topic', key: 'plants', label: '工場', otherLabel: 'Plants' },
    ]);
  });
});

test('a story in one language has no counterpart', () => {
  expect(makeEntry(makeStory('k'), context)).not.toHaveProperty('counterpart');
});

test('a name that is the same in both languages, or only in one, is not given twice', () => {
  const names = { '1': { nameEn: 'KDDI', nameJa: 'KDDI' }, '2': { nameJa: '架空' }, '3': { nameEn: 'Kaku' } };
  const companies = new Map(Object.entries(names));
  const tags = [company('1'), company('2'), company('3')];
  const story = makeStory('k', { articles: [makeArticle('k', { tags })] });
  expect(makeEntry(story, { ...context, companies: (code) => companies.get(code) }).tags).toEqual([
    { kind: 'company', key: '1', label: 'KDDI' },
    { kind: 'company', key: '2', label: '架空' },
    { kind: 'company', key: '3', label: 'Kaku' },
  ]);
});
