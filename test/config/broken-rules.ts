import { type Broken, broken, withKeys } from './broken.ts';

/** Wrong rules and headers of `sources.yaml`. */
export const brokenRules: readonly Broken[] = [
  broken(
    'a rule about an unknown field',
    withKeys('exclude:\n  - titel: baseball'),
    '8:9: "titel" is not a key of a rule; did you mean "title"?',
  ),
  broken(
    'a rule that is a word',
    withKeys('exclude:\n  - baseball'),
    '8:9: "baseball" is not a block of keys; put indented "key: value" lines, or { key: value }, in its place',
  ),
  broken(
    'an empty rule',
    withKeys('exclude:\n  - {}'),
    '8:9: this block is an empty rule; write where to look and for what, such as title: baseball',
  ),
  broken(
    'a rule with an empty word',
    withKeys("include:\n  - title: ''"),
    '8:16: title: "" is blank; write a text, or remove the key',
  ),
  broken(
    'a rule with a number',
    withKeys('include:\n  - title: 7203'),
    '8:16: title: 7203 is read as a number; put it in quotes to make it a text: "7203"',
  ),
  broken(
    'a rule with true',
    withKeys('include:\n  - title: true'),
    '8:16: title: true is read as true or false; put it in quotes to make it a text: "true"',
  ),
  broken(
    'rules that are no list',
    withKeys('exclude:\n  title: baseball'),
    '8:7: exclude: this block is not a list; write [part, part], or begin each part with "- " on a new line, such as - title: baseball',
  ),
  broken(
    'a path without a slash',
    withKeys('exclude:\n  - path: sports'),
    '8:15: sports does not begin with a slash; write a glob such as /sports/**',
  ),
  broken(
    'a path that every link has',
    withKeys('exclude:\n  - path: /**'),
    '8:15: /** matches every path; say which part must be there, such as /sports/**',
  ),
  broken(
    'a path that is too long',
    withKeys(`exclude:\n  - path: /${'a'.repeat(1000)}`),
    `8:15: /${'a'.repeat(1000)} is not a valid glob: it is longer than 1000 characters; shorten it, or write two rules`,
  ),
  broken(
    'a pattern that is not closed',
    withKeys('exclude:\n  - title: /base(ball/'),
    '8:16: /base(ball/ is not a valid pattern: a "(" is not closed; close it, or write \\( for the sign itself',
  ),
  broken(
    'a pattern that looks ahead',
    withKeys('exclude:\n  - title: /(?=base)ball/'),
    '8:16: /(?=base)ball/ is not a valid pattern: it uses lookahead or lookbehind, which RE2 does not have; write the pattern without it: to include A but not B, for example, write A in "include" and B in "exclude"',
  ),
  broken(
    'a pattern that looks back',
    withKeys('exclude:\n  - title: /(a)\\1/'),
    '8:16: /(a)\\1/ is not a valid pattern: it uses a backreference, which RE2 does not have; write out the text',
  ),
  broken(
    'a pattern with an unknown flag',
    withKeys('exclude:\n  - title: /baseball/gi'),
    '8:16: /baseball/gi is not a valid pattern: "g" is not a flag; i, m, s and u are',
  ),
  broken(
    'a pattern with an error and all four flags',
    withKeys('exclude:\n  - title: /(base/imsu'),
    '8:16: /(base/imsu is not a valid pattern: a "(" is not closed; close it, or write \\( for the sign itself',
  ),
  broken(
    'a pattern that matches everything',
    withKeys('exclude:\n  - any: /.*/'),
    '8:14: /.*/ matches every text, even an empty one; say what must be there',
  ),
  broken(
    'a pattern that is too large',
    withKeys('exclude:\n  - any: /(a{1000}){1000}/'),
    '8:14: /(a{1000}){1000}/ is not a valid pattern: it repeats something more than 1000 times, or {m,n} has a larger m than n; correct the numbers',
  ),
  broken(
    'a word between two keys of one rule',
    withKeys('exclude:\n  - title: baseball\n    sumary: x'),
    '9:9: "sumary" is not a key of a rule; did you mean "summary"?',
  ),
  broken(
    'a title rule with both ends',
    withKeys('titleRules:\n  - suffix: a\n    prefix: b'),
    '8:9: this block must have either suffix or prefix; if you need both, write two rules',
  ),
  broken(
    'a title rule with neither end',
    withKeys('titleRules:\n  - suffix:'),
    '8:9: this block must have either suffix or prefix; if you need both, write two rules',
  ),
  broken(
    'a title rule that is a text',
    withKeys('titleRules:\n  - " - A"'),
    '8:9: " - A" is not a block of keys; put indented "key: value" lines, or { key: value }, in its place',
  ),
  broken(
    'a title rule with a broken pattern',
    withKeys('titleRules:\n  - suffix: /[/'),
    '8:17: /[/ is not a valid pattern: a "[" is not closed; close it, or write \\[ for the sign itself',
  ),
  broken(
    'an unset variable',
    withKeys(`headers:\n  Authorization: Bearer \${TOKEN}`),
    '8:22: Authorization: the environment variable TOKEN is not set; set it, or set enabled: false on this source',
  ),
  broken(
    'a variable that is not closed',
    withKeys(`headers:\n  Authorization: Bearer \${TOKEN`),
    `8:22: Authorization: "\${" is not closed; write \${NAME}`,
  ),
  broken(
    'a variable with a wrong name',
    withKeys(`headers:\n  Authorization: Bearer \${my token}`),
    `8:22: Authorization: "\${…}" does not name an environment variable; write one such as \${MY_TOKEN}`,
  ),
  broken(
    'a variable with a line break in it',
    withKeys(`headers:\n  Authorization: Bearer \${BROKEN}`),
    '8:22: Authorization: this value has a line break or another character that a header cannot contain; check the text and its environment variables',
  ),
  broken(
    'a header that is a number',
    withKeys('headers:\n  X-Key: 12345'),
    '8:14: X-Key: this value is not a text; write one, in quotes',
  ),
  broken('a header without a value', withKeys('headers:\n  X-Key:'), '8:7: "X-Key" has no value; write one'),
  broken(
    'a cookie',
    withKeys('headers:\n  Cookie: a=b'),
    '8:7: "Cookie" cannot be set here, because Kawaraban sends no cookies; use a token in another header',
  ),
  broken(
    'a User-Agent among the headers',
    withKeys('headers:\n  User-Agent: x'),
    '8:7: "User-Agent" cannot be set here, because the key userAgent of the source sets this header; write the value there',
  ),
  broken(
    'a referrer',
    withKeys('headers:\n  Referer: https://a.example/'),
    '8:7: "Referer" cannot be set here, because Kawaraban sends no referrer; remove the header',
  ),
  broken(
    'a header that Kawaraban sets',
    withKeys('headers:\n  Host: x'),
    '8:7: "Host" cannot be set here, because Kawaraban sets this header itself; remove it',
  ),
  broken(
    'a header of the connection',
    withKeys('headers:\n  Connection: close'),
    '8:7: "Connection" cannot be set here, because this header belongs to the connection or to a request body; remove it',
  ),
  broken(
    'a header with a space in its name',
    withKeys('headers:\n  My Key: x'),
    '8:7: "My Key" cannot be the name of a header here; write at most 64 letters, digits and -, such as Authorization',
  ),
  broken(
    'headers that are a list',
    withKeys('headers:\n  - X-Key'),
    '8:7: headers: this list is not a block of keys; put indented "Name: value" lines, or { Name: value }, in its place',
  ),
];
