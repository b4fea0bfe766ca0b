import { anyOf } from '../term/patterns.ts';

/** The longest summary that is read: what comes after says little of what the news is. */
const LONGEST = 400;

/** Where a summary goes over to other stories: the heading of a list of links, or a line that names one. */
const OTHER_STORIES = anyOf(
  /関連(?:記事|ニュース|リンク|動画|特集)/iu,
  /(?:人気|注目|おすすめ|最新)(?:の)?記事|アクセスランキング/iu,
  /(?:あわせて|併せて|合わせて|こちらも)(?:読みたい|お読み|どうぞ|チェック)/iu,
  /(?:related|recommended|more)(?: (?:articles?|stor(?:y|ies)|news|reading|coverage|links?))? ?:/iu,
  /related (?:articles?|stor(?:y|ies)|news|coverage|reading)/iu,
  /(?:read|see) (?:more|also|next) ?:|most read|you may also like/iu,
);

/** The mark before such a heading. */
const HEADING = new RegExp(`(?:[【[<＜■●▼▽◆◇・※→>]\\s*)?(?:${OTHER_STORIES.source})`, 'iu');

/** What a summary says of its own story, as it is written: without what it lists of others, up to a limit. */
export const ownSummary = (summary: string): string => {
  const cut = summary.slice(0, LONGEST);
  const end = cut.search(HEADING);
  return end < 0 ? cut : cut.slice(0, end);
};
