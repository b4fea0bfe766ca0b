import type { ReadText } from './text-reading.ts';

/** Matches an outlet or a column after a bar at the end of a title: `… | 政治・経済`. */
const BEHIND_BAR = /(?:\s[|｜]|｜)\s?[^|｜]{1,24}$/u;

/** The sign with which search engines add an outlet's name to a title: `… - 日本経済新聞`. */
const HYPHEN = ' - ';

/** Maximum length of an outlet's name, in UTF-16 units. */
const LONGEST_OUTLET = 30;

const JAPANESE_OUTLET =
  /^[^をがはへ、。「」?!？！]*(?:新聞|新報|日報|時報|通信|ニュース|テレビ|放送|オンライン|電子版|デジタル|マガジン|ジャーナル|タイムズ|ロイター|ブルームバーグ|メディア)$/u;

/** Matches an outlet's name in Latin letters: a site's address, or words with capitals. */
const LATIN_OUTLET =
  /^(?:[\w-]+(?:\.[a-z]+)+|(?:The )?[A-Z\d][^\s,;:?]*(?: (?:(?:of|and|the|&) )?[A-Z\d][^\s,;:?]*)*)$/;

/** Removes a short name of an outlet or a column from the end of a title, if the rest of the title is longer. */
export const withoutColumn = (title: string, read: ReadText): string => {
  const column = BEHIND_BAR.exec(title);
  const bare = column !== null && column.index > column[0].length ? title.slice(0, column.index) : title;
  const hyphen = bare.lastIndexOf(HYPHEN);
  const last = bare.slice(hyphen + HYPHEN.length);
  const isShort = last.length <= LONGEST_OUTLET && hyphen > HYPHEN.length + last.length;
  return hyphen > 0 && isShort && isOutlet(last, read) ? bare.slice(0, hyphen) : bare;
};

const isOutlet = (words: string, read: ReadText): boolean => {
  if (JAPANESE_OUTLET.test(words)) return true;
  if (!LATIN_OUTLET.test(words)) return false;
  const { names, cues, businessWords } = read(words);
  return names.length === 0 && cues.length === 0 && businessWords === 0;
};
