import sanitizeHtml from 'sanitize-html';
import { webAddress } from '../../domain/web-address.ts';
import { escapeMarkup, withoutForbidden } from '../canonical-xml.ts';
import { isCleanHtml } from './is-clean-html.ts';

/** The elements that an article's text may have: no script, style, frame or form. */
const TAGS = [
  'p br hr div span h1 h2 h3 h4 h5 h6 blockquote pre code',
  'a img figure figcaption ul ol li dl dt dd table caption thead tbody',
  'tfoot tr th td b strong i em u s del ins small sub',
  'sup mark abbr cite q time ruby rb rt rp wbr',
].flatMap((line) => line.split(' '));

/** A body of more links than this is a list nobody reads; the rest lose their address. */
const MAX_LINKS = 1000;

/** An article has hundreds of tags, a few deep. The sanitiser takes quadratic time in the depth. */
const MAX_TAGS = 10_000;
const MAX_DEPTH = 100;

/** Tags that deepen nothing: HTML ends these by itself where they end. */
const FLAT =
  /^(?:p|li|d[dt]|t[drh]|br|hr|img|wbr|input|meta|link|source|col|area|base|embed|param|track|option)$/i;

/** Whether HTML is made to keep a sanitiser busy: of such a body the text is enough. */
const isUnreasonable = (html: string): boolean => {
  let [tags, depth] = [0, 0];
  for (const [, end, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    tags += 1;
    if (!FLAT.test(name ?? '')) depth += end === '/' ? -1 : 1;
    if (tags > MAX_TAGS || depth > MAX_DEPTH) return true;
  }
  return false;
};

/** Body HTML that is harmless: listed tags only, absolute http(s) addresses, links to mailto, too, well-formed. */
export const cleanHtml = (body: string, base: string): string => {
  const html = withoutForbidden(body);
  if (isCleanHtml(html)) return html.trim();
  if (isUnreasonable(html)) return escapeMarkup(html.replace(/<[^<>]*>/g, ' ')).trim();
  let links = 0;
  const address = (value: string | undefined, mayBeMail: boolean): string | undefined => {
    links += 1;
    if (value === undefined || links > MAX_LINKS) return undefined;
    return mayBeMail && /^\s*mailto:/i.test(value) ? value.trim() : webAddress(value, base);
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
        attribs: withAddress(attribs, 'href', address(attribs.href, true)),
      }),
      img: (tagName, attribs) => ({
        tagName,
        attribs: withAddress(attribs, 'src', address(attribs.src, false)),
      }),
    },
  });
  // The sanitiser decodes `&#x1f;`.
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
