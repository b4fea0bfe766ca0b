import { escapeMarkdown, markdownLink } from '../entry/digest-markdown.ts';
import { beginsWithTitle } from '../entry/digest-text.ts';
import { type EditionReport, type EditionStory, otherTitle } from './edition.ts';
import { EDITION_WORDS, type EditionContent, editionTime, noNews } from './edition-text.ts';

/** An edition as CommonMark: like `editionText`, with all reports as links. */
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
    ...(other === undefined ? [] : [markdownLink(other.title, other.link)]),
    ...paragraphs.map(escapeMarkdown).filter((line) => line !== ''),
    `— ${by}`,
    ...(alsoReportedBy.length === 0
      ? []
      : [`${words.alsoReportedBy}: ${alsoReportedBy.map(outletLink).join(' · ')}`]),
    ...(more.length === 0
      ? []
      : [
          more
            .map((one) => `- ${markdownLink(one.title, one.link)} (${escapeMarkdown(one.outlet)})`)
            .join('\n'),
        ]),
  ];
};

const outletLink = ({ outlet, link }: EditionReport): string => markdownLink(outlet, link);
