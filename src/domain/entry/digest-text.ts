import { jstDay } from '../clock/jst-day.ts';
import { htmlToText } from '../item/html-to-text.ts';
import type { Language } from '../source/source.ts';
import { type Entry, outletName } from './entry.ts';
import type { PageModel } from './page-model.ts';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const LETTERS = 3;

/** Writes a page as plain text: the lead story, then the others, the newest first, with empty lines between them. */
export const digestText = ({ lead, days }: PageModel, language: Language): string =>
  [
    ...(lead === undefined ? [] : [leadText(lead, language)]),
    ...days.flatMap(({ entries }) => entries.map((entry) => brief(entry, language))),
  ].join('\n\n');

/** Returns the body of an entry as plain text, else the summary, else an empty text. Each paragraph is a line. */
export const textOfEntry = ({ contentHtml, summary }: Entry): string =>
  contentHtml === undefined ? (summary ?? '') : htmlToText(contentHtml);

/**
 * True if the first text begins with the second, both in NFKC form and with single spaces. An ellipsis at the end of the
 * second text does not count.
 */
export const beginsWithTitle = (summary: string, title: string): boolean =>
  squeezed(summary).startsWith(squeezed(title.replace(/(…|\.\.\.)$/, '')));

/** Formats a date in JST: `Apr 09`, `4月9日`. */
export const shortDate = (moment: Temporal.Instant, language: Language): string => {
  const { month, day } = jstDay(moment);
  if (language === 'ja') return `${month}月${day}日`;
  return `${MONTHS.slice((month - 1) * LETTERS, month * LETTERS)} ${String(day).padStart(2, '0')}`;
};

const leadText = (lead: Entry, language: Language): string => {
  const text = lines(...paragraphsOf(textOfEntry(lead)));
  return `${lead.title}\n${text === '' ? '' : `\n${text}\n`}- ${outletName(lead.outlet, language)}`;
};

const brief = ({ outlet, published, title, summary = '' }: Entry, language: Language): string =>
  lines(
    `${outletName(outlet, language)} - ${shortDate(published, language)}`,
    beginsWithTitle(summary, title) ? '' : title,
    ...paragraphsOf(summary),
  );

/**
 * Returns the paragraphs of an outlet's text, without empty lines. A line that ends no sentence is joined with the lines
 * beside it. Alone it could look like a line of the digest: an outlet with a time, a headline or a link.
 */
export const paragraphsOf = (text: string): readonly string[] => {
  const paragraphs: string[] = [];
  let isAfterSentence = true;
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const isSentence = SENTENCE.test(line) && !line.includes('://');
    const last = isSentence && isAfterSentence ? undefined : paragraphs.pop();
    paragraphs.push(last === undefined ? line : `${last} ${line}`);
    isAfterSentence = isSentence;
  }
  return paragraphs;
};

/** Matches a line that ends with a sentence. */
const SENTENCE = /[。．！？.!?…]["'”’」』）)]*$/;

/** Joins texts with line breaks. Leaves out undefined and empty texts. */
export const lines = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n');

const squeezed = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();
