/** Labels in brackets that say how urgent or of which sort a report is, never what it reports. */
const LABEL =
  /[【［[〔<＜(（](?:速報|独自|詳報|更新|続報|訂正|再送|図解|写真|動画|update ?\d*|特報|号外|スクープ|解説|地図|表|グラフ)[】］\]〕>＞)）]/giu;

const LEADING_WORD =
  /^(?:update ?\d*|refile|corrected|exclusive|breaking|recast|wrapup ?\d*)\s*[-:：–—]\s*/iu;

/** ` | 経済`, ` - Bloomberg`: a section's or outlet's name set after the title. */
const SUFFIX = /\s*[|｜]\s*[^|｜]{1,24}$|\s+[-–—]\s+[^-–—]{2,24}$/u;

/**
 * A title as copies of it share it: NFKC, lower case, without labels (【速報】, "UPDATE 2-"), section and outlet
 * suffixes, and with plain numbers (`1,234` is `1234`, `0・4` is `0.4`). For comparing, never for showing.
 */
export const normaliseTitle = (title: string): string => {
  const plain = title.replace(LABEL, ' ').normalize('NFKC').toLowerCase().replace(LEADING_WORD, '');
  const bare = plain.replace(SUFFIX, '');
  return (bare.length >= SHORTEST_REST ? bare : plain)
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/(?<=\d)・(?=\d)/gu, '.')
    .replace(/\s+/g, ' ')
    .trim();
};

/** A suffix is only taken off where a title is left. */
const SHORTEST_REST = 8;
