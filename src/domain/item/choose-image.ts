import { excerpt } from '../entry/excerpt.ts';
import { isLocalHost } from '../web-address.ts';

export type ImageDetails = {
  /** The width in pixels. A chosen image has both width and height, or neither. */
  readonly width?: number;
  readonly height?: number;
  /** The alternative text as plain text. */
  readonly alt?: string;
};

export type ImageCandidate = ImageDetails & {
  readonly url: string;
  /** The image with the lowest rank belongs to the item most surely. */
  readonly rank: number;
};

type ChosenImage = { readonly image?: string; readonly imageDetails?: ImageDetails };

/** The width in pixels that fills the column of a page on a usual screen. */
const BEST_WIDTH = 800;

/** Minimum width in pixels of an image that is not a thumbnail. */
const MIN_GOOD_WIDTH = 320;

/** Minimum length of a side, in pixels: smaller images are usually icons or tracking pixels. */
const MIN_SIDE = 64;

/** Maximum plausible width and height, in pixels. */
const MAX_SIDE = 20_000;

/** Maximum length of an image's address, in characters. */
const MAX_URL_LENGTH = 2048;

/** Maximum length of an alternative text, in characters. */
const MAX_ALT_LENGTH = 200;

/** Matches addresses that are not pictures for readers, such as beacons, icons and SVG files. */
const NOT_A_PICTURE = new RegExp(
  [
    '^https://[^/]*@',
    '^https://(?:pixel|counter|beacon|track(?:er|ing)?|analytics|ads?)\\d*\\.',
    // Some blogs serve photographs from a host with the name `stats`; other sites count readers there.
    '^https://stats?\\d*\\.[^?#]*(?<!\\.(?:jpe?g|png|webp|avif))(?:[?#]|$)',
    '^https://(?:[\\w-]+\\.)*(?:doubleclick\\.net|feedsportal\\.com|a8\\.net|amazon-adsystem\\.com|gravatar\\.com|favicon\\.[\\w.-]+)/',
    '^https://feeds\\.feedburner\\.com/~|^https://b\\.hatena\\.ne\\.jp/|^https://s\\.w\\.org/images/',
    '/(?:1x1|1px|b|blank|spacer|pixel|transparent|clear|dot|beacon|counter|noimage|no-image)\\.(?:gif|png)\\b',
    '/(?:emoji|favicons?|smilies)/|/favicon\\.|\\.svg(?:[?#]|$)',
  ].join('|'),
  'i',
);

/**
 * Returns the best image for a page: no thumbnail if possible, then the lowest rank, then the width nearest to
 * `BEST_WIDTH`. An unknown width counts as `BEST_WIDTH`. Empty if no candidate is usable (`isPicture`).
 */
export const chooseImage = (candidates: readonly ImageCandidate[]): ChosenImage => {
  const [best] = candidates
    .filter(isPicture)
    .toSorted(
      (a, b) => Number(isSmall(a)) - Number(isSmall(b)) || a.rank - b.rank || distanceOf(a) - distanceOf(b),
    );
  if (best === undefined) return {};
  const { url, width, height, alt } = best;
  const details: ImageDetails = {
    ...(isSide(width) && isSide(height) ? { width, height } : {}),
    ...(alt ? { alt: excerpt(alt, MAX_ALT_LENGTH) } : {}),
  };
  return { image: url, ...(Object.keys(details).length === 0 ? {} : { imageDetails: details }) };
};

/** True if a file is an image by its media type or, without a media type, by its name. */
export const isImageFile = (type: string | undefined, url: string): boolean =>
  type === undefined || type === ''
    ? /\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)/i.test(url)
    : /^image\//i.test(type);

const isPicture = ({ url, width = MAX_SIDE, height = MAX_SIDE }: ImageCandidate): boolean =>
  // A page served by https must not load images by http.
  url.startsWith('https://') &&
  url.length <= MAX_URL_LENGTH &&
  Math.min(width, height) >= MIN_SIDE &&
  !isLocalHost(url) &&
  !NOT_A_PICTURE.test(url);

const isSmall = ({ width = BEST_WIDTH }: ImageCandidate): boolean => width < MIN_GOOD_WIDTH;

const distanceOf = ({ width = BEST_WIDTH }: ImageCandidate): number => Math.abs(width - BEST_WIDTH);

const isSide = (pixels: number | undefined): pixels is number => pixels !== undefined && pixels <= MAX_SIDE;
