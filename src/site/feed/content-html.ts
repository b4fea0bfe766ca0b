import type { Entry } from '../../domain/entry/entry.ts';
import { cleanText, escapeHtml } from '../clean-text.ts';

/** The HTML of an entry in a feed reader: its text, the other outlets that report the story, and related stories. */
export const contentHtml = (
  entry: Pick<
    Entry,
    'contentHtml' | 'summary' | 'link' | 'language' | 'outlet' | 'counterpart' | 'alsoReportedBy'
  > & {
    readonly related: readonly string[];
  },
): string => `${otherHeadline(entry)}${body(entry)}${alsoReportedBy(entry)}${relatedTo(entry)}`;

/** Readers of the other language find the headline in theirs first. */
const otherHeadline = ({ counterpart }: Pick<Entry, 'counterpart'>): string => {
  if (counterpart === undefined) return '';
  const { link, language, title } = counterpart;
  return `<p lang="${language}"><a href="${escapeHtml(link)}" hreflang="${language}">${escapeHtml(title)}</a></p>`;
};

const body = ({
  contentHtml: full,
  summary,
  link,
  language,
  outlet,
}: Pick<Entry, 'contentHtml' | 'summary' | 'link' | 'language' | 'outlet'>): string => {
  const text = cleanText(full ?? '');
  if (text.trim() !== '') return text;
  if (summary !== undefined && cleanText(summary).trim() !== '') {
    return summary
      .split('\n')
      .map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`)
      .join('');
  }
  const words = language === 'ja' ? `${outlet.name}で読む` : `Read it at ${outlet.name}`;
  return `<p><a href="${escapeHtml(link)}">${escapeHtml(words)}</a></p>`;
};

const alsoReportedBy = ({
  language,
  alsoReportedBy: articles,
}: Pick<Entry, 'language' | 'alsoReportedBy'>): string => {
  if (articles.length === 0) return '';
  const heading = language === 'ja' ? 'その他の報道' : 'Also reported by';
  const items = articles.map(
    (article) =>
      `<li>${escapeHtml(article.outlet.name)}: <a href="${escapeHtml(article.link)}" hreflang="${article.language}" lang="${article.language}">${escapeHtml(article.title)}</a></li>`,
  );
  return `<p>${heading}</p><ul>${items.join('')}</ul>`;
};

const relatedTo = ({
  language,
  related,
}: {
  readonly language: Entry['language'];
  readonly related: readonly string[];
}): string =>
  related.map((url) => `<p><a href="${escapeHtml(url)}">${relatedTitle(language)}</a></p>`).join('');

/** The text of a link to a story that reports the same event and was published separately. */
export const relatedTitle = (language: Entry['language']): string =>
  language === 'ja' ? '関連記事' : 'Related story';
