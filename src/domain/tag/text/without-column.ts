/** An outlet or its column behind a bar at the end of a title: `… | 政治・経済`. */
const BEHIND_BAR = /(?:\s[|｜]|｜)\s?[^|｜]{1,24}$/u;

/** An outlet behind a dash between spaces at the end of a title, as search engines write it: `… - 日本経済新聞`. */
const BEHIND_DASH = /\s[-–—]\s[^|｜]{1,30}$/u;

/**
 * A title without the name of an outlet or a column at its end, unless that part is longer than the rest of it: an
 * outlet's name says nothing of what the item is about.
 */
export const withoutColumn = (title: string): string =>
  [BEHIND_BAR, BEHIND_DASH].reduce((bare, end) => {
    const column = end.exec(bare);
    return column !== null && column.index > column[0].length ? bare.slice(0, column.index) : bare;
  }, title);
