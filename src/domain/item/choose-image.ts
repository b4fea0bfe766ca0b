import { defined } from '../defined.ts';
import { excerpt } from '../entry/excerpt.ts';

export type ImageDetails = {
  /** In pixels; `height` is then also present. */
  readonly width?: number;
  readonly height?: number;
  /** What the image shows, as plain text. */
  readonly alt?: string;
};

export type ImageCandidate = ImageDetails & {
  /** The absolute address. */
  readonly url: string;
  /** 0 if the document attaches the image to the item; the larger the number, the less certain it belongs to the item. */
  readonly rank: number;
};

export type ChosenImage = { readonly image?: string; readonly imageDetails?: ImageDetails };

/** The width in pixels that fills the column of a page on a usual screen. */
const BEST_WIDTH = 800;

/** A narrower image, in pixels, is a thumbnail: it is chosen only if all others are narrow, too. */
const MIN_GOOD_WIDTH = 320;

/** Length in pixels of a side below which an image is an icon or a tracking pixel. */
const MIN_SIDE = 64;

/** Maximum width and height that are believed, in pixels. */
const MAX_SIDE = 20_000;

/** Maximum length of an address, in characters: no address of a picture was seen that is longer. */
const MAX_URL_LENGTH = 2048;

/** Maximum length of an alternative text, in characters: longer than a caption. */
const MAX_ALT_LENGTH = 200;

/** Machines of the reader's own network (by number, of one name, or with a suffix of such networks), beacons, counters, advertising, avatars and icons, by host or by path. */
const NOT_A_PICTURE = new RegExp(
  [
    '^https://(?:[^/]*@|\\[|[\\d.]+[:/]|[^./:]+\\.?[:/]|[^/:]*\\.(?:local|localdomain|localhost|lan|internal|intranet|corp|home|home\\.arpa)\\.?[:/])',
    '^https://(?:pixel|counter|beacon|track(?:er|ing)?|analytics|ads?)\\d*\\.',
    // Some blogs serve photographs from a host of this name, other sites count readers there: only image files count.
    '^https://stats?\\d*\\.[^?#]*(?<!\\.(?:jpe?g|png|webp|avif))(?:[?#]|$)',
    '^https://(?:[\\w-]+\\.)*(?:doubleclick\\.net|feedsportal\\.com|a8\\.net|amazon-adsystem\\.com|gravatar\\.com|favicon\\.[\\w.-]+)/',
    '^https://feeds\\.feedburner\\.com/~|^https://b\\.hatena\\.ne\\.jp/|^https://s\\.w\\.org/images/',
    '/(?:1x1|1px|b|blank|spacer|pixel|transparent|clear|dot|beacon|counter|noimage|no-image)\\.(?:gif|png)\\b',
    '/(?:emoji|favicons?|smilies)/|/favicon\\.|\\.svg(?:[?#]|$)',
  ].join('|'),
  'i',
);

/** The best image for a page about 800 pixels wide; empty if no candidate is a picture at an https address. */
export const chooseImage = (candidates: readonly ImageCandidate[]): ChosenImage => {
  const [best] = candidates
    .filter(isPicture)
    .toSorted(
      (a, b) => Number(isSmall(a)) - Number(isSmall(b)) || a.rank - b.rank || distanceOf(a) - distanceOf(b),
    );
  if (best === undefined) return {};
  const { url, width, height, alt = '' } = best;
  const text = alt.length > MAX_ALT_LENGTH ? excerpt(alt, MAX_ALT_LENGTH) : alt;
  const details: ImageDetails = {
    ...(isSide(width) && isSide(height) ? { width, height } : {}),
    ...defined({ alt: text === '' ? undefined : text }),
  };
  return { image: url, ...(Object.keys(details).length === 0 ? {} : { imageDetails: details }) };
};

/** Whether a file is an image by its media type or, if none is stated, by its name. */
export const isImageFile = (type: string | undefined, url: string): boolean =>
  type === undefined || type === ''
    ? /\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)/i.test(url)
    : /^image\//i.test(type);

const isPicture = ({ url, width = MAX_SIDE, height = MAX_SIDE }: ImageCandidate): boolean =>
  // A page served by https must not load images by http, and the host may not serve https.
  url.startsWith('https://') &&
  url.length <= MAX_URL_LENGTH &&
  Math.min(width, height) >= MIN_SIDE &&
  !NOT_A_PICTURE.test(url);

const isSmall = ({ width = BEST_WIDTH }: ImageCandidate): boolean => width < MIN_GOOD_WIDTH;

const distanceOf = ({ width = BEST_WIDTH }: ImageCandidate): number => Math.abs(width - BEST_WIDTH);

const isSide = (pixels: number | undefined): pixels is number => pixels !== undefined && pixels <= MAX_SIDE;
