import { type Edition, editionStories } from '../../../src/domain/edition/edition.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import { instant } from '../../make.ts';
import { sampleCopy, sampleEntry } from '../entry/sample-entry.ts';

/** An edition of two stories, one below the headline of the other; each call names only what its test is about. */
export const sampleEdition = (date: string, rest: Partial<Edition> = {}): Edition => {
  const until = instant(`${date}T07:00:10+09:00`);
  const lead = sampleEntry(`lead-${date}`, {
    title: `架空電機、新工場を稼働 ${date}`,
    contentHtml: '<p>架空電機は新工場を稼働した。</p><p>投資額は100億円。</p>',
    published: until.subtract({ hours: 2 }),
    alsoReportedBy: [sampleCopy('asia')],
  });
  const brief = sampleEntry(`brief-${date}`, {
    title: 'Kaku Bank raises its forecast',
    language: 'en',
    outlet: { id: 'asia' as OutletId, name: 'Asia News', isListed: true },
    summary: 'The bank raised its forecast on Thursday.',
    published: until.subtract({ hours: 9 }),
  });
  const below = sampleEntry(`below-${date}`, { title: '競合も増産' });
  return {
    id: `tag:kawaraban.example,2026:edition-${date}`,
    date: Temporal.PlainDate.from(date),
    since: until.subtract({ hours: 24 }),
    until,
    language: 'en',
    stories: editionStories(
      [
        { entry: lead, more: [] },
        { entry: brief, more: [below] },
      ],
      'en',
    ),
    ...rest,
  };
};
