import { type Broken, broken, good } from './broken.ts';

/** Sources below the first, so that a slip in it makes the parser stumble on the lines of others. */
const withMore = `${good}${good.slice(good.indexOf('  - id'))}`;

/** Texts that YAML cannot read, as `sources.yaml`. */
export const brokenYaml: readonly Broken[] = [
  broken(
    'a tab',
    'sources:\n  - id: a\n\toutlet: A\n',
    '3:1: this line has a tab where YAML needs spaces; write spaces instead',
  ),
  broken(
    'a list beside keys',
    'sources:\n  timezone: UTC\n  - id: a\n',
    '3:1: a list item ("- ") is in the wrong place; write it below the key of its list, in the column of the other items, or add "- " to the item before it',
  ),
  broken(
    'a source that is indented more than the source before it',
    'sources:\n  - id: a\n    - id: b\n',
    '3:1: a list item ("- ") is in the wrong place; write it below the key of its list, in the column of the other items, or add "- " to the item before it',
  ),
  broken(
    'a quote that is not closed',
    good.replace('outlet: A', 'outlet: "A'),
    '3:13: a quote is not closed, or the further lines of the text are not indented; add the closing quote, or indent these lines with spaces',
  ),
  broken(
    'a list that is not closed',
    good.replace('feed]', 'feed'),
    '6:16: a "[" or "{" is not closed, or its further lines are not indented; close it with "]" or "}", or indent these lines with spaces',
  ),
  broken(
    'a key that follows itself without a value',
    good.replace('sources:', 'sources:\n# ours\nsources:'),
    '3:1: "sources" appears twice in this block; keep one of the two',
  ),
  broken(
    'a number as a key that appears again in quotes',
    `${good}    headers:\n      1: a\n      "1": b\n`,
    '9:7: "1" appears twice in this block; keep one of the two',
  ),
  broken(
    'a key that is empty',
    `${good}    exclude:\n      - title: a\n        ~: x\n`,
    '9:9: "" is not a key of a rule; it has title, summary, link, path, author, category, any',
  ),
  broken(
    'a block that appears twice, of which the last is read',
    good.concat(
      'sources:\n  - id: b\n    language: en\n    scope: general\n    endpoints: [https://b.example/]\n',
    ),
    '7:1: "sources" appears twice in this block; keep one of the two',
    '8:5: "outlet" is missing; a source needs it, such as outlet: Nikkei',
  ),
  broken(
    'a line that is indented too far',
    good.replace('    outlet', '     outlet'),
    '2:9: the next key is indented too far; begin it in the column of the key on this line',
  ),
  broken(
    'a colon at the end of a text',
    good.replace('outlet: A', 'outlet: News:'),
    '3:13: a text cannot end with a colon; put it in quotes',
  ),
  broken(
    'a comma that is missing between quotes',
    good.replace('outlet: A', "outlet: ['A' 'B']"),
    '3:18: this is not valid YAML (Missing , or : between flow sequence items); correct this line, or compare it with the lines around it',
  ),
  broken(
    'a text after | that is indented with a tab',
    'sources: |\n\tx\n',
    '2:1: a line of the text after | or > begins with a tab, or an empty line above the text has more spaces than the text; use spaces alone, and none in an empty line',
  ),
  broken(
    'a text that begins with & and a blank',
    good.replace('outlet: A', 'outlet: & Co'),
    '3:13: a text cannot begin with & here; put it in quotes: "& Co"',
  ),
  broken(
    'a mark that ends with a colon',
    good.replace('outlet: A', 'outlet: &A: B'),
    '3:15: this is not valid YAML (Anchor ending in : is ambiguous); correct this line, or compare it with the lines around it',
  ),
  broken(
    'a line that is indented too little',
    good.replace('    scope', '   scope'),
    '5:1: this line is in the wrong column, or its "- " is missing; begin it in the column of a key or "- " above it, or add "- "',
  ),
  broken(
    'a line in a long file that is indented too little, once and not for each line below it',
    withMore.replace('    language', '   language'),
    '4:1: this line is in the wrong column, or its "- " is missing; begin it in the column of a key or "- " above it, or add "- "',
  ),
  broken(
    'a tab in a long file, once and not for each line below it',
    withMore.replace('    language', '\tlanguage'),
    '4:1: this line has a tab where YAML needs spaces; write spaces instead',
  ),
  broken(
    'a first key that is indented, unlike the next',
    '  outlets: []\nsources: []\n',
    '2:1: this line is in the wrong column, or its "- " is missing; begin it in the column of a key or "- " above it, or add "- "',
  ),
  broken(
    'a colon without a space',
    good.replace('outlet: A', 'outlet:A'),
    '3:5: "outlet:A" is not a key with a value; write a colon and a space after the key, as in "key: value"',
  ),
  broken(
    'a colon in a text',
    good.replace('outlet: A', 'outlet: News: Japan'),
    '3:13: a text cannot contain a colon and a space; put it in quotes: "News: Japan"',
  ),
  ...[40, 41].map((length) => {
    const text = `News: ${'x'.repeat(length - 6)}`;
    const shown = length === 41 ? `${text.slice(0, 39)}…` : text;
    return broken(
      `a colon in a text of ${length} characters`,
      good.replace('outlet: A', `outlet: ${text}`),
      `3:13: a text cannot contain a colon and a space; put it in quotes: "${shown}"`,
    );
  }),
  broken(
    'a text that begins with @',
    good.replace('outlet: A', 'outlet: @nikkei'),
    '3:13: a text cannot begin with @ here; put it in quotes: "@nikkei"',
  ),
  broken(
    'a text that begins with a dash',
    `${good}    titleRules:\n      - suffix: - Nikkei\n`,
    '8:17: a text cannot begin with "- " here; put it in quotes: "- …"',
  ),
  broken(
    'a text that begins with *',
    `${good}    exclude:\n      - title: *baseball\n`,
    '8:16: "*baseball" repeats a part of this file marked &baseball, but no part has this mark; to write a text that begins with *, put it in quotes: "*baseball"',
  ),
  broken(
    'a text that begins with !',
    good.replace('outlet: A', 'outlet: !important'),
    '3:13: "!important" begins with "!", which has a meaning of its own in YAML; put the text in quotes',
  ),
  broken(
    'a backslash in double quotes',
    `${good}    exclude:\n      - title: "\\d+"\n`,
    '8:17: "\\d" means nothing in double quotes; use single quotes: \'…\'',
  ),
  broken(
    'an apostrophe in single quotes',
    good.replace('outlet: A', "outlet: 'People's Daily'"),
    "3:21: \"s Daily'\" follows something that has already ended; put the whole text in one pair of quotes, and write '' for a ' in single quotes",
  ),
  ...['---', '...'].map((line, row) =>
    broken(
      `two documents with ${line} between them`,
      `${good}${line}\n${good}`,
      `${7 + row}:1: a second document begins here; remove the "---" or "...", because the file must be one document`,
    ),
  ),
];
