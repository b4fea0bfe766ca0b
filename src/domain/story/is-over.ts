import type { Article } from '../article/article.ts';
import { jstDay } from '../clock/jst-day.ts';

/** Matches words that are wrong after the day of the report, such as きょう or `tomorrow`. */
const OF_A_DAY =
  /(?<![とらっじき])きょう(?!だい)|(?<!昨)今日(?!本)|今夜|今夕|今晩|あす(?!か(?!ら)|な)|明日|(?<!USA )\b(?:today|tonight|tomorrow)\b/iu;

/** Matches words that are wrong after the month of the report, such as 来月. */
const OF_A_MONTH = /今月|来月|\b(?:this|next) month\b/iu;

/** True if an article's headline has a word such as `tomorrow` or 来月. */
export const namesTime = ({ title }: Article): boolean => OF_A_DAY.test(title) || OF_A_MONTH.test(title);

/** True if an article's headline has a word such as `tomorrow` or 来月, and its day or month in Japan was over at a moment. */
export const isOver = (article: Article, at: Temporal.Instant): boolean => {
  if (!namesTime(article)) return false;
  const { title, published } = article;
  const [then, day] = [jstDay(published), jstDay(at)];
  return (
    (OF_A_DAY.test(title) && Temporal.PlainDate.compare(then, day) < 0) ||
    (OF_A_MONTH.test(title) &&
      Temporal.PlainYearMonth.compare(then.toPlainYearMonth(), day.toPlainYearMonth()) < 0)
  );
};
