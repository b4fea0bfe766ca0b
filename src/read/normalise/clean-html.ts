import sanitizeHtml from 'sanitize-html';
import { isLocalHost, LOCAL_ENDINGS, webAddress } from '../../domain/web-address.ts';
import { escapeMarkup, withoutForbidden } from '../canonical-xml.ts';
import { decodeEntities } from '../tokenize.ts';

/** The elements that are kept in a body. */
const TAGS = [
  'p br hr div span h1 h2 h3 h4 h5 h6 blockquote pre code',
  'a img figure figcaption ul ol li dl dt dd table caption thead tbody',
  'tfoot tr th td b strong i em u s del ins small sub',
  'sup mark abbr cite q time ruby rb rt rp wbr',
].flatMap((line) => line.split(' '));

/** Maximum number of links and images that keep their addresses when a body is sanitised. */
const MAX_LINKS = 1000;

/** Maximum number of start and end tags in a body to sanitise. */
const MAX_TAGS = 10_000;

/** Maximum depth of tags in a body to sanitise. The sanitiser's time grows with the square of the depth. */
const MAX_DEPTH = 100;

/** Tags that do not add to the depth, because HTML closes them implicitly or they have no content. */
const FLAT =
  /^(?:p|li|d[dt]|t[drh]|br|hr|img|wbr|input|meta|link|source|col|area|base|embed|param|track|option)$/i;

/** Returns whether HTML has too many or too deep tags to sanitise quickly. */
const isUnreasonable = (html: string): boolean => {
  let [tags, depth] = [0, 0];
  for (const [, end, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    tags += 1;
    if (!FLAT.test(name ?? '')) depth += end === '/' ? -1 : 1;
    if (tags > MAX_TAGS || depth > MAX_DEPTH) return true;
  }
  return false;
};

/**
 * Returns the body as safe, well-formed HTML: only allowed tags, and only absolute http(s) addresses, or mailto in
 * links. An image of a local host (`isLocalHost`) loses its address, because a reader's browser would send a request to
 * that host. A body that must be sanitised, but has too many or too deep tags, becomes plain text.
 */
export const cleanHtml = (body: string, base: string): string => {
  const html = withoutForbidden(body);
  if (isCleanHtml(html)) return html.trim();
  if (isUnreasonable(html)) {
    const text = decodeEntities(html.replace(/<[^<>]*>/g, ' '));
    return escapeMarkup(withoutForbidden(text)).trim();
  }
  let links = 0;
  const address = (value: string | undefined, isImage: boolean): string | undefined => {
    links += 1;
    if (value === undefined || links > MAX_LINKS) return undefined;
    if (!isImage && /^\s*mailto:/i.test(value)) return value.trim();
    const found = webAddress(value, base);
    return isImage && found !== undefined && isLocalHost(found) ? undefined : found;
  };
  const clean = sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      a: ['href', 'title'],
      img: ['src', 'alt', 'width', 'height'],
      time: ['datetime'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    transformTags: {
      a: (tagName, attribs) => ({
        tagName,
        attribs: withAddress(attribs, 'href', address(attribs.href, false)),
      }),
      img: (tagName, attribs) => ({
        tagName,
        attribs: withAddress(attribs, 'src', address(attribs.src, true)),
      }),
    },
  });
  // The sanitiser decodes `&#x1f;` to a control character, so control characters are removed again.
  return withoutForbidden(clean).trim();
};

const withAddress = (
  attributes: Record<string, string>,
  name: 'href' | 'src',
  address: string | undefined,
): Record<string, string> => {
  const { [name]: _, ...rest } = attributes;
  return address === undefined ? rest : { ...rest, [name]: address };
};

const ADDRESS = 'https?:\\/\\/[\\w.:-]+';

/** Matches the origins of images that are surely not of a local host (`isLocalHost`). */
const IMAGE_ORIGIN = `https?:\\/\\/(?:[a-z0-9-]+\\.)+(?!(?:${LOCAL_ENDINGS})[:/])[a-z]{2,}(?::\\d+)?`;

const PATH = '(?:[\\w./?=~%+:,;@#-]|&amp;)*';

/** Matches text and what follows: an entity or a tag as the sanitiser writes it, or the end. */
const PIECE = new RegExp(
  [
    '[^<>&]*(?:&(?:amp|lt|gt);',
    '<(?:(\\/?)(p|div|ul|ol|li|h[2-4]|blockquote|strong|b|em|i|span)',
    '(\\/)(a)',
    `()(a) href="${ADDRESS}(?:\\/${PATH})?"`,
    'br \\/',
    `img(?: alt="[^"<>&]*")? src="${IMAGE_ORIGIN}\\/${PATH}" \\/)>`,
    '$)',
  ].join('|'),
  'y',
);

const BLOCK = /^(?:p|div|ul|ol|li|h[2-4]|blockquote)$/;

/** Returns true only for HTML that needs no sanitising; returns false also for much clean HTML. */
export const isCleanHtml = (html: string): boolean => {
  const open: string[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < html.length) {
    const match = PIECE.exec(html);
    if (match === null) return false;
    const name = match[2] ?? match[4] ?? match[6];
    if (name === undefined) continue;
    if (match[1] === '/' || match[3] === '/') {
      if (open.pop() !== name) return false;
    } else if (mayStandIn(name, open.at(-1), open)) {
      open.push(name);
    } else {
      return false;
    }
  }
  return open.length === 0;
};

const mayStandIn = (name: string, parent: string | undefined, open: readonly string[]): boolean => {
  if (open.length > 16) return false;
  if (name === 'li') return parent === 'ul' || parent === 'ol';
  if (name === 'a') return !open.includes('a');
  return !BLOCK.test(name) || parent === undefined || (BLOCK.test(parent) && !/^(?:p|h.)$/.test(parent));
};
