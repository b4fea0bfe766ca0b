import { rm } from 'node:fs/promises';
import { rankingContext } from '../src/domain/ranking/ranking-context.ts';
import type { Scope } from '../src/domain/source/source.ts';
import { chooseLead } from '../src/domain/story/choose-lead.ts';
import type { Tag } from '../src/domain/tag/tag.ts';
import { realConfig as config } from '../test/domain/tag/real-dictionary.ts';
import { newFolder, openedStore } from '../test/store/opened-store.ts';
import { hasHeadlines, type ReplayFile, replayDays } from '../test/support/replay-days.ts';

// Takes in three days of real headlines and prints entries with their tags and reasons, newest first: `npx node
// bench/entries.ts [FIRST-DAY [COUNT [AFTER]]]`. FIRST-DAY: 2026-08-12 (default), 2026-08-19, or a day from 2026-07-28
// to 2026-08-07. COUNT: number of entries (default 150). AFTER: number of newest entries that are skipped (default 0).

const HOURS = 72;
const EXCERPT = 150;
const [, , first = '2026-08-12', count = '150', after = '0'] = process.argv;

const file = (name: string, scope: Scope, firstDay = first): ReplayFile => ({
  name,
  scope,
  // The headlines are moved from `firstDay` to `first`; by default, they stay.
  shiftDays: Temporal.PlainDate.from(firstDay).until(first, { largestUnit: 'days' }).days,
  ...(scope === 'business' ? { rulesOf: 'ceek' } : {}),
});

const general = (firstDay: string): ReplayFile => file('feeds/replay-ja-general.jsonl', 'general', firstDay);

const LATER: Readonly<Record<string, readonly ReplayFile[]>> = {
  '2026-08-12': [file('data/stories-ja-e.jsonl', 'business'), general('2026-07-22')],
  '2026-08-19': [file('data/stories-ja-f.jsonl', 'business'), general('2026-07-25')],
};

const files: readonly ReplayFile[] = [
  ...(LATER[first] ?? [
    file('feeds/replay-ja-business.jsonl', 'business'),
    file('feeds/sections-ja.jsonl', 'general'),
  ]),
  file('data/stories-en.jsonl', 'general', '2026-01-04'),
];
if (!hasHeadlines(files)) {
  console.log('no headlines: ../shared is absent');
  process.exit(0);
}

const { outlets } = rankingContext(config);
const names = new Map(config.companies.map(({ code, nameJa, nameEn }) => [code, nameJa ?? nameEn ?? code]));

const tagsOf = (tags: readonly Tag[], kind: Tag['kind']): string =>
  tags
    .filter((tag) => tag.kind === kind)
    .map((tag) => {
      const words = [...new Set(tag.evidence.map((one) => one.words))].join('/');
      return `${tag.kind === 'company' ? `${tag.code} ${names.get(tag.code)}` : tag.key} (${words})`;
    })
    .join(', ');

const folder = await newFolder();
const store = await openedStore(folder);
const from = Temporal.Instant.from(`${first}T00:00:00+09:00`);
const until = from.add({ hours: HOURS });
await replayDays(files, { from, until }, store, config);
const newest = await store.stories({
  from,
  until,
  announcedOnly: true,
  limit: Number(after) + Number(count),
});
for (const [index, { articles, published }] of newest.entries()) {
  if (index < Number(after)) continue;
  const { title, summary, outlet, source, tags, relevance } = chooseLead(articles, outlets);
  const scope = source === 'replay-general' ? 'general' : 'business';
  const at = published.toZonedDateTimeISO('Asia/Tokyo').toString({ smallestUnit: 'minute' }).slice(0, 16);
  console.log(`
${index + 1}. ${title}
   summary: ${summary?.slice(0, EXCERPT).replaceAll('\n', ' ') ?? 'none'}
   ${outlet.name}, scope ${scope}, ${at}, ${articles.length} report(s)
   topics: ${tagsOf(tags, 'topic')}
   companies: ${tagsOf(tags, 'company')}
   why: ${relevance.score.toFixed(2)}: ${relevance.reasons.join('; ')}`);
}
await store.close();
await rm(folder, { recursive: true, force: true });
