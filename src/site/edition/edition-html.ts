import { type EditionReport, type EditionStory, otherTitle } from '../../domain/edition/edition.ts';
import {
  EDITION_WORDS,
  type EditionContent,
  editionTime,
  noNews,
} from '../../domain/edition/edition-text.ts';
import { beginsWithTitle } from '../../domain/entry/digest-text.ts';
import { type Html, html, joined } from '../page/part/html.ts';
import { target } from '../page/part/story-item.ts';

/** Returns the content of an edition as an HTML fragment. */
export const editionHtml = (edition: EditionContent): Html =>
  edition.stories.length === 0
    ? html`<p>${noNews(edition)}</p>`
    : html`${edition.stories.map(
        (story) => html`<p>${byline(story, edition)}</p>
${headline(story)}${paragraphs(story)}${rest(story, edition)}`,
      )}`;

const headline = (story: EditionStory): Html => {
  const other = otherTitle(story);
  return html`<h2 lang="${story.language}">${linkTo(story)}</h2>
${
  other === undefined
    ? undefined
    : html`<p lang="${other.language}">${linkTo(other)}</p>
`
}`;
};

const paragraphs = ({ title, text, language }: EditionStory): readonly Html[] =>
  beginsWithTitle(title, text)
    ? []
    : text.split('\n').map(
        (paragraph) => html`<p lang="${language}">${paragraph}</p>
`,
      );

const byline = ({ outlet, published }: EditionStory, { language }: EditionContent): Html =>
  html`${outlet} - <time datetime="${published.toString({ smallestUnit: 'second' })}">${editionTime(published, language)}</time>`;

const rest = ({ alsoReportedBy, more }: EditionStory, { language }: EditionContent): Html => {
  const words = EDITION_WORDS[language];
  const others = alsoReportedBy.map(
    (report) =>
      html`<a href="${target(report.link)}" title="${report.title}" hreflang="${report.language}">${report.outlet}</a>`,
  );
  return html`${
    others.length === 0
      ? undefined
      : html`<p lang="${language}">${words.alsoReportedBy}${joined(others, words.comma)}</p>
`
  }${more.map(
    (
      one,
    ) => html`<p lang="${language}">${words.more}<a lang="${one.language}" href="${target(one.link)}">${one.title}</a> (${one.outlet})</p>
`,
  )}`;
};

const linkTo = ({ link, title }: EditionReport): Html => html`<a href="${target(link)}">${title}</a>`;
