import type { PageModel } from '../../../domain/entry/page-model.ts';
import { type Html, html } from './html.ts';
import { dateAndTime, japaneseDate, longDate } from './show-time.ts';
import { leadItem, storyItem } from './story-item.ts';

/** The lead story, then the others by day; or, where there is no news, when the next source is polled. */
export const days = (page: PageModel, base: string, nextPollAt: Temporal.Instant | undefined): Html =>
  page.lead === undefined && page.days.length === 0
    ? nothingYet(nextPollAt)
    : html`${page.lead === undefined ? undefined : leadItem(page.lead, base)}
${page.days.map(
  ({ date, entries }) => html`<section class="day" aria-label="${longDate(date)}">
<h2><time datetime="${date.toString()}">${longDate(date)}</time> <span lang="ja" aria-hidden="true">${japaneseDate(date)}</span></h2>
<div class="stories">
${entries.map((entry) => storyItem(entry, base))}</div>
</section>
`,
)}`;

const nothingYet = (nextPollAt: Temporal.Instant | undefined): Html =>
  html`<div class="empty"><p>No news yet.</p>
<p>${nextPollAt === undefined ? 'No source is scheduled to be polled.' : html`Next check at ${dateAndTime(nextPollAt)}. New stories will appear here.`}</p></div>`;
