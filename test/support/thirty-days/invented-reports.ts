import type { Report } from './world.ts';

const PLACES = [
  '青森',
  '弘前',
  '秋田',
  '仙台',
  '福島',
  '前橋',
  '金沢',
  '松本',
  '岐阜',
  '津',
  '奈良',
  '岡山',
  '高知',
  '宮崎',
];
const MAKERS = ['電機', '製鋼', '化学', '食品', '紡績', '造船', '製薬', '運輸', '商事', '硝子', '印刷'];
const DEEDS = [
  '新工場を稼働',
  '通期予想を上方修正',
  '社長に副社長が昇格',
  '子会社を売却',
  '自社株を取得',
  '新製品を発売',
  '値上げを発表',
];
const DIGITS = '零一二三四五六七八九';

/** Returns an invented report, always the same. Each other source repeats every seventh report of source 0. */
export const inventedReport = (source: number, nth: number): Report => {
  const number = nth % 7 === 3 ? nth : source * 1000 + nth;
  const pick = <Value>(values: readonly Value[], by: number): Value | string =>
    values[by % values.length] ?? '';
  const maker = `架空${pick(PLACES, number)}${pick(MAKERS, Math.floor(number / 3))}`;
  const inWords = String(number).replace(/\d/g, (digit) => DIGITS.charAt(Number(digit)));
  const title = `${maker}、${pick(DEEDS, number * 5)}　第${inWords}号`;
  return { title, summary: `${maker}は${pick(DEEDS, number * 5)}すると公表した。第${inWords}号の知らせ。` };
};
