import { defined } from '../../domain/defined.ts';
import { cleanText } from '../clean-text.ts';
import { type FeedEntry, rfc3339 } from './feed-entry.ts';
import { addressesOf, type DocumentParts, FEED_LANGUAGE, type FeedContent, makeFeed } from './make-feed.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Writes a feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). The library writes version 1.0, which had one author and
 * no language.
 */
export const renderJsonFeed = (content: FeedContent): DocumentParts<Json> => {
  const { view, entries, settings } = content;
  const feed = makeFeed(content, { format: 'json', text: cleanText, html: cleanText, more });
  const { author: _, items, ...frame } = recordOf(JSON.parse(feed.json1()));
  const { self, favicon, hub } = addressesOf(content, 'json');
  return {
    head: { ...frame, version: 'https://jsonfeed.org/version/1.1' },
    items: Array.isArray(items) ? items.map((item, n) => amendItem(recordOf(item), entries[n])) : [],
    tail: {
      feed_url: self,
      favicon,
      language: view.language ?? FEED_LANGUAGE,
      authors: [{ name: cleanText(settings.title), url: settings.url }],
      ...defined({ hubs: hub === undefined ? undefined : [{ type: 'WebSub', url: hub }] }),
    },
  };
};

const recordOf = (value: unknown): Json => (typeof value === 'object' ? { ...value } : {});

/** Returns an item of version 1.1, with dates to the second and keys in a readable order. */
const amendItem = ({ id, url, title, image, tags, ...item }: Json, entry: FeedEntry | undefined): Json =>
  entry === undefined
    ? {}
    : {
        id,
        url,
        title,
        ...defined({ summary: entry.summary }),
        content_html: item.content_html,
        ...defined({ image }),
        date_published: rfc3339(entry.publishedDate),
        date_modified: rfc3339(entry.updatedDate),
        authors: [{ name: cleanText(entry.author) }],
        tags,
        language: entry.language,
        _source: item._source,
        _kawaraban: item._kawaraban,
      };

const more = (entry: FeedEntry) => {
  const { image, outlet, counterpart, alsoReportedBy, related } = entry;
  // With both headlines, a client can show the one in its reader's language.
  const titles = counterpart && {
    [entry.language]: entry.title,
    [counterpart.language]: cleanText(counterpart.title),
  };
  const articles = alsoReportedBy.map(({ outlet: { name }, language, title, link, published }) => ({
    outlet: cleanText(name),
    language,
    title: cleanText(title),
    url: link,
    date_published: published.round('second').toString(),
  }));
  const pages = related.map(({ link: url, title, language }) => ({ url, title, language }));
  const kawaraban = {
    ...defined({ titles }),
    articles,
    ...(pages.length === 0 ? {} : { related: pages }),
  };
  return {
    ...defined({ image }),
    extensions: [
      { name: '_source', objects: { title: cleanText(outlet.name), url: outlet.url } },
      { name: '_kawaraban', objects: kawaraban },
    ],
  };
};
