import { type Broken, broken, good, withKeys } from './broken.ts';

/** Wrong keys and values of `sources.yaml`. */
export const brokenSources: readonly Broken[] = [
  broken(
    'a misspelt key',
    withKeys('timezome: Asia/Tokyo'),
    '7:5: "timezome" is not a key of a source; did you mean "timezone"?',
  ),
  broken(
    'a key in the wrong case',
    withKeys('useragent: x'),
    '7:5: "useragent" is not a key of a source; did you mean "userAgent"?',
  ),
  broken(
    'a key of another program',
    withKeys('css_selector: x'),
    '7:5: "css_selector" is not a key of a source; it has id, outlet, language, scope, endpoints, timezone, priority, userAgent, headers, every, include, exclude, titleRules, topics, republish, aggregator, enabled',
  ),
  broken(
    'a misspelt required key',
    good.replace('language', 'langauge'),
    '4:5: "langauge" is not a key of a source; did you mean "language"?',
  ),
  broken(
    'a misspelt required key without a value',
    good.replace('language: ja', 'langauge:'),
    '4:5: "langauge" is not a key of a source; did you mean "language"?',
  ),
  broken(
    'a misspelt condition without a value',
    withKeys('exclude: [{ titel: , link: x }]'),
    '7:17: "titel" is not a key of a rule; did you mean "title"?',
  ),
  broken(
    'a misspelt required key beside another that is left out',
    good.replace('language', 'langauge').replace('    scope: business\n', ''),
    '2:5: "scope" is missing; a source needs it, such as scope: business',
    '4:5: "langauge" is not a key of a source; did you mean "language"?',
  ),
  broken(
    'a key at the top that is none',
    `${good}outlet: x\n`,
    '7:1: "outlet" is not a key of sources.yaml; did you mean "outlets"?',
  ),
  broken(
    'a required key left out',
    good.replace('    scope: business\n', ''),
    '2:5: "scope" is missing; a source needs it, such as scope: business',
  ),
  broken(
    'a required key without a value',
    good.replace('scope: business', 'scope:'),
    '5:5: "scope" has no value; write one, such as scope: business',
  ),
  broken(
    'a file without sources',
    'outlets: []\n',
    '1:1: "sources" is missing; sources.yaml needs it: The sources, each a way to the news of an outlet. Begin each with "- id:"; write [] if there are none.',
  ),
  broken(
    'an empty file',
    '',
    '1:1: "sources" is missing; sources.yaml needs it: The sources, each a way to the news of an outlet. Begin each with "- id:"; write [] if there are none.',
  ),
  broken(
    'a file of comments alone',
    '# nothing yet\n',
    '1:1: "sources" is missing; sources.yaml needs it: The sources, each a way to the news of an outlet. Begin each with "- id:"; write [] if there are none.',
  ),
  broken(
    'sources that are no list',
    'sources: nikkei\n',
    '1:10: sources: "nikkei" is not a list; write [part, part], or begin each part with "- " on a new line, such as - id: nikkei',
  ),
  broken(
    'a source that is a name',
    'sources:\n  - nikkei\n',
    '2:5: "nikkei" is not a block of keys; put indented "key: value" lines, or { key: value }, in its place',
  ),
  broken(
    'an outlet that is blank',
    good.replace('outlet: A', "outlet: ''"),
    '3:13: outlet: "" is blank; write a text',
  ),
  broken(
    'a dash with nothing behind it',
    `${good}  -\n`,
    '7:4: this part of the list has no value; write one, or remove the part',
  ),
  broken(
    'a list at the top',
    '- id: a\n',
    '1:1: this list is not a block of keys; write "key: value" lines with keys of sources.yaml: outlets, sources',
  ),
  broken(
    'a sentence instead of a file',
    'hello\n',
    '1:1: "hello" is not a block of keys; write "key: value" lines with keys of sources.yaml: outlets, sources',
  ),
  broken(
    'a language that is none',
    good.replace('language: ja', 'language: jp'),
    '4:15: language: "jp" is not a language; write en or ja; did you mean "ja"?',
  ),
  broken(
    'a language by its name',
    good.replace('language: ja', 'language: Japanese'),
    '4:15: language: "Japanese" is not a language; write en or ja',
  ),
  broken(
    'a scope that is none',
    good.replace('business', 'economy'),
    '5:12: scope: "economy" is not a scope; write business, japan or general',
  ),
  broken(
    'an id with a capital',
    good.replace('id: a', 'id: Nikkei'),
    '2:9: id: "Nikkei" is not an id; write letters a-z and digits, with single hyphens between them, such as nikkei-asia',
  ),
  broken(
    'an id in Japanese',
    good.replace('id: a', 'id: 日経'),
    '2:9: id: "日経" is not an id; write letters a-z and digits, with single hyphens between them, such as nikkei-asia',
  ),
  broken(
    'an id that is a number',
    good.replace('id: a', 'id: 7203'),
    '2:9: id: 7203 is read as a number; put it in quotes to make it a text: "7203"',
  ),
  broken(
    'an endpoint without https',
    good.replace('https://a.example/feed', 'a.example/feed'),
    '6:17: "a.example/feed" is not a web address; write one that begins with https:// or http://',
  ),
  broken(
    'an endpoint with a slip in https',
    good.replace('https://a.example/feed', 'htps://a.example/feed'),
    '6:17: "htps://a.example/feed" is not a web address; write one that begins with https:// or http://',
  ),
  broken(
    'an endpoint with a password',
    good.replace('https://a.example/feed', 'https://me:secret@a.example/feed'),
    `6:17: "https://…@a.example/feed" has a user name or password in it; write the address without them; if the server asks for them, write Authorization: 'Basic \${NAME}' into "headers" of the source, and set the environment variable NAME to user:password in base64`,
  ),
  ...[
    [
      'an endpoint whose password has a slash',
      'https://me:se/cret@a.example/feed',
      'https://…@a.example/feed',
    ],
    [
      'an endpoint whose password has a space',
      'https://me:se cret@a.example/feed',
      'https://…@a.example/feed',
    ],
    ['an endpoint with a password and without https', 'me:secret@a.example/feed', 'me:…@a.example/feed'],
  ].map(([name = '', endpoint = '', shown]) =>
    broken(
      name,
      good.replace('https://a.example/feed', endpoint),
      `6:17: "${shown}" is not a web address; write one that begins with https:// or http://`,
    ),
  ),
  broken(
    'an endpoint with a password alone',
    good.replace('https://a.example/feed', 'https://:secret@a.example/feed'),
    `6:17: "https://…@a.example/feed" has a user name or password in it; write the address without them; if the server asks for them, write Authorization: 'Basic \${NAME}' into "headers" of the source, and set the environment variable NAME to user:password in base64`,
  ),
  broken(
    'an endpoint that is a file',
    good.replace('https://a.example/feed', 'file:///etc/passwd'),
    '6:17: "file:///etc/passwd" is not a web address; write one that begins with https:// or http://',
  ),
  broken(
    'an endpoint with an impossible port',
    good.replace('https://a.example/feed', 'https://a.example:99999/'),
    '6:17: "https://a.example:99999/" is not a web address; write one that begins with https:// or http://',
  ),
  broken(
    'endpoints that are one address',
    good.replace('[https://a.example/feed]', 'https://a.example/feed'),
    '6:16: endpoints: "https://a.example/feed" is not a list; write [part, part], or begin each part with "- " on a new line, such as - https://news.example.com/feed',
  ),
  broken(
    'no endpoints',
    good.replace('[https://a.example/feed]', '[]'),
    '6:16: endpoints: this list is empty; write at least one address of a feed',
  ),
  broken(
    'a short name of a zone',
    withKeys('timezone: CST'),
    '7:15: timezone: "CST" is not the name of a time zone; write one such as Asia/Tokyo, America/New_York or UTC',
  ),
  broken(
    'a zone that is no name',
    withKeys('timezone: JST'),
    '7:15: timezone: "JST" is not the name of a time zone; did you mean "Asia/Tokyo"?',
  ),
  ...['japan', 'Tokyo'].map((zone) =>
    broken(
      `a zone that is called ${zone}`,
      withKeys(`timezone: ${zone}`),
      `7:15: timezone: "${zone}" is not the name of a time zone; did you mean "Asia/Tokyo"?`,
    ),
  ),
  broken(
    'a misspelt zone',
    withKeys('timezone: Asia/Tokio'),
    '7:15: timezone: "Asia/Tokio" is not the name of a time zone; did you mean "Asia/Tokyo"?',
  ),
  broken(
    'an offset for a zone',
    withKeys("timezone: '+09:00'"),
    '7:15: timezone: "+09:00" is not the name of a time zone; write one such as Asia/Tokyo, America/New_York or UTC',
  ),
  broken(
    'a priority beyond 100',
    withKeys('priority: 101'),
    '7:15: priority: 101 is not a whole number from 0 to 100; write one in digits alone, without quotes or a unit',
  ),
  broken(
    'a priority in quotes',
    withKeys("priority: '50'"),
    '7:15: priority: "50" is not a whole number from 0 to 100; write one in digits alone, without quotes or a unit',
  ),
  broken(
    'a length of time in words',
    withKeys('every: 15 min'),
    '7:12: every: "15 min" is not a duration from 1m to 30d; write one as a whole number and s, m, h or d, such as 1m',
  ),
  broken(
    'a length of time without a unit',
    withKeys('every: 15'),
    '7:12: every: 15 is not a duration from 1m to 30d; write one as a whole number and s, m, h or d, such as 1m',
  ),
  broken(
    'a length of time too short',
    withKeys('every: 20s'),
    '7:12: every: "20s" is not a duration from 1m to 30d; write one as a whole number and s, m, h or d, such as 1m',
  ),
  broken(
    'no for false',
    withKeys('enabled: no'),
    '7:14: enabled: "no" is a text in YAML 1.2; write false, without quotes',
  ),
  broken(
    'on for true',
    withKeys('enabled: on'),
    '7:14: enabled: "on" is a text in YAML 1.2; write true, without quotes',
  ),
  broken(
    'true in quotes',
    withKeys("enabled: 'true'"),
    '7:14: enabled: "true" is a text in YAML 1.2; write true, without quotes',
  ),
  broken(
    'a word for false',
    withKeys('enabled: never'),
    '7:14: enabled: "never" is neither true nor false; write true or false, without quotes',
  ),
  broken(
    'a way to republish that is none',
    withKeys('republish: summary'),
    '7:16: republish: "summary" is not a way to republish; write headline, excerpt or full',
  ),
  broken(
    'a User-Agent in Japanese',
    withKeys('userAgent: かわら版'),
    '7:16: userAgent: "かわら版" has characters that a User-Agent cannot have; write printable ASCII characters only',
  ),
  broken(
    'a topic that is none',
    withKeys('topics: [earnigns]'),
    '7:14: "earnigns" is not a topic of topics.yaml; did you mean "earnings"?',
  ),
  broken(
    'topics that are no list',
    withKeys('topics: earnings'),
    '7:13: topics: "earnings" is not a list; write [part, part], or begin each part with "- " on a new line, such as - earnings',
  ),
  broken(
    'the same id twice',
    good + good.replace('sources:\n', '').replace('a.example', 'b.example'),
    '7:9: the source id "a" is already on line 2; keep one of the two, or change this one',
  ),
  broken(
    'an endpoint twice',
    good + good.replace('sources:\n', '').replace('id: a', 'id: b'),
    '11:17: the endpoint "https://a.example/feed" is already on line 6; keep one of the two, or change this one',
  ),
  broken(
    'an endpoint twice in another spelling',
    good +
      good
        .replace('sources:\n', '')
        .replace('id: a', 'id: b')
        .replace('https://a.example/feed', 'https://A.example:443/feed'),
    '11:17: the endpoint "https://a.example/feed" is already on line 6; keep one of the two, or change this one',
  ),
  broken(
    'an outlet id twice',
    `outlets:\n  - { id: n, name: N }\n  - { id: n, name: M }\n${good}`,
    '3:11: the outlet id "n" is already on line 2; keep one of the two, or change this one',
  ),
  broken(
    'an outlet id that is not there',
    `outlets:\n  - { id: nikkei, name: Nikkei }\n${good.replace('outlet: A', 'outlet: nikkie')}`,
    '5:13: "nikkie" is not the id of an outlet; did you mean "nikkei"?',
  ),
  broken(
    'an outlet id where there are no outlets',
    good.replace('outlet: A', 'outlet: nikkei'),
    '3:13: "nikkei" is not the id of an outlet; add it to "outlets", or write the outlet\'s name as readers know it',
  ),
  broken(
    'an outlet without a name',
    `outlets:\n  - id: n\n${good}`,
    '2:5: "name" is missing; an outlet needs it, such as name: Nikkei',
  ),
  broken(
    'a key twice',
    good.replace('    scope', '    language: en\n    scope'),
    '5:5: "language" appears twice in this block; keep one of the two',
  ),
];
