import type { PageModel } from '../../../domain/entry/page-model.ts';
import type { Reader } from '../../language/reader.ts';
import { type Html, html } from './html.ts';
import { dateAndTime, longDate } from './show-time.ts';
import { leadItem, storyItem } from './story-item.ts';

/**
 * Returns the lead story, if the page has one, then the other stories by day. Without stories, returns a box that says
 * when the next poll is, or that none is scheduled.
 */
export const days = (page: PageModel, reader: Reader, nextPollAt: Temporal.Instant | undefined): Html =>
  page.lead === undefined && page.days.length === 0
    ? nothingYet(nextPollAt, reader)
    : html`${page.lead === undefined ? undefined : leadItem(page.lead, reader)}
${page.days.map(
  ({ date, entries }) => html`<section class="day" aria-label="${longDate(date, reader.language)}">
<h2><time datetime="${date.toString()}">${longDate(date, reader.language)}</time></h2>
<div class="stories">
${entries.map((entry) => storyItem(entry, reader))}</div>
</section>
`,
)}`;

const nothingYet = (nextPollAt: Temporal.Instant | undefined, reader: Reader): Html =>
  html`<div class="empty"><p>${reader.say('empty.noNews')}</p>
<p>${
    nextPollAt === undefined
      ? reader.say('empty.noPoll')
      : reader.sayHtml('empty.nextPoll', { time: dateAndTime(nextPollAt, reader.language) })
  }</p></div>`;
