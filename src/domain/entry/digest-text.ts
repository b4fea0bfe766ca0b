import { jstDay } from '../clock/jst-day.ts';
import { htmlToText } from '../item/html-to-text.ts';
import type { Language } from '../source/source.ts';
import type { Entry } from './entry.ts';
import type { PageModel } from './page-model.ts';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const LETTERS = 3;

/**
 * A page as plain text with its dates in a language: the lead (title, empty line, its text, `- OUTLET`), then newest first
 * `OUTLET - Apr 09`, the title and the summary, with an empty line between stories and none at the end.
 */
export const digestText = ({ lead, days }: PageModel, language: Language): string =>
  [
    ...(lead === undefined ? [] : [leadText(lead)]),
    ...days.flatMap(({ entries }) => entries.map((entry) => brief(entry, language))),
  ].join('\n\n');

/** The whole text of an entry, as far as its source allows; a line for each paragraph. */
export const textOfEntry = ({ contentHtml, summary }: Entry): string =>
  contentHtml === undefined ? (summary ?? '') : htmlToText(contentHtml);

/** True if a summary begins with the title, so that the title need not be shown twice. */
export const beginsWithTitle = (summary: string, title: string): boolean =>
  squeezed(summary).startsWith(squeezed(title.replace(/(…|\.\.\.)$/, '')));

/** A date in JST: `Apr 09`, `4月9日`. */
export const shortDate = (moment: Temporal.Instant, language: Language): string => {
  const { month, day } = jstDay(moment);
  if (language === 'ja') return `${month}月${day}日`;
  return `${MONTHS.slice((month - 1) * LETTERS, month * LETTERS)} ${String(day).padStart(2, '0')}`;
};

const leadText = (lead: Entry): string =>
  `${lead.title}\n\n${lines(textOfEntry(lead), `- ${lead.outlet.name}`)}`;

const brief = ({ outlet, published, title, summary = '' }: Entry, language: Language): string =>
  lines(
    `${outlet.name} - ${shortDate(published, language)}`,
    beginsWithTitle(summary, title) ? '' : title,
    summary,
  );

/** The parts that are neither undefined nor empty, a line each. */
export const lines = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n');

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();
