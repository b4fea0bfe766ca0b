import { beginsWithTitle } from '../../../domain/entry/digest-text.ts';
import { type Entry, type EntryArticle, type EntryTag, outletName } from '../../../domain/entry/entry.ts';
import { excerpt } from '../../../domain/entry/excerpt.ts';
import { onceFor } from '../../../domain/once-for.ts';
import type { Language } from '../../../domain/source/source.ts';
import type { Stretch } from '../../../domain/stretch.ts';
import { webAddress } from '../../../domain/web-address.ts';
import type { Reader } from '../../language/reader.ts';
import type { Found } from '../../search/why-found.ts';
import { headline, largeHeadline, marked } from './headline.ts';
import { type Html, html, joined } from './html.ts';
import { picture } from './picture.ts';
import { prose } from './prose.ts';
import { storyDate, storyTime } from './show-time.ts';

const SUMMARY_CHARACTERS = 180;

const OTHERS_SHOWN = 6;

/** Maximum length of the summary of a lead story, in characters. */
const LEAD_CHARACTERS = 420;

type MakeItem = (entry: Entry, reader: Reader) => Html;

/** Caches the results of a function by entry and `Reader`. */
const onceForReader = (make: MakeItem): MakeItem => {
  const itemsOf = onceFor((_entry: Entry) => new WeakMap<Reader, Html>());
  return (entry, reader) => itemsOf(entry).getOrInsertComputed(reader, () => make(entry, reader));
};

/** Returns a story in the list of one day, with its time. */
export const storyItem = onceForReader((entry, reader) =>
  storyAt(entry, reader, storyTime(entry, reader.language)),
);

/** Returns a story in a list of several days, with its date and time. */
export const datedStoryItem = onceForReader((entry, reader) =>
  storyAt(entry, reader, storyDate(entry, reader.language)),
);

type FoundParts = Omit<Found, 'by'> & { readonly reasons: Html | undefined };

const NOTHING_FOUND: FoundParts = { title: [], otherTitle: [], summary: [], reasons: undefined };

/** Returns a found story, with its date and time. `found`: what the search found in the story. */
export const foundStoryItem = (entry: Entry, reader: Reader, found: FoundParts): Html =>
  storyAt(entry, reader, storyDate(entry, reader.language), found);

const storyAt = (
  entry: Entry,
  reader: Reader,
  time: Html,
  found = NOTHING_FOUND,
): Html => html`<article class="story">
<p class="facts">${permalink(entry, reader, time)} ${facts(entry, reader)}</p>
<h3 lang="${entry.language}"><a href="${target(entry.link)}">${headline(entry.title, found.title)}</a></h3>
${otherHeadline(entry, found.otherTitle)}${summary(entry, SUMMARY_CHARACTERS, found.summary)}${found.reasons}${alsoReportedBy(entry, reader)}${tags(entry, reader)}</article>
`;

/** Returns the lead story of a page. `isPage`: the page is about this story. */
export const leadItem = (entry: Entry, reader: Reader, isPage = false): Html => {
  const image = picture(entry.image, reader, isPage);
  const title = html`<a href="${target(entry.link)}">${largeHeadline(entry.title, entry.language)}</a>`;
  return html`<article class="lead${image === undefined ? '' : ' pictured'}">
<div><p class="facts">${permalink(entry, reader, storyDate(entry, reader.language))} ${facts(entry, reader)}</p>
${isPage ? html`<h1 lang="${entry.language}">${title}</h1>` : html`<h2 lang="${entry.language}">${title}</h2>`}
${otherHeadline(entry)}</div>
${image}<div class="more">${summary(entry, LEAD_CHARACTERS)}${alsoReportedBy(entry, reader)}${tags(entry, reader)}</div>
</article>
`;
};

/** Returns the headline in the other language; undefined if the story has reports in one language only. */
export const otherHeadline = ({ counterpart }: Entry, marks?: readonly Stretch[]): Html | undefined =>
  counterpart === undefined
    ? undefined
    : html`<p class="other-headline" lang="${counterpart.language}"><a href="${target(counterpart.link)}">${headline(counterpart.title, marks)}</a></p>
`;

/** Returns the name of a language, in the language of the reader. */
export const languageMark = (language: Language, { say }: Reader): Html =>
  html`<span class="language">${say(`language.${language}`)}</span>`;

/** Returns the name of a language; undefined if it is the language of the reader. */
export const otherLanguage = (language: Language, reader: Reader): Html | undefined =>
  language === reader.language ? undefined : html` ${languageMark(language, reader)}`;

const tags = ({ tags: all, language }: Pick<Entry, 'tags' | 'language'>, reader: Reader): Html | undefined =>
  all.length === 0
    ? undefined
    : html`<ul class="tags" aria-label="${reader.say('story.tags')}">
${all.map(
  (
    tag,
  ) => html`<li><a class="${tag.kind}" href="${reader.link(tagPath(tag))}">${tagName(tag, language, reader)}</a></li>
`,
)}</ul>
`;

/**
 * Returns the name of a topic or company in the reader's language, else its only name, else its key. If the story is not
 * in the reader's language, a company with two names gets both.
 */
export const tagName = ({ kind, label, otherLabel }: EntryTag, language: Language, reader: Reader): Html => {
  if (language === reader.language || otherLabel === undefined) return prose(label);
  return kind === 'topic' ? prose(otherLabel) : html`${prose(otherLabel)} ${prose(label)}`;
};

export const tagPath = ({ kind, key }: Pick<EntryTag, 'kind' | 'key'>): string =>
  `/${kind === 'company' ? 'companies' : 'topics'}/${encodeURIComponent(key.toWellFormed())}`;

/** Returns the address of an article for a link; `#` if `webAddress` rejects it. */
export const target = (link: string): string => webAddress(link) ?? '#';

const permalink = ({ story }: Entry, reader: Reader, shown: Html): Html =>
  html`<a class="time" href="${reader.link(`/stories/${story}`)}">${shown}</a>`;

/**
 * Returns the outlet of an entry, the entry's language if it is not the reader's, and the number of reports if there
 * are several.
 */
export const facts = (entry: Entry, reader: Reader): Html =>
  html`${outletMark(entry.outlet, reader)}${otherLanguage(entry.language, reader)}${entry.alsoReportedBy.length === 0 ? undefined : html` ${reportsLink(entry, reader)}`}`;

const reportsLink = ({ story, alsoReportedBy }: Entry, reader: Reader): Html =>
  html`<a class="count" href="${reader.link(`/stories/${story}`)}">${reader.say('front.reports', { count: 1 + alsoReportedBy.length })}</a>`;

/** Returns an outlet's name in the reader's language, with a link to the page of the outlet if it has a page. */
export const outletMark = (outlet: Entry['outlet'], reader: Reader): Html => {
  const name = prose(outletName(outlet, reader.language));
  return outlet.isListed
    ? html`<a class="outlet" href="${reader.link(`/outlets/${outlet.id}`)}">${name}</a>`
    : html`<span class="outlet">${name}</span>`;
};

const summary = (entry: Entry, limit: number, marks: readonly Stretch[] = []): Html | undefined => {
  const text = shownSummary(entry, limit);
  if (text === '') return undefined;
  return html`<p class="summary" lang="${entry.language}">${marked(text, { start: 0, end: text.length }, marks)}</p>
`;
};

/** Returns at most `limit` characters of an entry's summary; empty without a summary, or if the title begins with it. */
export const shownSummary = ({ title, summary: text = '' }: Entry, limit = SUMMARY_CHARACTERS): string =>
  beginsWithTitle(title, text) ? '' : excerpt(text, limit);

/** Names at most `OTHERS_SHOWN` other outlets, and counts the reports that are left; undefined for a single report. */
const alsoReportedBy = (entry: Entry, reader: Reader): Html | undefined => {
  const { alsoReportedBy: articles, language, outlet: own, story } = entry;
  if (articles.length === 0) return undefined;
  const byOutlet = Map.groupBy(articles, ({ outlet }) => outlet.id);
  byOutlet.delete(own.id);
  const shown = [...byOutlet.values()].flatMap(([first]) => first ?? []).slice(0, OTHERS_SHOWN);
  const left = articles.length - shown.length;
  const more = html`<a href="${reader.link(`/stories/${story}`)}">${reader.say('story.more', { count: left })}</a>`;
  if (shown.length === 0)
    return html`<p class="also">${reader.sayHtml('story.onlyMore', { more })}</p>
`;
  const copies = shown.map((article) => copy(article, language, reader));
  const outlets = joined(copies, reader.say('list.comma'));
  return html`<p class="also">${left === 0 ? reader.sayHtml('story.also', { outlets }) : reader.sayHtml('story.alsoAndMore', { outlets, more })}</p>
`;
};

const copy = ({ outlet, link, title, language }: EntryArticle, ofEntry: Language, reader: Reader): Html =>
  html`<a href="${target(link)}" title="${title}" hreflang="${language}">${outletName(outlet, reader.language)}</a>${language === ofEntry ? undefined : html` ${languageMark(language, reader)}`}`;
