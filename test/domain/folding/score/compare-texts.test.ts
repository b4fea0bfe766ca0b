import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  commonPrefix,
  endAfterOthers,
  isAbbreviation,
  longestCommonRun,
  saySameOfOthers,
} from '../../../../src/domain/folding/score/compare-texts.ts';

const LIMIT = 16;

/** As it is defined: every piece of one text looked up in the other. */
const longestPiece = (a: string, b: string): number => {
  let longest = 0;
  for (let from = 0; from < a.length; from += 1)
    for (let to = from + 1; to <= Math.min(a.length, from + LIMIT); to += 1)
      if (b.includes(a.slice(from, to))) longest = Math.max(longest, to - from);
  return longest;
};

const text = fc.string({ unit: fc.constantFrom('日', '銀', '、', 'a', 'b'), maxLength: 60 });

test('The longest common run is the longest piece of one title in the other, up to a limit.', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(longestCommonRun(a, b, LIMIT)).toBe(longestPiece(a, b));
    }),
  );
});

test('What is said of two names in the same words is their end in common; digits count as alike.', () => {
  const [one, other] = ['星見電器、主力品を6月から12%値上げ', '北浜精機、主力品を5月から97%値上げ'];
  expect(endAfterOthers(one, other, 'ja')).toBe((one.length - '星見電器'.length) / one.length);
  const [acme, zeta] = ['hoshimi names sakuma as president', 'kitahama names sakuma as president'];
  expect(endAfterOthers(acme, zeta, 'en')).toBeGreaterThan(0.7);
});

test.each([
  ['of one name in two forms', '星見電器、主力品を値上げ', '星見電器産業、主力品を値上げ'],
  ['of the same titles', '星見電器が値上げ', '星見電器が値上げ'],
  ['with a note before the other', '星見電器が値上げ', '東北の星見電器が値上げ'],
  ['of few characters', '星見電器が工場', '北浜精機の工場'],
])('An end %s is not counted.', (_, one, other) => {
  expect(endAfterOthers(one, other, 'ja')).toBe(0);
});

test('Only the first 120 characters of a title are compared.', () => {
  const longTitle = (length: number): string => `${'長'.repeat(length - 2)}終章`;
  expect(longestCommonRun('終章', longTitle(120), LIMIT)).toBe(2);
  expect(longestCommonRun('終章', longTitle(121), LIMIT)).toBe(1);
  expect(longestCommonRun('終章', longTitle(122), LIMIT)).toBe(0);
});

test.each([
  ['ja', '東星南', '北星西', true],
  ['ja', '東星見南', '北星見西', false],
  ['en', 'abc x', 'z abc', true],
  ['en', 'abcd x', 'z abcd', false],
] as const)(
  'In %s, %s and %s are names that share too little to be one: %s.',
  (language, one, other, apart) => {
    const said = language === 'ja' ? 'が値上げ' : '; cut';
    expect(endAfterOthers(one + said, other + said, language) > 0).toBe(apart);
  },
);

test('An end in common counts from four characters on.', () => {
  expect(endAfterOthers('星見が値上げ', '北浜が値上げ', 'ja')).toBe(4 / 6);
  expect(endAfterOthers('星見で値上げ', '北浜が値上げ', 'ja')).toBe(0);
});

test('Two titles begin alike up to their first different character, or to the end of the shorter one.', () => {
  expect(commonPrefix('日銀、利上げ', '日銀が利上げ')).toBe(2);
  expect(commonPrefix('日銀', '日銀が利上げ')).toBe(2);
  expect(commonPrefix('日銀が利上げ', '日銀')).toBe(2);
  expect(commonPrefix('', '日銀')).toBe(0);
});

test.each([
  ['星ガス', '星見ガス', true],
  ['星電', '星見電器', true],
  ['見電', '星見電器', false],
  ['星空', '星見電器', false],
  ['星', '星見電器', false],
  ['星星', '星見電器', false],
  ['星見電器', '星見電器', false],
])('Whether %s abbreviates %s: %s.', (short, long, expected) => {
  expect(isAbbreviation(short, long)).toBe(expected);
});

test.each([
  ['begin with them', '星見電器、主力品を6月から12%値上げ', '北浜精機、主力品を11月から7%値上げ'],
  ['begin alike', '日本星見が大学と水素技術を研究', '日本北浜が大学と水素技術を研究'],
  ['have the same trade in the names', '星見電器工業、新製品を発売へ', '北浜工業、新製品を発売へ'],
  ['name them in the middle', '球場の命名権、星見電器が5年契約', '球場の命名権、khsが11年契約'],
  ['name them in one character', '東が主力品を値上げ', '西が主力品を値上げ'],
  ['begin with a particle', 'はなみが全店で値上げを発表', '北浜が全店で値上げを発表'],
  ['name foreign ones', 'ロシュフォールが東北に新工場を建設', 'hamiltonが東北に新工場を建設'],
])('Titles that %s say one thing of two names.', (_, one, other) => {
  expect(saySameOfOthers(one, other)).toBe(true);
  expect(saySameOfOthers(other, one)).toBe(true);
});

test.each([
  ['one name in two forms', '星見電器、主力品を値上げ', '星見電器産業、主力品を値上げ'],
  ['a name and its short form', '星見電器産業、主力品を値上げ', '星電産、主力品を値上げ'],
  ['a name with another note', '東北の星見電器、主力品を値上げ', '星見電器の子会社、主力品を値上げ'],
  ['a name in two scripts', 'ハミルトン、主力品を値上げ', 'hamilton、主力品を値上げ'],
  ['one name and other numbers', '星見電器、主力品を12%値上げ', '星見電器、主力品を7%値上げ'],
  ['one title with another sign', '星見電器 主力品を値上げ', '星見電器、主力品を値上げ'],
  ['one name with two ends', '星見電器、主力品を10月に値上げする方針', '星見電器、主力品を10月に発売'],
  [
    'one event with two notes',
    '星見電器が主力品を値上げ 原料高が響く',
    '星見電器が主力品を値上げ 円安が響く',
  ],
  [
    'one event, told more of behind a space',
    '星見電器が値上げ 北浜工場の家電が対象',
    '星見電器が値上げ 東北工場の家電が対象',
  ],
  ['one place and two wordings', '北浜の倉庫全焼、3人けが 深夜に出火', '北浜で倉庫火災、3人けが 深夜に出火'],
  [
    'one person with two forms of address',
    '星見会、代表に月影参院議員 新名称',
    '星見会、代表に月影氏 新名称',
  ],
  ['little in common', '星見電器、来春の値上げを検討', '北浜精機の社長、値上げを検討'],
])('Titles of %s do not.', (_, one, other) => {
  expect(saySameOfOthers(one, other)).toBe(false);
});
