import type { NonEmpty } from '../brand.ts';
import type { Story } from '../story/story.ts';
import { isMinor } from './importance.ts';
import { isFleeting, isQuote } from './large-move.ts';
import { closeOf, marketOf, sessionOf } from './market-of.ts';
import type { RankedStory } from './rank-stories.ts';

/** Stories about one matter. The first stands above the others. */
export type Group = NonEmpty<RankedStory>;

type TitleOf = (story: Story) => string;

/**
 * Matches headlines about share prices, opinion surveys, comments, press conferences, one prefecture, or figures that
 * equal the forecast.
 */
const SAYS_LESS =
  /^(?:\p{Script=Han}{2,3}県|大阪府|京都府)|世論調査|支持率|内閣支持|株価|コメント(?:せず|しない|を?控え)|受け止め|「評価できる|市場予想並み|要旨|一問一答|\bshares (?:rise|fall|jump|drop|slump|surge|slide|climb)|\bdeclines? to comment\b/iu;

/** Matches headlines about reactions to the news, or about what is expected. */
const REACTS =
  /反発[もの]|異論|批判|慎重論|難色|苦言|賛否|の公算|問題視|を歓迎|が物議|回答せず|明言避け|明言せず|言及避け|疑問視|不快感|遺憾|釈明|弁明|陳謝|意欲|期待感|懸念示|不満/u;

/** Pattern of words for acts that take a matter a step further, such as a decision or an arrest. */
const ACTS =
  '辞任表明|引責辞任|辞任へ|退任へ|決定|決議|可決|否決|成立|合意|妥結|承認|認可|答申|勧告|提訴|逮捕|起訴|判決|締結|撤回|撤退|売却|買収|延期|破綻';

/** Matches an act at the end of a clause: `増税を決定`, not `決定へ` or `増税の決定`. */
const DONE = new RegExp(`[^のも](${ACTS})$`, 'u');

/** Matches a time: an act with a time is usually still to come, as in `9月に決定`. */
const TO_COME =
  /(?:今[朝夕夜週月春夏秋冬年]|来[週月春夏秋冬年]|きょう|あす|近く|[週月年]内|\d日|\d月(?!期)|\d時)/u;

const doneActs = (title: string): readonly string[] =>
  title
    .normalize('NFKC')
    .split(/[\s、,「(]+/u)
    .filter((clause) => !TO_COME.test(clause))
    .flatMap((clause) => DONE.exec(clause)?.[1] ?? []);

/** Matches a figure, a profit or loss, or a record. */
const SAYS_NEWS = /\d|赤字|黒字|[増減]益|過去最/u;

/**
 * Matches a clause with a quotation. A match begins only where a clause begins; if it could begin at each character, a
 * search would take cubic time.
 */
const QUOTING = /(?<![^\s、,])[^\s、,]*「[^」]*」[^\s、,]*/gu;

/** True for a headline that says less than the news itself, such as a reaction, a comment or a quotation. */
export const saysLess = (title: string): boolean => {
  const others = title.normalize('NFKC').replace(QUOTING, '');
  return (
    SAYS_LESS.test(title) ||
    REACTS.test(title) ||
    (title.includes('「') && doneActs(title).length === 0 && !SAYS_NEWS.test(others))
  );
};

/**
 * Moves a better story to the front of a group. For a market, this is the latest close. For another matter, it is the
 * latest step, else a headline that says more than the first (`saysLess`), if outlets of enough weight report it. A minor
 * story is not moved. Without a better story, the group does not change.
 */
export const headFirst = (group: Group, titleOf: TitleOf): Group => {
  const [first] = group;
  const head =
    marketOf(first.story) === undefined
      ? (latestStep(group, titleOf) ?? plainNews(group, titleOf))
      : latestClose(group);
  return head === undefined ? group : [head, ...group.filter((one) => one !== head)];
};

const latestStep = (group: Group, titleOf: TitleOf): RankedStory | undefined =>
  group
    .filter((one) => isLaterStep(group[0], one, titleOf))
    .toSorted((a, b) => Temporal.Instant.compare(b.story.published, a.story.published))[0];

const isLaterStep = ({ story, importance }: RankedStory, later: RankedStory, titleOf: TitleOf): boolean => {
  const title = titleOf(later.story);
  const known = doneActs(titleOf(story));
  return (
    Temporal.Instant.compare(later.story.published, story.published) > 0 &&
    !isMinor(later.importance) &&
    (later.importance.parts.weight > 0 || importance.parts.weight === 0) &&
    doneActs(title).some((act) => !known.includes(act)) &&
    !saysLess(title)
  );
};

const plainNews = (group: Group, titleOf: TitleOf): RankedStory | undefined => {
  const [first] = group;
  if (!saysLess(titleOf(first.story))) return undefined;
  const outletPoints = ({ importance: { parts } }: RankedStory): number => parts.weight + parts.breadth;
  return group.find(
    (one) =>
      !isMinor(one.importance) &&
      !isQuote(one.story.articles) &&
      !saysLess(titleOf(one.story)) &&
      outletPoints(one) >= outletPoints(first),
  );
};

/** If two closes are at least this many ms apart, they belong to different days of trade. */
const NEXT_DAY_MS = 20 * 3_600_000;

/**
 * Returns the story of the latest close after the first story; undefined without one. If the first story is not
 * fleeting, only a close with a large move, or the last close of another day, counts.
 */
const latestClose = ([first, ...others]: Group): RankedStory | undefined => {
  const market = marketOf(first.story);
  const timeOf = ({ story }: RankedStory): number =>
    (sessionOf(story)?.at ?? closeOf(story) ?? story.published).epochMilliseconds;
  return others
    .filter(
      (one) =>
        marketOf(one.story) === market &&
        closeOf(one.story) !== undefined &&
        timeOf(one) > timeOf(first) &&
        !isMinor(one.importance) &&
        (isFleeting(first.story) ||
          !isQuote(one.story.articles) ||
          (timeOf(one) - timeOf(first) >= NEXT_DAY_MS && sessionOf(one.story)?.isLast !== false)),
    )
    .toSorted((a, b) => timeOf(b) - timeOf(a))[0];
};
