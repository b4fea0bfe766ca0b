import type { Language } from '../source/source.ts';
import { beginsWithTitle, shortDate, textOfEntry } from './digest-text.ts';
import { type Entry, outletName } from './entry.ts';
import type { PageModel } from './page-model.ts';

/** Writes a page as CommonMark, with links to the reports of all outlets. */
export const digestMarkdown = ({ lead, days }: PageModel, language: Language): string =>
  [
    ...(lead === undefined
      ? []
      : [`# ${linked(lead)}`, ...paragraphs(textOfEntry(lead)), byOutlets(lead, language)]),
    ...days.flatMap(({ date, entries }) => [
      `## ${date.toString()}`,
      ...entries.flatMap((entry) => brief(entry, language)),
    ]),
  ].join('\n\n');

const brief = (entry: Entry, language: Language): readonly string[] => {
  const { published, title, summary = '' } = entry;
  const text = beginsWithTitle(title, summary) ? [] : paragraphs(summary);
  return [
    `### ${linked(entry)}`,
    ...text,
    `${byOutlets(entry, language)}, ${shortDate(published, language)}`,
  ];
};

const byOutlets = ({ outlet, alsoReportedBy }: Entry, language: Language): string => {
  const others = alsoReportedBy.map((other) => markdownLink(outletName(other.outlet, language), other.link));
  return `— ${[escapeMarkdown(outletName(outlet, language)), ...others].join(' · ')}`;
};

const linked = ({ title, link }: Entry): string => markdownLink(title, link);

/** Makes a Markdown link. Escapes backslashes and entities, such as `&copy;`, in the address (CommonMark §2.4, §2.5). */
export const markdownLink = (text: string, link: string): string =>
  `[${escapeMarkdown(text)}](<${link.replace(/\\|&(?=#?\w+;)/g, '\\$&')}>)`;

const paragraphs = (text: string): readonly string[] =>
  text
    .split('\n')
    .map(escapeMarkdown)
    .filter((line) => line !== '');

/** Escapes characters that are marks in Markdown (CommonMark §2.4), and joins all lines into one. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(/^([-+=]|\d+(?=[.)]))/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
