import { defined } from '../domain/defined.ts';
import type { ListedFeed } from '../domain/source/listed-feed.ts';
import { decode } from './decode.ts';
import { plainText } from './plain-text.ts';
import { tokenize } from './tokenize.ts';

export type OpmlResult =
  /** `isCut`: the document ends inside `<opml>`, so feeds may be missing. */
  | { readonly kind: 'read'; readonly feeds: readonly ListedFeed[]; readonly isCut: boolean }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Maximum depth of the folders of a feed; the names of deeper folders are left out. */
const MAX_FOLDERS = 16;

/**
 * Reads an OPML 1.0 or 2.0 list of subscriptions in any encoding, even with unclosed tags. A document with neither
 * `<opml>` nor `<outline>` is `unreadable`.
 */
export const readOpml = (bytes: Uint8Array): OpmlResult => {
  const { text } = decode(bytes, undefined);
  const feeds: ListedFeed[] = [];
  const open: (string | undefined)[] = [];
  let isOpml = false;
  let isCut = false;
  tokenize(text, {
    open: ({ name: tag, attributes, selfClosing }) => {
      if (/^opml$/i.test(tag)) {
        isOpml = true;
        isCut = !selfClosing;
      }
      if (!/^outline$/i.test(tag)) return;
      isOpml = true;
      const name = plainText(attributes.get('text') ?? attributes.get('title') ?? '');
      const url = urlOf(attributes);
      const language = attributes.get('language');
      if (url !== undefined) {
        const folders = open.slice(0, MAX_FOLDERS).flatMap((folder) => folder ?? []);
        feeds.push({ url, name, folders, ...defined({ language }) });
      }
      if (!selfClosing) open.push(url === undefined && name !== '' ? name : undefined);
    },
    close: (tag) => {
      if (/^outline$/i.test(tag)) open.pop();
      else if (/^opml$/i.test(tag)) isCut = false;
    },
  });
  if (!isOpml) return { kind: 'unreadable', reason: 'it is not OPML: it has no <outline> element' };
  return { kind: 'read', feeds, isCut };
};

/**
 * Returns the address of an outline's feed; undefined if the outline has no feed. Old lists write the address in `url`
 * beside a type such as `rss`. The scheme `feed://` means http, and `feed:https://` means https.
 */
const urlOf = (attributes: ReadonlyMap<string, string>): string | undefined => {
  const isFeed = /^(rss|atom|rdf|feed)/i.test(attributes.get('type') ?? '');
  const written = attributes.get('xmlurl') ?? (isFeed ? attributes.get('url') : undefined);
  const url = written
    ?.trim()
    .replace(/^feed:(?:\/\/)?(?=https?:\/\/)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  return url === '' ? undefined : url;
};
