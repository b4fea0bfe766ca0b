import { defined } from '../../domain/defined.ts';
import { escapeCdata, escapeHtml, escapeXml } from '../clean-text.ts';
import { AS_XML, amendXml } from './amend-xml.ts';
import { type FeedEntry, rfc3339 } from './feed-entry.ts';
import { type DocumentParts, type FeedContent, makeFeed, olderLinks } from './make-feed.ts';

const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:sy': 'http://purl.org/rss/1.0/modules/syndication/',
};

const UPDATES_AN_HOUR = 4;

/** Writes a feed as RSS 2.0, as the Profile advises (rssboard.org/rss-profile). */
export const renderRss = (content: FeedContent): DocumentParts<string> => {
  const { view, entries, settings } = content;
  const feed = makeFeed(content, { format: 'rss', text: escapeXml, html: escapeCdata, more });
  return amendXml(feed.rss2(), 'rss/channel/item', (path, { rel }, item) => {
    const isItem = path.startsWith('rss/channel/item/');
    switch (path.slice(isItem ? 'rss/channel/item/'.length : 0)) {
      case 'rss':
        return { attributes: { version: '2.0', ...NAMESPACES } };
      case 'rss/channel/atom:link':
        if (rel !== 'self') return undefined;
        return {
          before: `${channelElements(content)}${olderLinks(view, settings, 'atom:link')}${INDENT}`,
        };
      case 'content:encoded':
        // The library leaves out an empty description, so the description is written here.
        return entries[item]?.summary === ''
          ? { before: `<description></description>${INDENT}    ` }
          : undefined;
      case 'rss/channel/title':
      case 'rss/channel/description':
      case 'rss/channel/image/title':
      case 'title':
      case 'description':
      case 'category':
      case 'dc:creator':
      case 'source':
        return AS_XML;
      default:
        return undefined;
    }
  });
};

/** Indentation of the channel's elements, as the library writes it. */
const INDENT = '\n        ';

const channelElements = ({ published }: FeedContent): string => {
  const pubDate = published === undefined ? '' : `<pubDate>${published.toUTCString()}</pubDate>`;
  return `${pubDate}<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>${UPDATES_AN_HOUR}</sy:updateFrequency>`;
};

const more = ({ summary, author, language, updatedDate, image, outlet }: FeedEntry) => ({
  // Feed readers read a description as HTML, so its text is escaped twice.
  ...defined({ description: summary === undefined ? undefined : escapeXml(escapeHtml(summary)) }),
  extensions: [
    { name: 'dc:creator', objects: { _text: escapeXml(author) } },
    { name: 'dc:language', objects: { _text: language } },
    { name: 'atom:updated', objects: { _text: rfc3339(updatedDate) } },
    ...(image === undefined
      ? []
      : [{ name: 'media:thumbnail', objects: { _attributes: { url: escapeXml(image) } } }]),
    {
      name: 'source',
      objects: { _attributes: { url: escapeXml(outlet.url) }, _text: escapeXml(outlet.name) },
    },
  ],
});
