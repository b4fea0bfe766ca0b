import { bareHost } from '../../article/canonical-url.ts';
import { sectionOf } from '../../item/relevance/section-words.ts';
import { isSameSite } from '../../web-address.ts';
import { type Outlet, outletIdFromName, slugOf } from '../outlet.ts';
import type { Source } from '../source.ts';

export type Origin = {
  /** The feed's own address. */
  readonly url: string;
  /** The feed's home page, or the page that led to the feed. */
  readonly home?: string;
  /** Possible names of the outlet, the best first. */
  readonly names: readonly string[];
  /** The folders of the feed in a list of feeds, the outermost first. */
  readonly folders?: readonly string[];
};

/** Maximum length of an id without its number, in characters. A number fits after it, because an id may have 64. */
const MAX_ID_LENGTH = 58;

/** Maximum length of an outlet's name from a title, in characters. */
const MAX_NAME_LENGTH = 60;

/** Matches hosts that carry feeds of many outlets. */
const CARRIERS =
  /(^|\.)(feedburner\.com|google\.com|youtube\.com|bsky\.app|note\.com|medium\.com|substack\.com|wordpress\.com|hatenablog\.com|ameblo\.jp|livedoor\.jp|rsshub\.app)$/;

type Listed = { readonly outlets: readonly Outlet[]; readonly sources: readonly Source[] };

/**
 * Finds the listed outlet of a feed, by site or by name; undefined for a new outlet. Any feed can state any home page
 * and name, so these count only if the host of the feed is a carrier, or belongs to the outlet: to its site, or to
 * another source of the outlet.
 */
export const listedOutlet = (origin: Origin, { outlets, sources }: Listed): Outlet | undefined => {
  const { url, home, names } = origin;
  const host = URL.parse(url)?.hostname ?? '';
  const isAtHost = (address: string): boolean => URL.parse(address)?.hostname === host;
  const mayBe = (outlet: Outlet): boolean =>
    CARRIERS.test(host) ||
    isOnSite(outlet, host) ||
    sources.some(({ outlet: { id }, endpoints }) => id === outlet.id && endpoints.some(isAtHost));
  const ofHome = outletOfSite(home, outlets);
  if (ofHome !== undefined && mayBe(ofHome)) return ofHome;
  const possible = [...names, ...names.map(plainName), hostName(origin, outlets)];
  return (
    outletOfSite(url, outlets) ??
    outlets.find((outlet) => possible.some((name) => isCalled(outlet, name)) && mayBe(outlet))
  );
};

const isOnSite = ({ home }: Outlet, host: string): boolean => home !== undefined && isSameSite(home, host);

/** True if a text is a name of an outlet, or if an outlet of this name would get the same id. */
const isCalled = ({ id, name, nameJa }: Outlet, text: string): boolean =>
  text === name || text === nameJa || (text !== '' && outletIdFromName(text) === id);

/** Returns the outlet whose site has an address; undefined if no site has it, or if it is on a carrier. */
const outletOfSite = (address: string | undefined, outlets: readonly Outlet[]): Outlet | undefined => {
  const host = URL.parse(address ?? '')?.hostname;
  if (host === undefined || CARRIERS.test(host)) return undefined;
  return outlets.find((outlet) => isOnSite(outlet, host));
};

/** Returns the host of the feed's home page; the feed's own host if the home page is that of a listed outlet. */
const hostName = ({ url, home }: Origin, outlets: readonly Outlet[]): string => {
  const place = outletOfSite(home, outlets) === undefined ? (home ?? url) : url;
  return bareHost(URL.parse(place)?.hostname ?? url);
};

/**
 * Returns a name for an outlet that is not listed: the first plain name (`plainName`) in `names`, else the host; never
 * the name of a listed outlet. A name that could be read as an outlet's id is changed: `example` gets a capital letter,
 * and `123` becomes the host.
 */
export const outletName = (origin: Origin, outlets: readonly Outlet[]): string => {
  const host = hostName(origin, outlets);
  const isFree = (name: string): boolean => !outlets.some((outlet) => isCalled(outlet, name));
  const found = origin.names.map(plainName).find((name) => name !== '' && isFree(name)) ?? host;
  const name = /^[a-z0-9-]+$/.test(found) ? capitalised(found, host) : found;
  return isFree(name) ? name : `Other ${name}`;
};

/**
 * Returns the first part of a title that is neither generic nor a section, without words for a feed and invisible
 * characters: `Example News` of "Example News - Latest headlines". Empty without such a part.
 */
const plainName = (title: string): string => {
  const parts = title
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .split(/\s[-–—|:»]\s|\s*[｜|]\s*/u)
    .map((part) =>
      part
        .replace(/\s*(RSS( ?2\.0| ?1\.0)?|Atom)?\s*(feed|フィード)?$/i, '')
        .replace(/^RSS\s*/i, '')
        .trim(),
    )
    .filter((part) => !isGeneric(part));
  return Array.from(parts[0] ?? '')
    .slice(0, MAX_NAME_LENGTH)
    .join('')
    .trim();
};

const GENERIC =
  /^(rss|atom|feed|home|top|latest|top stories|all|articles|blog|comments|tech|technology|新着|新着情報|最新|速報|主要|トップ|お知らせ|コメント|国内|海外|世界|社説|テック|テクノロジー|)$/i;

const isGeneric = (part: string): boolean => {
  const bare = part.replace(/ ?(news|ニュース)$/i, '');
  return GENERIC.test(bare) || sectionOf({ categories: [bare] }) !== undefined;
};

const capitalised = (name: string, host: string): string => {
  const upper = name.replace(/[a-z]/, (letter) => letter.toUpperCase());
  return upper === name ? host : upper;
};

/** Returns an unused id for a source, made from its outlet or host and, if that id is taken, a section or a number. */
export const sourceId = (url: string, outlet: string, taken: ReadonlySet<string>): string => {
  const host = bareHost(URL.parse(url)?.hostname ?? '');
  const name = readableId(outlet) ?? slugOf(host.replace(/\.[a-z]+(\.jp)?$/, ''));
  const base = (name || 'source').slice(0, MAX_ID_LENGTH).replace(/-+$/, '');
  const section = slugOf(sectionInPath(url).toLowerCase()).slice(
    0,
    Math.max(0, MAX_ID_LENGTH - base.length - 1),
  );
  const wanted = section === '' ? [base] : [base, `${base}-${section}`.replace(/-+$/, '')];
  const numbered = (n: number): string => {
    const id = `${base}-${n}`;
    return taken.has(id) ? numbered(n + 1) : id;
  };
  return wanted.find((id) => !taken.has(id)) ?? numbered(2);
};

const readableId = (name: string): string | undefined =>
  /^[\p{Script=Latin}\p{N}\s\p{P}\p{S}]+$/u.test(name) ? outletIdFromName(name) : undefined;

/** Matches parts of a path that name no section: a format, a version, a general word such as `news`, or nothing. */
const NO_SECTION = /^(rss\d*|feeds?|atom|rdf|xml|json|index|news|list|all|default|latest|www|\d+(\.\d+)*|)$/i;

const sectionInPath = (url: string): string =>
  URL.parse(url)
    ?.pathname.split('/')
    .map((part) => part.replace(/\.\w+$/, ''))
    .filter((part) => !NO_SECTION.test(part))
    .at(-1) ?? '';
