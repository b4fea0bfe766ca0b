import type { Entry, EntryArticle } from '../../domain/entry/entry.ts';
import { cleanText, escapeHtml } from '../clean-text.ts';

/** A link to the page of a related story. If the story has no title, the title is the address. */
export type RelatedPage = Pick<Entry, 'link' | 'title' | 'language'>;

type Content = Pick<
  Entry,
  'contentHtml' | 'summary' | 'link' | 'language' | 'counterpart' | 'alsoReportedBy'
> & {
  readonly outlet: { readonly name: string };
  readonly related: readonly RelatedPage[];
};

/**
 * Returns the HTML of an entry: its headline in the other language, its text or a link to the article, its other
 * reports, and related stories.
 */
export const contentHtml = (entry: Content): string =>
  `${otherHeadline(entry)}${body(entry)}${alsoReportedBy(entry)}${relatedTo(entry)}`;

const otherHeadline = ({ counterpart }: Content): string =>
  counterpart === undefined ? '' : `<p>${report(counterpart)}</p>`;

const body = ({ contentHtml: full, summary, link, language, outlet }: Content): string => {
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

const alsoReportedBy = ({ language, counterpart, alsoReportedBy: articles }: Content): string =>
  list(
    language === 'ja' ? 'その他の報道' : 'Also reported by',
    articles.filter((article) => !isSame(article, counterpart)).map(report),
  );

/** True for two reports of one outlet with one address. The address alone decides nothing: outlets can copy a page. */
const isSame = ({ link, outlet }: EntryArticle, other: EntryArticle | undefined): boolean =>
  link === other?.link && outlet.id === other.outlet.id;

const report = ({ outlet, ...article }: EntryArticle): string =>
  `${escapeHtml(outlet.name)}: ${linked(article)}`;

const relatedTo = ({ language, related }: Content): string =>
  list(language === 'ja' ? '関連記事' : 'Related stories', related.map(linked));

const list = (heading: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `<p>${heading}</p><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

const linked = ({ link, language, title }: RelatedPage): string =>
  `<a href="${escapeHtml(link)}" hreflang="${language}" lang="${language}">${escapeHtml(title)}</a>`;
