import type { Entry, EntryArticle } from '../../../src/domain/entry/entry.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { StoryId } from '../../../src/domain/story/story.ts';
import { instant } from '../../make.ts';

/** An entry of an invented outlet; each call names only what its test is about. */
export const sampleEntry = (id: string, rest: Partial<Entry> = {}): Entry => ({
  id: `tag:kawaraban.example,2026:${id}`,
  story: id as StoryId,
  title: `架空電機、新工場を稼働（${id}）`,
  link: `https://kaku.example/${id}?a=1&b=2`,
  language: 'ja',
  outlet: { id: 'kaku' as OutletId, name: 'Kaku Shimbun', home: 'https://kaku.example/', isListed: true },
  summary: '架空電機は新工場を稼働した。',
  published: instant('2026-11-24T03:00:00Z'),
  reportedAt: rest.published ?? instant('2026-11-24T03:00:00Z'),
  updated: instant('2026-11-24T03:00:00Z'),
  tags: [],
  alsoReportedBy: [],
  related: [],
  ...rest,
});

export const sampleCopy = (outlet: string, rest: Partial<EntryArticle> = {}): EntryArticle => ({
  outlet: { id: outlet as OutletId, name: outlet },
  language: 'en',
  title: 'Kaku Denki opens a plant',
  link: `https://${outlet}.example/1`,
  published: instant('2026-11-24T03:10:00Z'),
  ...rest,
});
