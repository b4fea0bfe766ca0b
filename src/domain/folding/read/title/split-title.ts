import type { Article } from '../../../article/article.ts';
import type { Language } from '../../../source/source.ts';
import type { Profile } from '../profile.ts';
import { oneWordForEach } from '../term/synonyms.ts';
import { normaliseTitle } from './normalise-title.ts';

const HEAD_LIMIT = 14;

/**
 * Returns the first words of a normalised title, without a label in 【】 and at most `HEAD_LIMIT` characters: mostly the
 * name of the actor. They end before the first space, 、, 。, 「, `(`, colon or ellipsis, unless the title begins with one.
 */
export const headOf = (title: string): string => {
  const bare = title.replace(/^【[^】]*】\s*/u, '');
  const end = bare.search(/[、 「(:…。]|\.\.\./u);
  return (end <= 0 ? bare : bare.slice(0, end)).slice(0, HEAD_LIMIT);
};

const COLUMN = /^(?:([^/\s、「」]{2,12})\/|[【<〈[]([^】>〉\]]{2,20})[】>〉\]])/u;

/**
 * Matches the name of a disaster. Each consequence of a disaster is a separate story, so the name of the disaster in
 * brackets is removed from a title.
 */
const DISASTER = /地震|震度|台風|豪雨|大雨|津波/u;
/** Two digits in brackets after a person are an age. */
const INSTALMENT =
  /(?<![男女子者年夫妻親父母人員議氏ん告手相童児婦長医師](?=.\d\d[)）]))[(（]([\d上中下]{1,3})[)）]|第(\d+)回|・([上中下])$|インタビュー(\d)$|([前中後])編/u;

/**
 * Splits a normalised title into the title without its column, the name of the column, and the number of the
 * instalment. What the title lacks is undefined. The title stays whole if it is of a market report (`概況`), or if fewer
 * than four characters would remain.
 */
export const splitColumn = (title: string): Pick<Profile, 'title' | 'column' | 'instalment'> => {
  const column = COLUMN.exec(title);
  const instalment = INSTALMENT.exec(title);
  const market = /^\[?概況/u.test(title);
  const isTopic = title.startsWith('【') && !DISASTER.test(column?.[2] ?? '');
  const rest = column === null || market || isTopic ? title : title.slice(column[0].length).trim();
  return {
    title: rest.length < 4 || market ? title : rest,
    // Text in 【】 names a subject, not a column.
    column: market || title.startsWith('【') ? undefined : (column?.[1] ?? column?.[2]),
    instalment: instalment?.slice(1).find((part) => part !== undefined),
  };
};

/** Returns the title of an article in the form from which its keys (`gramsOf`) are made. */
export const plainTitle = ({ title, language }: Article): string =>
  onlyOneWord(splitColumn(normaliseTitle(title)).title, language);

/** Replaces synonyms by one word if the text is Japanese. An English text does not change. */
export const onlyOneWord = (text: string, language: Language): string =>
  language === 'ja' ? oneWordForEach(text) : text;
