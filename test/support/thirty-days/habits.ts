import { DAY_MS, HOUR_MS, type Moment } from './moment.ts';

/** The way in which an outlet lists its items. */
export type Habits = {
  readonly name: string;
  /** Number of items in a document. */
  readonly listed: number;
  readonly endpoints: number;
  readonly status: (endpoint: number, moment: Moment) => number;
  /** Returns whether an item of this age is missing from the list for some time. */
  readonly isAway: (ageMs: number, number: number) => boolean;
  readonly link: (host: string, token: string, moment: Moment) => string;
  readonly guid: (link: string, token: string, endpoint: number, moment: Moment) => string | undefined;
  /** Returns the date that the outlet states, in milliseconds since 1970. */
  readonly stated: (releasedMs: number, moment: Moment) => number | undefined;
  readonly title: (title: string, ageMs: number, number: number) => string;
  readonly text: (text: string, ageMs: number) => string;
  /** True if an item's address changes. */
  readonly moves?: true;
};

const MINUTE_MS = 60_000;

const TIDY: Habits = {
  name: 'none that is bad',
  listed: 30,
  endpoints: 1,
  status: () => 200,
  isAway: () => false,
  link: (host, token) => `https://${host}/news/${token}.html`,
  guid: (_link, token) => `guid-${token}`,
  stated: (releasedMs) => releasedMs - 4 * MINUTE_MS,
  title: (title) => title,
  text: (text) => text,
};

const tokenGuid: Habits['guid'] = (_link, token) => token;
const linkGuid: Habits['guid'] = (link) => link;

/** Returns a date that is not a full minute. */
const oddly: Habits['stated'] = (releasedMs) => releasedMs - (releasedMs % MINUTE_MS) - 103_000;

/** The habits of the sources, in turn. */
const KINDS: readonly (Partial<Habits> & { readonly name: string })[] = [
  { name: TIDY.name },
  { name: 'has no guids and no dates', guid: () => undefined, stated: () => undefined },
  {
    name: 'gives each item another guid in each document',
    guid: (_l, token, _e, { nth }) => `${token}-${nth}`,
  },
  {
    name: 'gives its items other guids from the 15th day on',
    guid: (_l, token, _e, { day }) => `${token}${day < 15 ? '' : '-new'}`,
  },
  { name: 'dates its items in the future', stated: (releasedMs) => releasedMs + 9 * HOUR_MS },
  { name: 'dates its items by the moment it is asked', stated: (_released, { ms }) => ms },
  { name: 'lists its items most of a day late', stated: (releasedMs) => releasedMs - 22 * HOUR_MS },
  {
    name: 'corrects every third title',
    title: (title, ageMs, number) => `${title}${number % 3 === 0 && ageMs > 5 * HOUR_MS ? '（更新）' : ''}`,
  },
  {
    name: 'tries two titles in turn',
    title: (title, ageMs) => `${title}${Math.floor(ageMs / (6 * HOUR_MS)) % 2 === 1 ? '＝詳報' : ''}`,
  },
  {
    name: 'adds to its texts',
    text: (text, ageMs) => `${text}${'追記した。'.repeat(Math.min(5, Math.floor(ageMs / (3 * HOUR_MS))))}`,
  },
  {
    name: 'marks its addresses with how a reader came',
    guid: linkGuid,
    link: (host, token, { nth }) => `https://www.${host}/news/${token}?utm_source=rss&utm_campaign=${nth}`,
  },
  {
    name: 'gives each request another session',
    guid: tokenGuid,
    link: (host, token, { nth }) => `https://${host}/news/${token}?session=${nth}`,
  },
  {
    name: 'goes from http to https on the 12th day',
    guid: linkGuid,
    link: (host, token, { day }) => `${day < 12 ? 'http' : 'https'}://${host}/news/${token}`,
  },
  {
    name: 'moves its pages on the 18th day',
    moves: true,
    guid: tokenGuid,
    link: (host, token, { day }) => `https://${host}/${day < 18 ? 'news' : 'articles/2026'}/${token}`,
  },
  {
    name: 'takes items off the list for two days',
    isAway: (ageMs, number) => number % 4 === 0 && ageMs > DAY_MS && ageMs < 3 * DAY_MS,
  },
  { name: 'fails for two days', status: (_endpoint, { day }) => (day === 9 || day === 10 ? 503 : 200) },
  {
    name: 'is not found at its first address from the 14th day on',
    endpoints: 2,
    guid: (_l, token, endpoint) => `${endpoint}-${token}`,
    status: (endpoint, { day }) => (endpoint === 0 && day >= 14 ? 404 : 200),
  },
  {
    name: 'gives its site a new design on the 18th day',
    guid: linkGuid,
    link: (host, token, { day }) => `https://${host}/${day < 18 ? `news/${token}` : `2026/11/${token}-ja`}`,
    stated: oddly,
    moves: true,
  },
  {
    name: 'has no guids, and gives each request another session',
    guid: () => undefined,
    link: (host, token, { nth }) => `https://${host}/news/${token}?session=${nth}`,
    stated: oddly,
  },
  { name: 'lists two months', listed: 400 },
];

export const habitsOf = (index: number): Habits => ({ ...TIDY, ...KINDS[index % KINDS.length] });

export const KINDS_OF_HABITS = KINDS.length;
