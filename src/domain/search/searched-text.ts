import type { Article } from '../article/article.ts';
import { htmlToText } from '../item/html-to-text.ts';

/** Maximum length of the text by which a report is found, in characters: more than ten summaries usually have. */
export const SEARCHED_LENGTH = 2_000;

/** The text of a report by which it is found, beside its title: its summary, and its body where that is stored. */
export const searchedText = ({ summary = '', content }: Pick<Article, 'summary' | 'content'>): string =>
  (content === undefined ? summary : `${summary}\n${htmlToText(content)}`).slice(0, SEARCHED_LENGTH);
