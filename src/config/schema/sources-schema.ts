import { z } from 'zod';
import {
  block,
  choice,
  count,
  duration,
  identifier,
  list,
  neededText,
  text,
  webAddress,
  yesOrNo,
} from './schema-values.ts';

const FIELDS = ['title', 'summary', 'link', 'path', 'author', 'category', 'any'] as const;

const ruleText = (what: string) =>
  text().optional().describe(`A word or /regex/flags that must be in ${what}.`);

const rule = block('a rule', {
  title: ruleText('the title'),
  summary: ruleText('the summary'),
  link: ruleText('the link'),
  path: text()
    .optional()
    .describe('A glob for the whole path of the link: * matches within one segment, ** across segments.')
    .meta({ examples: ['/sports/**'] }),
  author: ruleText('an author'),
  category: ruleText('a category'),
  any: ruleText('the title, the summary, the link, an author or a category'),
})
  .refine((conditions) => FIELDS.some((field) => conditions[field] !== undefined), {
    error: 'is an empty rule; write where to look and for what, such as title: baseball',
  })
  .meta({ minProperties: 1 });

const TITLE_RULE_ERROR = 'must have either suffix or prefix; if you need both, write two rules';

const titleRule = block('a title rule', {
  suffix: text().optional().describe('What to remove from the end of a title: a text, or /regex/flags.'),
  prefix: text()
    .optional()
    .describe('What to remove from the beginning of a title: a text, or /regex/flags.'),
})
  .refine(({ suffix, prefix }) => (suffix === undefined) !== (prefix === undefined), {
    error: TITLE_RULE_ERROR,
  })
  .meta({ minProperties: 1, maxProperties: 1 });

const outlet = block('an outlet', {
  id: identifier()
    .describe('Id of the outlet, used in addresses and by its sources.')
    .meta({ examples: ['nikkei'] }),
  name: neededText()
    .describe('Name of the outlet, as readers see it; in Japanese, name_ja if it is set.')
    .meta({ examples: ['Nikkei'] }),
  name_ja: text().optional().describe('Japanese name of the outlet.'),
  priority: count(0, 100)
    .prefault(50)
    .describe(
      'The article of the outlet with the highest priority usually leads a story. Reports of outlets of 60 or more make a story more important.',
    ),
  home: webAddress()
    .optional()
    .describe(
      'Site of the outlet. An item of an aggregator that names this site or a subdomain as its source belongs to this outlet, unless the site of another outlet is nearer.',
    ),
  paywall: yesOrNo()
    .prefault(false)
    .describe(
      'Whether the articles of the outlet are behind a paywall: at equal priority, articles without a paywall lead a story.',
    ),
});

/** What to do if the address of a source contains a user name or password, as a part of a message. */
export const LOGIN_REMEDY = [
  `write the address without them; if the server asks for them, write Authorization: 'Basic \${NAME}' into "headers"`,
  'of the source, and set the environment variable NAME to user:password in base64',
].join(' ');

const source = block('a source', {
  id: identifier()
    .describe(
      'Id of the source, used in logs, pages and commands. Do not change the id: the state of the source is stored under it.',
    )
    .meta({ examples: ['nikkei'] }),
  outlet: neededText()
    .describe(
      'Id or name of an outlet in "outlets", or a new name as readers know it. A value of only a-z, 0-9 and hyphens is taken for an id, which must be in "outlets".',
    )
    .meta({ examples: ['Nikkei'] }),
  language: choice('a language', ['en', 'ja'])
    .describe('Language of the items.')
    .meta({ examples: ['ja'] }),
  scope: choice('a scope', ['business', 'japan', 'general'])
    .meta({ examples: ['business'] })
    .describe(
      'What the source brings. business: Japanese business; all items without strong evidence against them are kept. ' +
        'japan: news of Japan; business is kept. general: news of the world; Japanese business is kept.',
    ),
  endpoints: list(webAddress(LOGIN_REMEDY), 'https://news.example.com/feed')
    .min(1, { error: 'is empty; write at least one address of a feed' })
    .max(20, { error: 'has more than 20 addresses; keep the best 20' })
    .describe('Addresses of the feed, best first: the first that is not dead is used.')
    .meta({ examples: [['https://news.example.com/feed']] }),
  timezone: text()
    .prefault('Asia/Tokyo')
    .describe('Time zone, such as Asia/Tokyo, of dates that name no zone.'),
  priority: count(0, 100)
    .optional()
    .describe(
      "Priority of the articles of this source when the lead of a story is chosen, instead of their outlet's.",
    ),
  userAgent: text()
    .regex(/^[\x20-\x7e]*$/, {
      error: 'has characters that a User-Agent cannot have; write printable ASCII characters only',
    })
    .optional()
    .describe('User-Agent of the requests, for outlets that refuse our own.'),
  headers: z
    .record(z.string(), text(), {
      error: 'is not a block of keys; put indented "Name: value" lines, or { Name: value }, in its place',
    })
    .prefault({})
    .describe(
      `Request headers, sent only to the origins of the endpoints; \${NAME} stands for the environment variable of that name.`,
    ),
  every: duration('1m', '30d')
    .optional()
    .describe('Minimum time between two polls, if longer than fetch.minInterval.'),
  include: list(rule, 'title: economy')
    .prefault([])
    .describe('If the list has rules, an item that matches none of them is dropped.'),
  exclude: list(rule, 'title: baseball')
    .prefault([])
    .describe('An item that matches one of these rules is dropped, even if it matches include.'),
  titleRules: list(titleRule, 'suffix: " - Example News"')
    .prefault([])
    .describe("What to remove from every title: the outlet's own suffix or prefix."),
  topics: list(identifier(), 'earnings')
    .prefault([])
    .describe('Keys of topics in topics.yaml that every item of the source gets.'),
  republish: choice('a way to republish', ['headline', 'excerpt', 'full'])
    .prefault('excerpt')
    .describe(
      'How much of an article our feeds and pages may show: its headline, an excerpt or the full text.',
    ),
  aggregator: yesOrNo()
    .prefault(false)
    .describe(
      'true: items belong to the outlets that the feed names. Only for a feed that you trust to name the right outlets.',
    ),
  enabled: yesOrNo().prefault(true).describe('false: the source stays in the list, but is not polled.'),
});

export const sourcesSchema = block('sources.yaml', {
  outlets: list(outlet, 'id: nikkei').prefault([]).describe('Publishers, and what we know of each.'),
  sources: list(source, 'id: nikkei').describe(
    'The sources, each a way to the news of an outlet. Begin each with "- id:"; write [] if there are none.',
  ),
});

export type SourcesFile = z.output<typeof sourcesSchema>;
