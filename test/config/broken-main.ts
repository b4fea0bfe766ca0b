import { type Broken, broken } from './broken.ts';

/** Wrong keys and values of `kawaraban.yaml`. */
export const brokenMain: readonly Broken[] = [
  broken(
    'an unknown section',
    'feeds:\n  title: x\n',
    '1:1: "feeds" is not a key of kawaraban.yaml; did you mean "feed"?',
  ),
  broken(
    'a key in the wrong section',
    'title: x\n',
    '1:1: "title" is not a key of kawaraban.yaml; it has feed, server, schedule, fetch, relevance, fold, page, edition, store, retention',
  ),
  broken(
    'an unknown section without a value',
    'feeds:\nfeed:\n',
    '1:1: "feeds" is not a key of kawaraban.yaml; did you mean "feed"?',
  ),
  broken(
    'a number with a decimal comma inside { }',
    'relevance: { threshold: 0,7 }\n',
    '1:27: "7" is not a key of relevance; inside { }, a comma ends the value before it: write a number with a point, such as 0.7, and put a text with a comma in quotes',
  ),
  broken(
    'a section that is a word',
    'feed: mine\n',
    '1:7: feed: "mine" is not a block of keys; put indented "key: value" lines, or { key: value }, in its place',
  ),
  broken(
    'a setting of the wrong shape beside others that only a closer look finds',
    [
      'schedule: never',
      'fetch: { timeout: 20, minInterval: 2d, maxInterval: 40d }',
      'page: { sections: [{ key: a, label: { en: A, ja: あ }, topics: [nope] }] }',
      'edition: { time: 7, mail: { to: [a@b.example], from: a@b.example, smtp: mail.example.com } }',
      'store: mysql://db.example.com/news',
      '',
    ].join('\n'),
    '1:11: schedule: "never" is not a cron expression that ever comes due; write one such as "* * * * *" (every minute) or "*/5 * * * *"',
    '2:19: timeout: 20 is not a duration from 1s to 10m; write one as a whole number and s, m, h or d, such as 1s',
    '2:53: maxInterval: "40d" is not a duration from 1m to 30d; write one as a whole number and s, m, h or d, such as 1m',
    '3:64: "nope" is not a topic of topics.yaml; it has earnings',
    '4:18: time: 7 is not a time of day; write hours and minutes in quotes, such as "07:00"',
    `4:73: smtp: this is not the address of a mail server; write one such as smtp://NAME:\${SMTP_PASSWORD}@mail.example.com:587, or smtps:// for implicit TLS`,
    `5:8: store: this is not the address of a PostgreSQL database; write one such as postgres://NAME:\${PGPASSWORD}@db.example.com/kawaraban, or \${DATABASE_URL} for the whole address; percent-encode special characters of a password, except in a variable for the password alone`,
  ),
  broken(
    'a cron expression with too few fields',
    "schedule: '* * *'\n",
    '1:11: schedule: "* * *" is not a cron expression that ever comes due; write one such as "* * * * *" (every minute) or "*/5 * * * *"',
  ),
  broken(
    'a cron expression that never fires',
    "schedule: '0 0 30 2 *'\n",
    '1:11: schedule: "0 0 30 2 *" is not a cron expression that ever comes due; write one such as "* * * * *" (every minute) or "*/5 * * * *"',
  ),
  broken(
    'a cron expression without quotes',
    'schedule: * * * * *\n',
    '1:11: a text cannot begin with * here; put it in quotes: "* * * * *"',
  ),
  broken(
    'a host with its port',
    "server:\n  host: '0.0.0.0:80'\n",
    '2:9: host: "0.0.0.0:80" is not a host name or an address; write one such as 127.0.0.1 or ::1, and its port into "port"',
  ),
  broken(
    'a host of two words',
    'server:\n  host: all hosts\n',
    '2:9: host: "all hosts" is not a host name or an address; write one such as 127.0.0.1 or ::1, and its port into "port"',
  ),
  broken(
    'a port beyond all ports',
    'server:\n  port: 80800\n',
    '2:9: port: 80800 is not a whole number from 0 to 65535; write one in digits alone, without quotes or a unit',
  ),
  broken(
    'a port in quotes',
    "server:\n  port: '8080'\n",
    '2:9: port: "8080" is not a whole number from 0 to 65535; write one in digits alone, without quotes or a unit',
  ),
  broken(
    'an address without http',
    'feed:\n  url: news.example.com\n',
    '2:8: url: "news.example.com" is not a web address; write one that begins with https:// or http://',
  ),
  broken(
    'an address with a password',
    'feed:\n  url: https://me:secret@news.example.com\n',
    '2:8: url: "https://…@news.example.com" has a user name or password in it; write the address without them',
  ),
  broken(
    'an address with a query',
    'feed:\n  url: https://news.example.com/?a=b\n',
    '2:8: url: "https://news.example.com/?a=b" has a ? or # in it, which a base of addresses cannot have; write only the part before this sign',
  ),
  broken(
    'an authority without a year',
    'feed:\n  authority: news.example.com\n',
    '2:14: authority: "news.example.com" is not a host name in small letters, a comma and a year; write one such as news.example.com,2026',
  ),
  broken(
    'an authority with a capital',
    'feed:\n  authority: News.example.com,2026\n',
    '2:14: authority: "News.example.com,2026" is not a host name in small letters, a comma and a year; write one such as news.example.com,2026',
  ),
  broken(
    'entries in words',
    'feed:\n  entries: many\n',
    '2:12: entries: "many" is not a whole number from 1 to 5000; write one in digits alone, without quotes or a unit',
  ),
  broken(
    'no entries',
    'feed:\n  entries: 0\n',
    '2:12: entries: 0 is not a whole number from 1 to 5000; write one in digits alone, without quotes or a unit',
  ),
  broken(
    'half an entry',
    'feed:\n  entries: 1.5\n',
    '2:12: entries: 1.5 is not a whole number from 1 to 5000; write one in digits alone, without quotes or a unit',
  ),
  broken(
    'a size without a unit',
    'fetch:\n  maxBytes: 10000000\n',
    '2:13: maxBytes: 10000000 is not a size from 10kB to 64MB; write one as a whole number and kB or MB, such as 10MB',
  ),
  broken(
    'a word for yes in capitals',
    'page:\n  images: Yes\n',
    '2:11: images: "Yes" is a text in YAML 1.2; write true, without quotes',
  ),
  broken(
    'a word for no in capitals',
    'page:\n  images: NO\n',
    '2:11: images: "NO" is a text in YAML 1.2; write false, without quotes',
  ),
  broken(
    'a word for no in place of a number',
    'server:\n  port: off\n',
    '2:9: port: "off" is not a whole number from 0 to 65535; write one in digits alone, without quotes or a unit',
  ),
  broken(
    'a size out of range',
    'fetch:\n  maxBytes: 9kB\n',
    '2:13: maxBytes: "9kB" is not a size from 10kB to 64MB; write one as a whole number and kB or MB, such as 10MB',
  ),
  broken(
    'a text that is too long to be shown whole',
    `fetch:\n  timeout: ${'s'.repeat(61)}\n`,
    `2:12: timeout: "${'s'.repeat(59)}…" is not a duration from 1s to 10m; write one as a whole number and s, m, h or d, such as 1s`,
  ),
  broken(
    'a text that is just short enough to be shown whole',
    `fetch:\n  timeout: ${'s'.repeat(60)}\n`,
    `2:12: timeout: "${'s'.repeat(60)}" is not a duration from 1s to 10m; write one as a whole number and s, m, h or d, such as 1s`,
  ),
  broken(
    'a number out of range',
    'relevance:\n  threshold: 1.1\n',
    '2:14: threshold: 1.1 is not a number from 0 to 1; write one in digits, with a point before decimals, without quotes or a unit',
  ),
  broken(
    'a time of day that no day has',
    "edition:\n  time: '24:00'\n",
    '2:9: time: "24:00" is not a time of day; write hours and minutes in quotes, such as "07:00"',
  ),
  broken(
    'a number in place of a text',
    'feed:\n  title: [a]\n',
    '2:10: title: this list is not a text; write one, in quotes',
  ),
  broken(
    'a size with an unknown unit',
    'fetch:\n  maxBytes: 10MiB\n',
    '2:13: maxBytes: "10MiB" is not a size from 10kB to 64MB; write one as a whole number and kB or MB, such as 10MB',
  ),
  broken(
    'a timeout of nothing',
    'fetch:\n  timeout: 0s\n',
    '2:12: timeout: "0s" is not a duration from 1s to 10m; write one as a whole number and s, m, h or d, such as 1s',
  ),
  broken(
    'a least interval above the greatest',
    'fetch:\n  minInterval: 2d\n  maxInterval: 1d\n',
    '2:16: minInterval is longer than maxInterval; write a shorter minInterval, or a longer maxInterval',
  ),
  broken(
    'a port that is a name',
    'fetch:\n  ports: [https]\n',
    '2:11: "https" is not a whole number from 1 to 65535; write one in digits alone, without quotes or a unit',
  ),
  broken(
    'yes for true',
    'fetch:\n  allowPrivateAddresses: yes\n',
    '2:26: allowPrivateAddresses: "yes" is a text in YAML 1.2; write true, without quotes',
  ),
  broken(
    'a threshold in percent',
    'relevance:\n  threshold: 50%\n',
    '2:14: threshold: "50%" is not a number from 0 to 1; write one in digits, with a point before decimals, without quotes or a unit',
  ),
  broken(
    'a strictness that is none',
    'fold:\n  strictness: carefull\n',
    '2:15: strictness: "carefull" is not a strictness; write normal or careful; did you mean "careful"?',
  ),
  broken(
    'a retention in months',
    'retention: 3 months\n',
    '1:12: retention: "3 months" is not a duration from 1d to 36525d; write one as a whole number and s, m, h or d, such as 1d',
  ),
  broken(
    'an empty title',
    "feed:\n  title: ''\n",
    '2:10: title: "" is blank; write a text, or remove the key',
  ),
  broken(
    'a title that is a number',
    'feed:\n  title: 2026\n',
    '2:10: title: 2026 is read as a number; put it in quotes to make it a text: "2026"',
  ),
  broken(
    'a list that is not closed',
    'fetch:\n  ports: [80, 443\nretention: 90d\n',
    '2:10: a "[" or "{" is not closed, or its further lines are not indented; close it with "]" or "}", or indent these lines with spaces',
  ),
  broken(
    'a hub that is no address',
    'feed:\n  hub: pubsubhubbub\n',
    '2:8: hub: "pubsubhubbub" is not a web address; write one that begins with https:// or http://',
  ),
  broken(
    'an edition at no time of day',
    "edition:\n  time: '7 Uhr'\n",
    '2:9: time: "7 Uhr" is not a time of day; write hours and minutes in quotes, such as "07:00"',
  ),
  broken(
    'an edition on days that are none of the three',
    'edition:\n  days: workdays\n',
    '2:9: days: "workdays" is not a choice of days; write business, weekdays or daily; did you mean "weekdays"?',
  ),
  broken(
    'an edition for nobody',
    'edition:\n  mail:\n    to: [reader]\n    from: news@example.com\n',
    '3:10: "reader" is not a mail address; write one such as reader@example.com',
  ),
  broken(
    'a mail server without a scheme, whose password is not said',
    'edition:\n  mail:\n    to: [a@example.com]\n    from: b@example.com\n    smtp: news:hunter2@mail.example.com\n',
    `5:11: smtp: this is not the address of a mail server; write one such as smtp://NAME:\${SMTP_PASSWORD}@mail.example.com:587, or smtps:// for implicit TLS`,
  ),
  broken(
    'a mail server with port 0',
    'edition:\n  mail:\n    to: [a@example.com]\n    from: b@example.com\n    smtp: smtp://127.0.0.1:0\n',
    `5:11: smtp: this is not the address of a mail server; write one such as smtp://NAME:\${SMTP_PASSWORD}@mail.example.com:587, or smtps:// for implicit TLS`,
  ),
  broken(
    'a password of a mail server that is not set',
    `edition:\n  mail:\n    to: [a@example.com]\n    from: b@example.com\n    smtp: smtp://news:\${NOT_SET}@mail.example.com\n`,
    '5:11: smtp: the environment variable NOT_SET is not set; set it, or remove edition.mail.smtp',
  ),
  broken(
    'a section twice',
    'page:\n  sections:\n    - { key: a, label: { en: A, ja: あ }, topics: [] }\n    - { key: a, label: { en: A, ja: あ }, topics: [] }\n',
    '4:14: the section key "a" is already on line 3; keep one of the two, or change this one',
  ),
  broken(
    'a section of a topic that is not there',
    'page:\n  sections:\n    - { key: a, label: { en: A, ja: あ }, topics: [autos] }\n',
    '3:51: "autos" is not a topic of topics.yaml; it has earnings',
  ),
];
