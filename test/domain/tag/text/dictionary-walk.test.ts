import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mustSkip } from '../../../support/skip.ts';
import { realDictionary } from '../real-dictionary.ts';

/** Debian's edict and wamerican: 280,000 words of Japanese and 100,000 of English. */
const JAPANESE = '/usr/share/edict/edict';
const ENGLISH = '/usr/share/dict/american-english';

const isThere = (file: string, debianPackage: string): boolean =>
  !mustSkip(!existsSync(file), `${file} is absent; apt-get install ${debianPackage} brings it`);

const { read } = realDictionary();

/** All cues and signal words that are found in a word, other than itself. */
const foundIn = (word: string): readonly string[] => {
  const { cues, signals } = read(word);
  const words = [
    ...cues.map((cue) => cue.words),
    ...[...signals].flatMap(([kind, found]) => (kind === 'neutral' ? [] : found)),
  ];
  return [...new Set(words)].filter((found) => found !== word);
};

const readJapanese = (): ReadonlySet<string> =>
  new Set(
    new TextDecoder('euc-jp')
      .decode(readFileSync(JAPANESE))
      .split('\n')
      .flatMap((line) => /^[^ /[]+/.exec(line)?.[0] ?? []),
  );

/** Words that mean the same at the end of any longer one. */
const KEEPS_SENSE: ReadonlySet<string> = new Set(['ソフトウェア', 'ネットワーク', 'ハラスメント']);

test.skipIf(!isThere(JAPANESE, 'edict'))('no cue is found within a longer katakana word', () => {
  const words = readJapanese();
  const katakana = [...words].filter((word) => /^[\p{Script=Katakana}ー]+$/u.test(word));
  expect(katakana.length).toBeGreaterThan(10_000);
  // What is left of a compound is a word of its own: the cue is one, too. Compounds of three have parts that are none.
  const isWord = (rest: string): boolean => rest === '' || words.has(rest) || words.has(`${rest}ー`);
  expect(
    katakana.flatMap((word) =>
      foundIn(word).flatMap((cue) => {
        const [before = '', after = ''] = word.split(cue);
        return KEEPS_SENSE.has(cue) || (isWord(before) && isWord(after)) ? [] : [`${word}: ${cue}`];
      }),
    ),
  ).toEqual([]);
});

/** Here what the cue says is so all the same: 軽減税率 is about taxes as 減税 is. */
const SEAMS_THAT_FIT = [
  '軽減税率: 減税',
  '預金利率: 金利',
  '先物価格: 物価',
  '土地価格: 地価',
  '国際経済学会: 経済学',
  '日本化学会: 化学',
  '公立大学協会: 大学',
  '国立大学協会: 大学',
  '日本中国語学会: 中国',
  '東京電力株式会社: 電力株',
];

/** Releases of the dictionary differ in some words: share of its words that may bring a seam that nobody has seen. */
const NEW_SEAMS = 1 / 100_000;

test.skipIf(!isThere(JAPANESE, 'edict'))('no cue lies over the seam of two words of kanji by chance', () => {
  const words = readJapanese();
  const seams = [...words].flatMap((word) =>
    /^[\p{Script=Han}々]{4,}$/u.test(word)
      ? foundIn(word).flatMap((cue) => (liesOverSeam(word, cue, words) ? [`${word}: ${cue}`] : []))
      : [],
  );
  const unknown = seams.filter((seam) => !SEAMS_THAT_FIT.includes(seam));
  expect(unknown.length, unknown.join('; ')).toBeLessThanOrEqual(words.size * NEW_SEAMS);
});

/** Whether a word is made of two of the dictionary with the cue over their seam, and the cue at neither end. */
const liesOverSeam = (word: string, cue: string, words: ReadonlySet<string>): boolean => {
  const start = word.indexOf(cue);
  const end = start + cue.length;
  if (start === 0 || end === word.length) return false;
  return Array.from({ length: cue.length - 1 }, (_, index) => start + 1 + index).some(
    (seam) =>
      seam > 1 && word.length - seam > 1 && words.has(word.slice(0, seam)) && words.has(word.slice(seam)),
  );
};

test.skipIf(!isThere(ENGLISH, 'wamerican'))('no cue is found within a longer English word', () => {
  const english = readFileSync(ENGLISH, 'utf8')
    .split('\n')
    .filter((word) => /^[A-Za-z]+$/.test(word));
  expect(english.length).toBeGreaterThan(50_000);
  expect(english.flatMap((word) => foundIn(word).map((cue) => `${word}: ${cue}`))).toEqual([]);
});
