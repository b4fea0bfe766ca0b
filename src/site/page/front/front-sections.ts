import type { Entry } from '../../../domain/entry/entry.ts';
import type { Section } from '../../../domain/ranking/page-section.ts';
import type { Reader } from '../../language/reader.ts';
import { headline } from '../part/headline.ts';
import { type Html, html, joined } from '../part/html.ts';
import { picture } from '../part/picture.ts';
import { clockTime, needsDate, storyDate } from '../part/show-time.ts';
import {
  datedStoryItem,
  facts,
  leadItem,
  otherHeadline,
  outletMark,
  storyItem,
  target,
} from '../part/story-item.ts';
import type { Front, FrontEntry } from './read-front.ts';

/** Maximum number of outlets for which the page says how many stories have no place on it. */
const OUTLETS_NAMED = 12;

/**
 * Returns the lead story with the top stories beside it, then the sections. A top story or a story of a section
 * shows its date if the story needs one (`needsDate`).
 */
export const frontSections = (
  { lead, top, sections }: Front,
  reader: Reader,
  today: Temporal.PlainDate,
): Html => html`<div class="front">
${lead === undefined ? undefined : html`<div class="first">${leadItem(lead.entry, reader)}${below(lead.more, reader)}</div>`}
${top.length === 0 ? undefined : topStories(top, reader, today)}</div>
<div class="sections">
${sections.map(
  ({
    section,
    stories,
  }) => html`<section class="section" id="${idOf(section)}" aria-labelledby="${idOf(section)}-name">
<h2 id="${idOf(section)}-name">${section?.label[reader.language] ?? reader.say('front.otherNews')}</h2>
<div class="stories">
${stories.map(
  (
    story,
  ) => html`<div class="item">${(needsDate(story.entry, today) ? datedStoryItem : storyItem)(story.entry, reader)}${below(story.more, reader)}</div>
`,
)}</div>
</section>
`,
)}</div>
`;

/** Returns the HTML id of a section. No key of a section contains an underscore, so `other_news` is unique. */
const idOf = (section: Section | undefined): string => `section-${section?.key ?? 'other_news'}`;

export const sectionLinks = ({ sections }: Front, reader: Reader): Html | undefined =>
  sections.length < 2
    ? undefined
    : html`<nav class="topics" aria-label="${reader.say('front.sections')}">
${sections.map(
  ({ section }) =>
    html`<a href="#${idOf(section)}">${section?.label[reader.language] ?? reader.say('front.otherNews')}</a>
`,
)}</nav>
`;

const topStories = (
  top: readonly FrontEntry[],
  reader: Reader,
  today: Temporal.PlainDate,
): Html => html`<section class="top" aria-labelledby="top-name">
<h2 id="top-name"><a href="${reader.link('/top')}">${reader.say('front.topStories')}</a></h2>
${top.map(
  ({ entry, more }) => html`<article class="brief">${picture(entry.image, reader)}
<h3 lang="${entry.language}"><a href="${target(entry.link)}">${headline(entry.title)}</a></h3>
${inOwnLanguage(entry, reader)}<p class="facts">${facts(entry, reader)} ${needsDate(entry, today) ? storyDate(entry, reader.language) : clockTime(entry.reportedAt)}</p>${below(more, reader)}</article>
`,
)}</section>
`;

/** Returns the headline of the counterpart only if it is in the reader's language, because the space is small. */
const inOwnLanguage = (entry: Entry, reader: Reader): Html | undefined =>
  entry.language === reader.language ? undefined : otherHeadline(entry);

/** Lists the stories about the same matter below a headline. */
const below = (more: readonly Entry[], reader: Reader): Html | undefined =>
  more.length === 0
    ? undefined
    : html`<ul class="below" aria-label="${reader.say('front.more')}">
${more.map(
  (entry) =>
    html`<li><a href="${reader.link(`/stories/${entry.story}`)}" lang="${entry.language}">${headline(entry.title)}</a> ${outletMark(entry.outlet, reader)}</li>
`,
)}</ul>`;

/**
 * Returns how many stories of each outlet are not on the page, for at most `OUTLETS_NAMED` outlets; undefined if all
 * stories are on the page.
 */
export const restOfOutlets = ({ rest }: Front, reader: Reader): Html | undefined => {
  if (rest.length === 0) return undefined;
  const outlets = rest
    .slice(0, OUTLETS_NAMED)
    .map(
      ({ outlet, stories }) =>
        html`${outletMark(outlet, reader)} <span class="count">${reader.number(stories.length)}</span>`,
    );
  return html`<p class="rest">${reader.say('front.rest')} ${joined(outlets, ' · ')}</p>
`;
};
