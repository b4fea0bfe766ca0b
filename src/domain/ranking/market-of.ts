import { JST } from '../clock/jst-day.ts';
import { type MarketKey, readMarketKey } from '../folding/read/event/market-key.ts';
import { onceFor } from '../once-for.ts';
import type { Story } from '../story/story.ts';

/** What may stand before the name of a market that is then reported like any other. */
const BEFORE_MARKET = /^東京市場[、は ]+/u;

/** Reports of currencies in London name the euro first, but stand with those of the yen. */
const LONDON = /^ロンドン(?:外為|外国為替)/u;

/** Times of the day in Japan at which sessions begin or end: in Tokyo, and in New York in summer. */
const TOKYO = new Map([
  ['open', '09:00'],
  ['morning-close', '11:30'],
  ['afternoon-open', '12:30'],
  ['close', '15:30'],
]);
const NEW_YORK = new Map([
  ['open', '22:30'],
  ['close', '05:00'],
]);

/** How much earlier than its session's time a report may be dated: in minutes. */
const EARLIER = 30;

const marketKey = onceFor(({ articles }: Story) => ({
  key: articles
    .values()
    .map(({ title }) => keyOf(title.normalize('NFKC').toLowerCase()))
    .find((key) => key !== undefined),
}));

const keyOf = (title: string): Pick<MarketKey, 'subject' | 'session'> | undefined =>
  LONDON.test(title)
    ? { subject: 'yen', session: undefined }
    : readMarketKey(title.replace(BEFORE_MARKET, ''));

/** The market that a story reports a session of; the yen is one market, wherever it is traded. */
export const marketOf = (story: Story | undefined): string | undefined => {
  const market = story && marketKey(story).key?.subject;
  return market?.endsWith('-yen') === true ? 'yen' : market;
};

/** A session that is reported: the moment at which it began or ended, and whether it ended. */
type Session = { readonly at: Temporal.Instant; readonly isClose: boolean };

/**
 * The session of a market that a story says it reports: the last one at that time of the day before the report.
 * Undefined for reports from within a session, which are as old as they are.
 */
export const sessionOf = (story: Story): Session | undefined => {
  const { key } = marketKey(story);
  if (key?.session === undefined) return undefined;
  const times = key.subject.startsWith('new-york') ? NEW_YORK : TOKYO;
  const time = times.get(key.session);
  if (time === undefined) return undefined;
  const latest = story.published.add({ minutes: EARLIER }).toZonedDateTimeISO(JST);
  const that = latest.withPlainTime(time);
  const at = Temporal.ZonedDateTime.compare(that, latest) > 0 ? that.subtract({ days: 1 }) : that;
  return { at: at.toInstant(), isClose: key.session.endsWith('close') };
};
