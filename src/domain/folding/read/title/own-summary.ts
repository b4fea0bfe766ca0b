import { anyOf } from '../term/patterns.ts';

/** Maximum number of characters of a summary that are read. Later text is seldom about the news. */
const MAX_LENGTH = 400;

/** Matches words that begin a list of other stories at the end of a summary. */
const OTHER_STORIES = anyOf(
  /関連(?:記事|ニュース|リンク|動画|特集)/iu,
  /(?:人気|注目|おすすめ|最新)(?:の)?記事|アクセスランキング/iu,
  /(?:あわせて|併せて|合わせて|こちらも)(?:読みたい|お読み|どうぞ|チェック)/iu,
  /(?:related|recommended|more)(?: (?:articles?|stor(?:y|ies)|news|reading|coverage|links?))? ?:/iu,
  /related (?:articles?|stor(?:y|ies)|news|coverage|reading)/iu,
  /(?:read|see) (?:more|also|next) ?:/iu,
  /most read/iu,
  /you may also like/iu,
);

/** Matches the heading of a list of other stories, with the mark before the heading if it has one. */
const HEADING = new RegExp(`(?:[【[<＜■●▼▽◆◇・※→>]\\s*)?(?:${OTHER_STORIES.source})`, 'iu');

/** Returns the first `MAX_LENGTH` characters of a summary, without a list of other stories at the end. */
export const ownSummary = (summary: string): string => {
  const cut = summary.slice(0, MAX_LENGTH);
  const end = cut.search(HEADING);
  return end < 0 ? cut : cut.slice(0, end);
};
