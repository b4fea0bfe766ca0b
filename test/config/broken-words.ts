import { type Broken, broken } from './broken.ts';

export const brokenSingleWords: readonly Broken[] = [
  broken('a word twice', '京都\n横浜\n京都\n', '3:1: "京都" is already on line 1; remove one of the two'),
  broken(
    'a word twice in two widths and cases',
    'Sapporo\n# again\n  ＳＡＰＰＯＲＯ\n',
    '3:3: "ＳＡＰＰＯＲＯ" is already on line 1; remove one of the two',
  ),
  broken(
    'two words on a line',
    'Sapporo\n Kyoto Nara # two\n',
    '2:7: "Kyoto Nara" has a blank in it, but this list has only single words; remove the blank, or write each word on a line of its own',
  ),
  broken(
    'words parted by a bar',
    '京都|横浜\n',
    '1:3: "京都|横浜" has "|" in it; write each word on a line of its own',
  ),
  broken(
    'words parted by a Japanese comma',
    '京都、横浜\n',
    '1:3: "京都、横浜" has "、" in it; write each word on a line of its own',
  ),
  broken(
    'a word in quotes',
    '京都\r\n"横浜"\r\n',
    `2:1: ""横浜"" has """ in it; remove it: a word has only letters, digits and ' . & + ! * ? / % ・ -`,
  ),
  broken(
    'a character that cannot be seen',
    '京都\n横\u200b浜\n',
    `2:2: "横\u200b浜" has the invisible character U+200B in it; remove it: a word has only letters, digits and ' . & + ! * ? / % ・ -`,
  ),
  broken('a word without a letter', '- \n', '1:1: "-" has no letter or digit; remove it'),
];

export const brokenPhrases: readonly Broken[] = [
  broken(
    'a blank between Japanese words',
    'World Cup\n高校 野球\n',
    '2:3: "高校 野球" has a blank beside a Japanese character; remove the blank, or write each word on a line of its own',
  ),
  broken(
    'a blank beside a Japanese word',
    'W杯 final\n',
    '1:3: "W杯 final" has a blank beside a Japanese character; remove the blank, or write each word on a line of its own',
  ),
  broken(
    'a tab between English words',
    'World\tCup\n',
    '1:6: "World\tCup" has several blanks in a row, or a blank that is not a plain space; write one space',
  ),
  broken(
    'two blanks between English words',
    'World  Cup\n',
    '1:6: "World  Cup" has several blanks in a row, or a blank that is not a plain space; write one space',
  ),
];
