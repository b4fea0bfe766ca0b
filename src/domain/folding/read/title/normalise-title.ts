/** Matches labels in brackets that name the urgency or the kind of a report, or its paywall. */
const LABEL =
  /[【［[〔<＜(（〈](?:速報版?|独自|詳報|更新|続報|訂正|再送|図解|update ?\d*|特報|号外|スクープ|解説|(?:地図|動画|写真|グラフ)(?:あり)?|表|最新|独占|速報中|会員限定|有料|中継|live|ライブ|随時更新|更新中|再配信|映像|写真集|全文\d?)[】］\]〕>＞)）〉]/giu;

const LEADING_WORD =
  /^(?:update ?\d*|refile|corrected|exclusive|breaking|recast|wrapup ?\d*)\s*[-:：–—]\s*/iu;

/** Matches the name of a section or an outlet after the title: ` | 経済`, ` - Bloomberg`. */
const SUFFIX = /\s*[|｜]\s*[^|｜]{1,24}$|\s+[-–—]\s+[^-–—\d]{2,24}$/u;

/** Minimum length, in characters, of a title after its suffix is removed. */
const SHORTEST_REST = 8;

/**
 * Converts a title to a form for comparisons: as `normaliseText` does, and without labels (【速報】, "UPDATE 2-") and the
 * section or outlet after the title (`withoutSuffix`).
 */
export const normaliseTitle = (title: string): string =>
  withoutSuffix(normaliseText(title.replace(LABEL, ' ')).replace(LEADING_WORD, ''));

/** Returns a title without the section or outlet after it, if at least `SHORTEST_REST` characters remain. */
const withoutSuffix = (title: string): string => {
  const bare = title.replace(SUFFIX, '');
  return bare.length >= SHORTEST_REST ? bare : title;
};

/** Returns a title in NFKC with its capitals, without the section or outlet after it. */
export const writtenTitleOf = (title: string): string => withoutSuffix(title.normalize('NFKC'));

/**
 * Converts a text to NFKC and lower case, with plain numbers (`1,234` is `1234`, `0・4` is `0.4`) and single spaces.
 * Dashes, waves and quotes become `-`, `~`, `"` and `'`. A dash between two digits becomes a wave.
 */
export const normaliseText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/(?<=\d)[・･](?=\d)/gu, '.')
    .replace(/[～〜∼]|(?<=\d)[-–—―─－](?=\d)/gu, '~')
    .replace(/[−–—―]/gu, '-')
    .replace(/[“”〝〟]/gu, '"')
    .replace(/[‘’]/gu, "'")
    .replace(/[\s\u200b\u2060]+/g, ' ')
    .trim();
