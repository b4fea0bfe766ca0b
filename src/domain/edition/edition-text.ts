import { beginsWithTitle } from '../entry/digest-text.ts';
import { type Edition, type EditionStory, otherTitle } from './edition.ts';
import { EDITION_WORDS, editionTime, noNews } from './edition-words.ts';

/** The part of an edition that its texts show. */
export type EditionContent = Pick<Edition, 'since' | 'until' | 'language' | 'stories'>;

/**
 * An edition as plain text, in the form of a digest with times and addresses: the lead (title, empty line, its text,
 * `- OUTLET - Nov 26, 05:40`), then the others by importance (`OUTLET - Nov 26, 05:40`, title, summary), each with its
 * address, the other outlets, and the stories below its headline.
 */
export const editionText = (edition: EditionContent): string => {
  const [lead, ...briefs] = edition.stories;
  if (lead === undefined) return noNews(edition);
  return [leadText(lead, edition), ...briefs.map((story) => briefText(story, edition))].join('\n\n');
};

const leadText = (story: EditionStory, edition: EditionContent): string => {
  const head = lines(story.title, otherTitle(story)?.title);
  return `${head}\n\n${lines(story.text, `- ${byline(story, edition)}`, ...rest(story, edition))}`;
};

const briefText = (story: EditionStory, edition: EditionContent): string => {
  const { title, text } = story;
  const shownTitle = beginsWithTitle(text, title) ? undefined : title;
  return lines(byline(story, edition), shownTitle, otherTitle(story)?.title, text, ...rest(story, edition));
};

const byline = ({ outlet, published }: EditionStory, { language }: EditionContent): string =>
  `${outlet} - ${editionTime(published, language)}`;

const rest = (
  { link, alsoReportedBy, more }: EditionStory,
  { language }: EditionContent,
): readonly (string | undefined)[] => {
  const words = EDITION_WORDS[language];
  const others = [...new Set(alsoReportedBy.map(({ outlet }) => outlet))].join(', ');
  return [
    link,
    others === '' ? undefined : `${words.alsoReportedBy}: ${others}`,
    ...more.map((other) => `${words.more} ${other.title} (${other.outlet}) ${other.link}`),
  ];
};

const lines = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n');
