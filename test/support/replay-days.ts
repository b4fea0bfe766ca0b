/** Takes in real headlines of some days like polls, so that pages can be viewed as of any hour. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ArticleId } from '../../src/domain/article/article.ts';
import { canonicalUrl } from '../../src/domain/article/canonical-url.ts';
import type { Config } from '../../src/domain/config.ts';
import { createFolding } from '../../src/domain/folding/fold-articles.ts';
import type { Candidate } from '../../src/domain/item/normalise-item.ts';
import { outletOfItem } from '../../src/domain/item/outlet-of-item.ts';
import { importanceOf, lastingScore } from '../../src/domain/ranking/importance.ts';
import { rankingContext } from '../../src/domain/ranking/ranking-context.ts';
import { plainSource, type Scope, type Source } from '../../src/domain/source/source.ts';
import type { Store } from '../../src/domain/store/contract.ts';
import { createAnnouncements } from '../../src/domain/story/announcements.ts';
import { makeDictionary } from '../../src/domain/tag/dictionary.ts';
import { tagStory } from '../../src/domain/tag/tag-story.ts';
import { judgeCandidate } from '../../src/intake/judge-candidate.ts';
import type { Polled } from '../../src/intake/poll-source.ts';
import { type IntakeContext, takeIn } from '../../src/intake/take-in.ts';
import { digest } from '../../src/system/digest-of.ts';
import { ROOT } from './product.ts';

const SHARED = path.join(ROOT, '../shared');

export type ReplayFile = {
  readonly name: string;
  readonly scope: Scope;
  readonly shiftDays: number;
  /** Id of a source in the config; the headlines must pass the rules of this source, in its scope. */
  readonly rulesOf?: string;
};

/** Three days of July 2026, with English headlines of January moved to these days. */
export const JULY: readonly ReplayFile[] = [
  { name: 'feeds/replay-ja-business.jsonl', scope: 'business', shiftDays: 0 },
  { name: 'feeds/replay-ja-general.jsonl', scope: 'general', shiftDays: 0 },
  { name: 'data/stories-en.jsonl', scope: 'general', shiftDays: 205 },
];

/** Three days of August 2026, with the English headlines of `JULY`. */
export const AUGUST: readonly ReplayFile[] = [
  { name: 'data/stories-ja-e.jsonl', scope: 'business', shiftDays: 0 },
  { name: 'data/stories-en.jsonl', scope: 'general', shiftDays: 220 },
];

/** Three later days of August 2026, with the English headlines of `JULY`. */
export const LATE_AUGUST: readonly ReplayFile[] = [
  { name: 'data/stories-ja-f.jsonl', scope: 'business', shiftDays: 0 },
  { name: 'data/stories-en.jsonl', scope: 'general', shiftDays: 227 },
];

/**
 * Thirteen days of July and August 2026, from which the worth of stories is learned, with English headlines of January.
 */
export const LEARNED: readonly ReplayFile[] = [
  ...JULY.slice(0, 2),
  { name: 'feeds/replay-en-general.jsonl', scope: 'general', shiftDays: 215 },
];

/** Returns true if the files of headlines exist. */
export const hasHeadlines = (files: readonly ReplayFile[]): boolean =>
  files.every(({ name }) => existsSync(path.join(SHARED, name)));

type Headline = {
  readonly title: string;
  readonly summary?: string;
  readonly outlet?: string;
  /** The address of the feed; present if the outlet is not named. */
  readonly source?: string;
  readonly url?: string;
  /** Absent from Japanese headlines that are filed by section. */
  readonly language?: 'ja' | 'en';
  readonly firstSeenAt?: string;
  readonly publishedAt?: string;
  /** The JST day; present if the hour is not known. */
  readonly date?: string;
};

type Range = { readonly from: Temporal.Instant; readonly until: Temporal.Instant };

const HOUR_MS = 3_600_000;
const DAY_MINUTES = 24 * 60;

/** Takes the headlines of a range into a store, by the rules of the config, a quarter of an hour at a time. */
export const replayDays = async (
  files: readonly ReplayFile[],
  { from, until }: Range,
  store: Store,
  config: Config,
): Promise<void> => {
  const dictionary = makeDictionary(config);
  const folding = createFolding(config.fold);
  const announcements = createAnnouncements();
  const sources = new Map<string, Source>();
  const context: IntakeContext = {
    store,
    folding: { ...folding, fill: async () => folding },
    judge: (candidate, source) => judgeCandidate(candidate, source, dictionary, config.relevance.threshold),
    sources: [],
    speakerOf: ({ outlet }) => outlet.id,
    authority: config.feed.authority,
    digest,
    tagStory: (articles) => tagStory(articles, dictionary, rankingContext(config).outlets),
    announcements: async () => announcements,
    perOutlet: config.feed.perOutlet,
    isTop: (story, at) =>
      lastingScore(importanceOf(story, rankingContext(config), at)) >= config.page.topScore,
    prepare: async () => undefined,
    pause: async () => undefined,
  };
  const sourceOf = ({ scope, rulesOf }: ReplayFile): Source => {
    const id = rulesOf ?? `replay-${scope}`;
    const rules = config.sources.find((source) => source.id === rulesOf);
    const source = sources.get(id) ?? {
      ...plainSource(id, 'ja'),
      ...(rules === undefined
        ? { scope }
        : { include: rules.include, exclude: rules.exclude, scope: rules.scope }),
      aggregator: true,
    };
    sources.set(id, source);
    return source;
  };
  const all = files.flatMap((file) => linesOf(file).map((line) => ({ ...line, file })));
  const timed = new Set(all.flatMap(({ line }) => (line.date === undefined ? [line.url] : [])));
  const arrivals = all
    // A headline that is filed by section is left out if another file has it with its hour.
    .filter(({ line }) => line.date === undefined || !timed.has(line.url))
    .filter(({ at }) => Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, until) < 0)
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  const polls = Map.groupBy(
    arrivals,
    ({ at, file }) => `${Math.floor(at.epochMilliseconds / (HOUR_MS / 4))} ${file.rulesOf} ${file.scope}`,
  );
  for (const poll of polls.values()) {
    const [first] = poll;
    if (first === undefined) continue;
    const source = sourceOf(first.file);
    const at = poll.at(-1)?.at ?? first.at;
    const arrived = poll.map(({ line, id }) => ({
      candidate: candidateOf(line, id, at, source, config),
      silent: false,
    }));
    await takeIn([polledOf(source, at, arrived)], context);
  }
};

const linesOf = ({
  name,
  shiftDays,
}: ReplayFile): readonly { line: Headline; id: string; at: Temporal.Instant }[] => {
  const lines = readFileSync(path.join(SHARED, name), 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as Headline);
  const ofDay = Map.groupBy(lines, ({ date }) => date);
  return lines.map((line, index) => {
    const { firstSeenAt, publishedAt, date } = line;
    const sameDay = ofDay.get(date) ?? [];
    const stated = firstSeenAt ?? publishedAt ?? `${date ?? '1970-01-01'}T00:00:00+09:00`;
    // Headlines without an hour are spread evenly over their day.
    const later =
      (firstSeenAt ?? publishedAt) ? 0 : Math.floor((sameDay.indexOf(line) * DAY_MINUTES) / sameDay.length);
    return {
      line,
      id: `${path.basename(name)}-${index}`,
      at: Temporal.Instant.from(stated).add({ hours: 24 * shiftDays, minutes: later }),
    };
  });
};

const candidateOf = (
  { title, summary, source: feed = '', outlet = URL.parse(feed)?.hostname, url, language = 'ja' }: Headline,
  id: string,
  at: Temporal.Instant,
  source: Source,
  { outlets }: Config,
): Candidate => {
  const link = url ?? `https://item.invalid/${id}`;
  const item = outlet === undefined ? { link } : { source: { name: outlet }, link };
  return {
    id: id as ArticleId,
    revision: 1,
    source: source.id,
    outlet: outletOfItem(item, source, outlets),
    language,
    link,
    canonicalUrl: canonicalUrl(link),
    title,
    ...(summary === undefined || summary === '' ? {} : { summary }),
    authors: [],
    categories: [],
    republish: 'excerpt',
    published: at,
    firstSeenAt: at,
  };
};

const polledOf = (source: Source, at: Temporal.Instant, arrived: Polled['arrived']): Polled => ({
  source,
  url: source.endpoints[0],
  outcome: { kind: 'changed', listed: arrived.length },
  arrived,
  rejections: [],
  at,
  durationMs: 0,
});
