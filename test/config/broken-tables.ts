import { type Broken, broken } from './broken.ts';

export const brokenTopics: readonly Broken[] = [
  broken(
    'a topic without a label',
    'topics:\n  - key: fx\n    cues: { en: [yen], ja: [円] }\n',
    '2:5: "label" is missing; a topic needs it, such as label: {"en":"Earnings","ja":"決算"}',
  ),
  broken(
    'a label in one language',
    'topics:\n  - key: fx\n    label: { en: FX }\n    cues: { en: [yen] }\n',
    '3:12: "ja" is missing; a label needs it, such as ja: 決算',
  ),
  broken(
    'cues that are one word',
    'topics:\n  - key: fx\n    label: { en: FX, ja: 為替 }\n    cues: { en: yen }\n',
    '4:17: en: "yen" is not a list; write [part, part], or begin each part with "- " on a new line, such as - dividend',
  ),
  broken(
    'a cue that is a number',
    'topics:\n  - key: fx\n    label: { en: FX, ja: 為替 }\n    cues: { en: [7203] }\n',
    '4:18: 7203 is read as a number; put it in quotes to make it a text: "7203"',
  ),
  broken(
    'a cue that is blank',
    "topics:\n  - key: fx\n    label: { en: FX, ja: 為替 }\n    cues: { en: [yen, ''] }\n",
    '4:23: "" is blank; write a word, or remove this part of the list',
  ),
  broken(
    'a topic twice',
    'topics:\n  - { key: fx, label: { en: FX, ja: 為替 }, cues: {} }\n  - { key: fx, label: { en: FX, ja: 為替 }, cues: {} }\n',
    '3:12: the topic key "fx" is already on line 2; keep one of the two, or change this one',
  ),
  broken(
    'a cue in a language that is none',
    'topics:\n  - key: fx\n    label: { en: FX, ja: 為替 }\n    cues: { jp: [円] }\n',
    '4:13: "jp" is not a key of words in two languages; did you mean "ja"?',
  ),
];

const head = 'code,name_ja,name_en,kana,aliases,industry,until\n';

export const brokenCompanies: readonly Broken[] = [
  broken(
    'companies without a header',
    '7203,トヨタ自動車,Toyota,,,,\n',
    '1:1: the first line that is not a comment must name the columns; write code,name_ja,name_en,kana,aliases,industry,until',
  ),
  broken(
    'companies below a comment, without a header',
    '# Tokyo\n7203,トヨタ自動車,Toyota,,,,\n',
    '2:1: the first line that is not a comment must name the columns; write code,name_ja,name_en,kana,aliases,industry,until',
  ),
  broken(
    'a company with a column too many',
    `${head}7203,トヨタ自動車,Toyota Motor, Corp.,,,,\n`,
    '2:1: this line has 8 columns instead of 7 (code,name_ja,name_en,kana,aliases,industry,until); correct the number of columns, and put double quotes around a value that contains a comma',
  ),
  broken(
    'a code of three digits',
    `${head}720,トヨタ自動車,,,,,\n`,
    '2:1: "720" is not a securities code; write four characters, such as 7203 or 285A',
  ),
  broken(
    'a code twice',
    `${head}7203,トヨタ自動車,,,,,\n7203,トヨタ,,,,,\n`,
    '3:1: the code 7203 is already on line 2; remove one of the two lines, or, if one of them has a former name, write the last month of that name into its "until"',
  ),
  broken(
    'a company without a name',
    `${head}7203,,,,,,\n`,
    '2:6: this company has no name; write name_ja or name_en',
  ),
  broken(
    'a month that is none',
    `${head}7203,トヨタ自工,,,,,1982\n`,
    '2:16: "1982" is not a month; write one such as 2023-11, or nothing for a current name',
  ),
  broken(
    'aliases parted by commas',
    `${head}7203,トヨタ自動車,,,トヨタ、Toyota,,\n`,
    '2:15: this column has a 、 or a ; in it; separate aliases by |, such as トヨタ|Toyota',
  ),
  broken(
    'a quote that is not closed',
    `${head}7203,"トヨタ自動車,,,,,\n`,
    '2:6: the quote that opens here is never closed; add the closing "',
  ),
  broken(
    'an empty file of companies',
    '',
    '1:1: the first line that is not a comment must name the columns; write code,name_ja,name_en,kana,aliases,industry,until',
  ),
];

export const brokenGlossary: readonly Broken[] = [
  broken(
    'a term in one language',
    'ja,en\n日銀,\n',
    '2:1: this line lacks the Japanese or the English term; write both, or remove the line',
  ),
  broken(
    'a term without a comma',
    'ja,en\n日銀\n',
    '2:1: this line has 1 column instead of 2 (ja,en); correct the number of columns, and put double quotes around a value that contains a comma',
  ),
  broken(
    'a term with a column too many',
    'ja,en\n日銀,BOJ,x\n',
    '2:1: this line has 3 columns instead of 2 (ja,en); correct the number of columns, and put double quotes around a value that contains a comma',
  ),
];

export const brokenFolds: readonly Broken[] = [
  broken(
    'a line of one article',
    'join:\n  - [https://a.example/1]\n',
    '2:5: this list names fewer than two articles; write two or more, such as [https://a.example/1, https://b.example/2]',
  ),
  broken(
    'a line of no article',
    'part:\n  - []\n',
    '2:5: this list names fewer than two articles; write two or more, such as [https://a.example/1, https://b.example/2]',
  ),
  broken(
    'a line of more than 1000 articles',
    `join:\n  - [${Array.from({ length: 1001 }, (_, n) => `https://a.example/${n}`).join(', ')}]\n`,
    '2:5: this list names more than 1000 articles; name at most 1000',
  ),
  broken(
    'an article that is neither an address nor an id',
    'part:\n  - [a.example/1, https://b.example/2]\n',
    '2:6: "a.example/1" is not an article; write its address with https:// or http://, or its id of 16 letters and digits as "kawaraban why --json" prints it',
  ),
  broken(
    'a key that is none',
    'split:\n  - [https://a.example/1, https://b.example/2]\n',
    '1:1: "split" is not a key of folds.yaml; it has join, part',
  ),
  broken(
    'one article in two spellings',
    'join:\n  - [https://a.example/1, "http://www.a.example/1?utm_source=rss"]\n',
    '2:5: https://a.example/1 appears twice in this line; remove one of them',
  ),
  broken(
    'a line that parts what two others join',
    'join:\n  - [https://a.example/1, https://b.example/2]\n  - [https://b.example/2, https://c.example/3]\npart:\n  - [https://a.example/1, https://c.example/3]\n',
    '5:5: https://a.example/1 and https://c.example/3 are joined by line 3; remove one of the two lines',
  ),
];
