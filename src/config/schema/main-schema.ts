import { z } from 'zod';
import {
  block,
  choice,
  clockTime,
  count,
  duration,
  figure,
  hostName,
  identifier,
  label,
  list,
  mailAddress,
  size,
  text,
  webAddress,
  yesOrNo,
} from './schema-values.ts';

const NOT_AN_AUTHORITY =
  'is not a host name in small letters, a comma and a year; write one such as news.example.com,2026';

const section = block('a section', {
  key: identifier()
    .describe('Id of the section, used in addresses.')
    .meta({ examples: ['markets'] }),
  label: label('section', { en: 'Markets', ja: '市場' }),
  topics: list(identifier(), 'markets')
    .describe('Keys of topics in topics.yaml.')
    .meta({ examples: [['markets', 'fx']] }),
});

/** Returns the ASCII form of a URL, because a header cannot have other characters. */
const ascii = (url: string): string => new URL(url).href;

/** The schema of `kawaraban.yaml`. Every top-level key must be optional, because the file may be absent. */
export const mainSchema = block('kawaraban.yaml', {
  feed: block('feed', {
    title: text().prefault('Japan business news').describe('Title of the merged feed and of the site.'),
    description: text()
      .prefault('What many outlets report on Japanese business, each story once')
      .describe('Description of the merged feed, and the line under the title of the site.'),
    url: webAddress()
      .regex(/^[^?#]*$/, {
        error:
          'has a ? or # in it, which a base of addresses cannot have; write only the part before this sign',
      })
      .transform((url) => ascii(url).replace(/\/+$/, ''))
      .optional()
      .describe(
        [
          'Public address of this server, as readers reach it: the base of every link to it in the feeds.',
          'If absent, the address of server.host and server.port (127.0.0.1 for 0.0.0.0 and ::), which by default only readers on this machine can reach.',
        ].join(' '),
      ),
    authority: z
      .string({ error: NOT_AN_AUTHORITY })
      .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?$/, { error: NOT_AN_AUTHORITY })
      .prefault('kawaraban.local,2026')
      .describe(
        [
          'Begins the id of every feed and every new entry (RFC 4151): a host name, a comma, and a year at whose beginning you owned this name.',
          'Set this key once, before the first poll. If you change it later, published entries keep their ids, but feeds and new entries get ids with the new name.',
        ].join(' '),
      ),
    entries: count(1, 5000)
      .prefault(200)
      .describe(
        'Maximum number of entries in a feed of stories; the document of a month has all entries of the month.',
      ),
    perOutlet: count(1, 10_000)
      .prefault(60)
      .describe(
        'Maximum number of entries that one outlet may announce in an hour; further stories are stored but not announced, and their source is flooding.',
      ),
    excerpt: count(40, 5000)
      .prefault(280)
      .describe('Maximum length of an excerpt, in characters, for sources with republish: excerpt.'),
    hub: webAddress()
      .transform(ascii)
      .optional()
      .describe(
        [
          'Address of a WebSub hub, which the daemon notifies of each changed feed that names it.',
          'Feeds of searches and filters, and documents of months, name no hub. Without an address, no hub is used.',
        ].join(' '),
      ),
  }).prefault({}),
  server: block('server', {
    host: hostName()
      .prefault('127.0.0.1')
      .describe(
        'Address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 for every machine that can reach this one.',
      ),
    port: count(0, 65_535).prefault(8080).describe('Port to listen on; 0 takes any free port.'),
  }).prefault({}),
  schedule: text()
    .prefault('* * * * *')
    .describe(
      'When to look for due sources, in Japan Standard Time: a cron expression of five fields (minute, hour, day, month, weekday) or six (second first).',
    ),
  fetch: block('fetch', {
    contact: webAddress()
      .transform(ascii)
      .optional()
      .describe(
        'Address in the User-Agent, at which an outlet can learn who sends the requests; if absent, feed.url.',
      ),
    concurrency: count(1, 100)
      .prefault(8)
      .describe('Maximum number of sources that one process polls at the same time.'),
    perHost: count(1, 10)
      .prefault(1)
      .describe(
        'Maximum number of sources of one host that are polled at the same time, in all processes together.',
      ),
    timeout: duration('1s', '10m')
      .prefault('20s')
      .describe(
        'Maximum time for one request, redirects included; a request also fails if nothing arrives for a third of this time.',
      ),
    maxBytes: size().prefault('10MB').describe('Maximum size of a decompressed document.'),
    minInterval: duration('1m', '30d')
      .prefault('15m')
      .describe('Minimum time between two polls of a source.'),
    maxInterval: duration('1m', '30d')
      .prefault('1d')
      .describe(
        'Maximum time between two polls of a source that answers, unless its `every` or a Retry-After is longer.',
      ),
    allowPrivateAddresses: yesOrNo()
      .prefault(false)
      .describe(
        'Whether sources and feed.hub may be on this machine and in private networks; if true, fetch.ports does not apply.',
      ),
    ports: list(count(1, 65_535), '443')
      .prefault([80, 443])
      .describe('Ports that sources and feed.hub may have; if allowPrivateAddresses is true, any port.'),
  }).prefault({}),
  relevance: block('relevance', {
    threshold: figure(0, 1)
      .prefault(0.5)
      .describe(
        'Minimum probability that a kept item is about Japanese business, from 0 (keep all) to 1 (keep none).',
      ),
  }).prefault({}),
  fold: block('fold', {
    acrossLanguages: yesOrNo()
      .prefault(true)
      .describe('Whether a Japanese and an English article can be one story without a rule of folds.yaml.'),
    window: duration('1h', '30d')
      .prefault('72h')
      .describe(
        'Maximum time between two articles that are compared. A story can span more time if each new article is within this time of another article of the story.',
      ),
    strictness: choice('a strictness', ['normal', 'careful'])
      .prefault('normal')
      .describe('careful: fewer articles are folded, and fewer of them into the wrong story.'),
  }).prefault({}),
  page: block('page', {
    language: choice('a language', ['en', 'ja'])
      .prefault('en')
      .describe(
        'Language of editions, of published files, of digests without --language, and of the pages for browsers that prefer neither English nor Japanese.',
      ),
    images: yesOrNo()
      .prefault(true)
      .describe("Whether pages show the pictures of outlets, which browsers load from the outlets' servers."),
    sections: list(section, 'key: markets')
      .optional()
      .describe('Sections of the front page, in their order; if absent, the seven default sections.'),
    topScore: figure(0, 1000)
      .prefault(20)
      .describe(
        [
          'Minimum importance, in points, at which a story enters /top and its feeds; freshness and age do not count.',
          'An outlet of priority 60 or more gives 10 points, 5 for a report of a quiet market.',
        ].join(' '),
      ),
  }).prefault({}),
  edition: block('edition', {
    time: clockTime()
      .prefault('07:00')
      .describe('Time of day in Japan at which the morning edition is made.'),
    days: choice('a choice of days', ['business', 'weekdays', 'daily'])
      .prefault('business')
      .describe(
        'Days with an edition. business: Monday to Friday, except the national holidays of Japan and 31 December to 3 January; weekdays: Monday to Friday; daily: every day.',
      ),
    mail: block('mail', {
      to: list(mailAddress(), 'reader@example.com')
        .min(1, { error: 'is empty; write at least one mail address' })
        .describe('Recipients of each edition.')
        .meta({ examples: [['reader@example.com']] }),
      from: mailAddress()
        .describe('Sender of each edition.')
        .meta({ examples: ['news@example.com'] }),
      smtp: text()
        .optional()
        .describe(
          `Mail server that sends each edition: smtp://NAME:\${SMTP_PASSWORD}@HOST:PORT, or smtps://; if absent, only digest --mail writes messages; ` +
            `\${NAME} stands for the environment variable of that name.`,
        ),
    })
      .optional()
      .describe('Recipients, sender and mail server of editions.'),
  }).prefault({}),
  store: text()
    .optional()
    .describe(
      [
        `PostgreSQL database that holds the store: \${DATABASE_URL}, or postgres://NAME:\${PASSWORD}@HOST/DATABASE;`,
        `\${NAME} stands for the environment variable of that name. If absent, JSON files in the data folder.`,
      ].join(' '),
    ),
  retention: duration('1d')
    .prefault('90d')
    .describe(
      'How long a story is kept after its newest article; at least until the archive of its month is frozen.',
    ),
});

export type MainFile = z.output<typeof mainSchema>;
