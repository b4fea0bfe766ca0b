import { defined } from '../../domain/defined.ts';
import { type ImageCandidate, isImageFile } from '../../domain/item/choose-image.ts';
import type { Enclosure } from '../../domain/item/raw-item.ts';
import { singleLine } from '../plain-text.ts';
import { tokenize } from '../tokenize.ts';
import { resolve } from './choose-link.ts';
import { attributeOf, positive, type ReadItem } from './read-canonical.ts';

/** Rank of the first image in a text. Attached images have lower ranks, which are better. */
const RANK_IN_TEXT = 9;

/** Maximum number of a text's images that are considered. */
const MAX_IN_TEXT = 4;

/** Returns the attached images of an item, the enclosures that are images, and the first images of each text. */
export const imagesOf = (
  { images = [] }: ReadItem,
  enclosures: readonly Enclosure[],
  texts: readonly (string | undefined)[],
  url: string,
): readonly ImageCandidate[] => [
  ...images.flatMap((element) => {
    const address = resolve(element, url);
    if (address === undefined) return [];
    const attribute = (name: string) => attributeOf(element, name);
    const size = sizeOf(attribute('width'), attribute('height'));
    return [{ url: address, rank: Number(attribute('rank') ?? 0), ...size, alt: attribute('alt') ?? '' }];
  }),
  ...enclosures
    .filter(({ type, url: address }) => isImageFile(type, address))
    .map(({ url: address }) => ({ url: address, rank: 0 })),
  ...texts.flatMap((text) => (text === undefined ? [] : imagesIn(text))),
];

const imagesIn = (html: string): readonly ImageCandidate[] => {
  const found: ImageCandidate[] = [];
  for (const [tag] of html.matchAll(/<img\b[^<>]*>/g)) {
    if (found.length === MAX_IN_TEXT) break;
    tokenize(tag, {
      open: ({ attributes }) => {
        const size = sizeOf(attributes.get('width'), attributes.get('height'));
        const alt = singleLine(attributes.get('alt') ?? '');
        // The rank grows, because between images of equal rank the width would decide, not their order.
        found.push({ url: attributes.get('src') ?? '', rank: RANK_IN_TEXT + found.length, ...size, alt });
      },
    });
  }
  return found;
};

const sizeOf = (width: string | undefined, height: string | undefined) =>
  defined({ width: pixels(width), height: pixels(height) });

/** Reads a size in pixels, such as `800`, `800px` or `800.0`; undefined for a text such as `50%`. */
const pixels = (text: string | undefined): number | undefined =>
  positive(text?.trim().replace(/(?:\.\d*)?(?:px)?$/, ''));
