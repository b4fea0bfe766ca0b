import type { Article } from '../article/article.ts';
import { htmlToText } from '../item/html-to-text.ts';

/** The text of a report by which it is found, beside its title: its summary, and its body where that is stored. */
export const searchedText = ({ summary = '', content }: Pick<Article, 'summary' | 'content'>): string =>
  content === undefined ? summary : `${summary}\n${htmlToText(content)}`;
