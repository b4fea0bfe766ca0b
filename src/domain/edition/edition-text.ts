import { JST } from '../clock/jst-day.ts';
import { escapeMarkdown, markdownLink } from '../entry/digest-markdown.ts';
import { beginsWithTitle, lines, paragraphsOf, shortDate } from '../entry/digest-text.ts';
import type { Language } from '../source/source.ts';
import { type Edition, type EditionReport, type EditionStory, otherTitle } from './edition.ts';

/** The part of an edition that its plain text, Markdown and HTML show. */
export type EditionContent = Pick<Edition, 'since' | 'until' | 'language' | 'stories'>;

/** Writes an edition as plain text, the lead story first. Without stories, a sentence says so. */
export const editionText = (edition: EditionContent): string => {
  if (edition.stories.length === 0) return noNews(edition);
  return edition.stories.map((story) => storyText(story, edition)).join('\n\n');
};

const storyText = (story: EditionStory, edition: EditionContent): string => {
  const { title, text } = story;
  const isLead = story === edition.stories[0];
  return lines(
    byline(story, edition),
    !isLead && beginsWithTitle(text, title) ? undefined : title,
    otherTitle(story)?.title,
    ...paragraphsOf(text),
    ...rest(story, edition),
  );
};

const byline = ({ outlet, published }: EditionStory, { language }: EditionContent): string =>
  `${outlet} - ${editionTime(published, language)}`;

const rest = (
  { link, alsoReportedBy, more }: EditionStory,
  { language }: EditionContent,
): readonly (string | undefined)[] => {
  const words = EDITION_WORDS[language];
  const others = [...new Set(alsoReportedBy.map(({ outlet }) => outlet))].join(words.comma);
  return [
    link,
    others === '' ? undefined : `${words.alsoReportedBy}${others}`,
    ...more.map((other) => `${words.more}${other.title} (${other.outlet}) ${other.link}`),
  ];
};

export const EDITION_WORDS = {
  en: {
    name: 'Morning edition',
    noNews: (since: string, until: string) => `No news from ${since} to ${until}.`,
    alsoReportedBy: 'Also reported by: ',
    more: 'More: ',
    comma: ', ',
  },
  ja: {
    name: '朝刊',
    noNews: (since: string, until: string) => `${since}から${until}まで、ニュースはありませんでした。`,
    alsoReportedBy: 'その他の報道：',
    more: '関連：',
    comma: '、',
  },
};

/** Formats a date and time in JST: `Nov 26, 05:40`, `11月26日 05:40`. */
export const editionTime = (moment: Temporal.Instant, language: Language): string => {
  const time = moment.toZonedDateTimeISO(JST).toPlainTime().toString({ smallestUnit: 'minute' });
  return `${shortDate(moment, language)}${language === 'ja' ? '' : ','} ${time}`;
};

/** Returns the name of an edition with its day: `Morning edition, Nov 26`, `朝刊 11月26日`. */
export const editionName = ({ until, language }: Pick<Edition, 'until' | 'language'>): string =>
  `${EDITION_WORDS[language].name}${language === 'ja' ? ' ' : ', '}${shortDate(until, language)}`;

/** Returns the sentence of an edition without stories. */
export const noNews = ({ since, until, language }: Pick<Edition, 'since' | 'until' | 'language'>): string =>
  EDITION_WORDS[language].noNews(editionTime(since, language), editionTime(until, language));

/** Writes an edition as CommonMark, with its reports as links. Without stories, a sentence says so. */
export const editionMarkdown = (edition: EditionContent): string =>
  edition.stories.length === 0
    ? escapeMarkdown(noNews(edition))
    : edition.stories
        .flatMap((story, index) => blocks(story, index === 0 ? '#' : '##', edition))
        .join('\n\n');

const blocks = (story: EditionStory, mark: string, { language }: EditionContent): readonly string[] => {
  const { outlet, published, title, text, alsoReportedBy, more } = story;
  const words = EDITION_WORDS[language];
  const other = otherTitle(story);
  const paragraphs = beginsWithTitle(title, text) ? [] : text.split('\n');
  const by = escapeMarkdown(`${outlet}, ${editionTime(published, language)}`);
  return [
    `${mark} ${markdownLink(title, story.link)}`,
    other === undefined ? '' : markdownLink(other.title, other.link),
    ...paragraphs.map(escapeMarkdown),
    `— ${by}`,
    alsoReportedBy.length === 0 ? '' : `${words.alsoReportedBy}${alsoReportedBy.map(outletLink).join(' · ')}`,
    more.map((one) => `- ${markdownLink(one.title, one.link)} (${escapeMarkdown(one.outlet)})`).join('\n'),
  ].filter((block) => block !== '');
};

const outletLink = ({ outlet, link }: EditionReport): string => markdownLink(outlet, link);
