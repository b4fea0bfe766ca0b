import { z } from 'zod';
import {
  block,
  choice,
  count,
  duration,
  identifier,
  list,
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
    .describe('A glob for the whole path of the link: * within one part of it, ** over parts.')
    .meta({ examples: ['/sports/**'] }),
  author: ruleText('an author'),
  category: ruleText('a category'),
  any: ruleText('any of these'),
})
  .refine((conditions) => FIELDS.some((field) => conditions[field] !== undefined), {
    error: 'is an empty rule; write where to look and for what, such as title: baseball',
  })
  .meta({ minProperties: 1 });

const TITLE_RULE_ERROR =
  'is not one suffix or one prefix; write suffix: or prefix:, each in a rule of its own';

const titleRule = block('a title rule', {
  suffix: text().optional().describe('What to remove from the end: a text, or /regex/flags.'),
  prefix: text().optional().describe('What to remove from the beginning: a text, or /regex/flags.'),
})
  .refine(({ suffix, prefix }) => (suffix === undefined) !== (prefix === undefined), {
    error: TITLE_RULE_ERROR,
  })
  .meta({ minProperties: 1, maxProperties: 1 });

const outlet = block('an outlet', {
  id: identifier()
    .describe('Names the outlet in addresses and in the sources below.')
    .meta({ examples: ['nikkei'] }),
  name: text()
    .describe('Name of the outlet, as readers see it.')
    .meta({ examples: ['Nikkei'] }),
  name_ja: text().optional().describe('Japanese name of the outlet.'),
  priority: count(0, 100)
    .prefault(50)
    .describe(
      'The article of the outlet with the highest priority leads a story. Outlets of 60 or more count when the lead story is chosen.',
    ),
  home: webAddress()
    .optional()
    .describe('Site of the outlet: items that an aggregator brings from there belong to the outlet.'),
  paywall: yesOrNo()
    .prefault(false)
    .describe(
      'Whether the articles of the outlet are behind a paywall: at equal priority, articles without a paywall lead a story.',
    ),
});

const LOGIN_REMEDY = `remove it, or write it into "headers" of the source, as Authorization: Basic \${NAME}, where NAME is user:password in base64`;

const source = block('a source', {
  id: identifier()
    .describe(
      'Names the source in logs, pages and commands. Keep it: the state of the source is stored under it.',
    )
    .meta({ examples: ['nikkei'] }),
  outlet: text()
    .describe('The id of an outlet above, or simply a name.')
    .meta({ examples: ['Nikkei'] }),
  language: choice('a language', ['en', 'ja'])
    .describe('Language of the items.')
    .meta({ examples: ['ja'] }),
  scope: choice('a scope', ['business', 'japan', 'general'])
    .meta({ examples: ['business'] })
    .describe(
      'What the source brings. business: Japanese business, keep all without strong evidence against them; japan: news of Japan, keep business; general: keep Japanese business.',
    ),
  endpoints: list(webAddress(LOGIN_REMEDY), 'https://news.example.com/feed')
    .min(1, { error: 'is empty; write at least one address of a feed' })
    .max(20, { error: 'has more than 20 addresses; keep the best' })
    .describe('Addresses of the feed, best first: the next is used while an earlier one is dead.')
    .meta({ examples: [['https://news.example.com/feed']] }),
  timezone: text().prefault('Asia/Tokyo').describe('Zone of dates that name none, such as Asia/Tokyo.'),
  priority: count(0, 100).optional().describe("Overrides the outlet's priority."),
  userAgent: text()
    .regex(/^[\x20-\x7e]*$/, {
      error: 'has characters that a User-Agent cannot have; write plain ASCII letters',
    })
    .optional()
    .describe('For outlets that refuse our own User-Agent.'),
  headers: z
    .record(z.string(), text(), {
      error: 'is not a block of keys; write "Name: value" lines below it, indented',
    })
    .prefault({})
    .describe(`Request headers; \${NAME} stands for the environment variable of that name.`),
  every: duration('1m', '30d').optional().describe('Least time between two polls.'),
  include: list(rule, 'title: economy')
    .prefault([])
    .describe('If there are such rules, an item must match one of them.'),
  exclude: list(rule, 'title: baseball')
    .prefault([])
    .describe('An item that matches one of these is dropped.'),
  titleRules: list(titleRule, 'suffix: " - Example News"')
    .prefault([])
    .describe("What to remove from every title: the outlet's own suffix or prefix."),
  topics: list(identifier(), 'earnings').prefault([]).describe('Topics that every item gets.'),
  republish: choice('a way to republish', ['headline', 'excerpt', 'full'])
    .prefault('excerpt')
    .describe('How much of an article may appear in our feeds.'),
  aggregator: yesOrNo()
    .prefault(false)
    .describe(
      'true: the feed is believed when its items name other outlets; only for a feed that you trust.',
    ),
  enabled: yesOrNo().prefault(true).describe('false: the source stays in the list, but is not polled.'),
});

export const sourcesSchema = block('sources.yaml', {
  outlets: list(outlet, 'id: nikkei').prefault([]).describe('Publishers, and what we know of each.'),
  sources: list(source, 'id: nikkei').describe(
    'The ways to the news of outlets, each beginning with "- id:", or [] if there are none.',
  ),
});

export type SourcesFile = z.output<typeof sourcesSchema>;
