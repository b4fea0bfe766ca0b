import type { Item } from 'feed';
import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { escapeXml } from '../clean-text.ts';
import { relatedTitle } from './content-html.ts';
import type { FeedEntry } from './feed-entry.ts';
import type { FeedView } from './feed-view.ts';
import { olderLinks } from './older-links.ts';
import { rfc3339 } from './rfc3339.ts';
import { FEED_LANGUAGE, skeleton } from './skeleton.ts';
import { createSlots, type Slots } from './slots.ts';
import { tagScheme } from './tag-scheme.ts';

/** Atom 1.0 (RFC 4287). Titles and summaries are `type="text"`: several readers swallow markup-like words of any other. */
export const renderAtom = (view: FeedView, entries: readonly FeedEntry[], settings: FeedSettings): string => {
  const slots = createSlots();
  const feed = skeleton('atom', view, entries, settings, slots);
  feed.options.author = { name: slots.text(settings.title), link: settings.url };
  for (const entry of entries) feed.addItem(item(entry, settings, slots));
  const links = `${olderLinks(view, settings, 'link')}${view.archive?.isFrozen === true ? FROZEN : ''}`;
  return slots.fill(amend(feed.atom1(), view.language ?? FEED_LANGUAGE, entries, links));
};

/** RFC 5005 §4: nothing will be added to this document. */
const FROZEN = '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>';

const item = (entry: FeedEntry, settings: FeedSettings, slots: Slots): Item => ({
  title: slots.text(entry.title),
  id: entry.id,
  link: entry.link,
  date: entry.updatedDate,
  published: entry.publishedDate,
  ...defined({ description: entry.summary === undefined ? undefined : slots.text(entry.summary) }),
  content: slots.html(entry.contentHtml),
  author: [{ name: slots.text(entry.author) }],
  category: entry.tags.map((tag) => ({
    name: slots.text(tag.label),
    term: slots.text(tag.label),
    scheme: tagScheme(tag, settings),
  })),
  copyright: slots.elements(lastElements(entry)),
});

/** What the library cannot write. `source` stands last: some readers take the last title they see for the entry's. */
const lastElements = ({
  alsoReportedBy,
  related: pages,
  language: own,
  image,
  outlet,
  updatedDate,
}: FeedEntry): string => {
  const related = alsoReportedBy.map(
    ({ link, language, title }) =>
      `<link rel="related" href="${escapeXml(link)}" hreflang="${language}" title="${escapeXml(title)}"/>`,
  );
  const stories = pages.map(
    (page) => `<link rel="related" href="${escapeXml(page)}" title="${relatedTitle(own)}"/>`,
  );
  const thumbnail =
    image === undefined
      ? ''
      : `<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="${escapeXml(image)}"/>`;
  const url = escapeXml(outlet.url);
  // When the outlet's own feed changed is not kept; the entry's date misleads no reader that takes the last one it sees.
  const updated = `<updated>${rfc3339(updatedDate)}</updated>`;
  const source = `<source><id>${url}</id><title type="text">${escapeXml(outlet.name)}</title>${updated}<link rel="alternate" href="${url}"/></source>`;
  return `${related.join('')}${stories.join('')}${thumbnail}${source}`;
};

/** Attributes that the library does not write; done before any text is in. */
const amend = (xml: string, language: string, entries: readonly FeedEntry[], links: string): string => {
  const ofEntry = entries.values();
  const ofLink = entries.values();
  const next = (languages: Iterator<FeedEntry>): string => languages.next().value?.language ?? language;
  return xml
    .replace('<feed ', `<feed xml:lang="${language}" `)
    .replace('<link rel="self" ', () => `${links}<link rel="self" type="application/atom+xml" `)
    .replace('<link rel="alternate" ', '<link rel="alternate" type="text/html" ')
    .replace(/<entry>/g, () => `<entry xml:lang="${next(ofEntry)}">`)
    .replace(/<link href=/g, () => `<link rel="alternate" hreflang="${next(ofLink)}" href=`)
    .replace(/<(title|summary) type="html">/g, '<$1 type="text">')
    .replace(/\.\d{3}Z</g, 'Z<');
};
