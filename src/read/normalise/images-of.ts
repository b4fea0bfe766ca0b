import { defined } from '../../domain/defined.ts';
import { type ImageCandidate, isImageFile } from '../../domain/item/choose-image.ts';
import type { Enclosure } from '../../domain/item/raw-item.ts';
import { singleLine } from '../plain-text.ts';
import { tokenize } from '../tokenize.ts';
import { resolve } from './choose-link.ts';
import { attributeOf, positive, type ReadItem } from './read-canonical.ts';

/** Rank of the first image inside a text. It comes after all images that the document attaches to the item. */
const RANK_IN_TEXT = 9;

/** Maximum number of a text's images that are considered; the first suitable picture among them is used. */
const MAX_IN_TEXT = 4;

/** Returns all images of an item: attached images, enclosures, and the first images of its sanitised texts. */
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

/** Returns the first images of sanitised HTML. */
const imagesIn = (html: string): readonly ImageCandidate[] => {
  const found: ImageCandidate[] = [];
  for (const [tag] of html.matchAll(/<img\b[^<>]*>/g)) {
    if (found.length === MAX_IN_TEXT) break;
    tokenize(tag, {
      open: ({ attributes }) => {
        const size = sizeOf(attributes.get('width'), attributes.get('height'));
        const alt = singleLine(attributes.get('alt') ?? '');
        // Each image has a rank of its own. If two had the same rank, the width would decide.
        found.push({ url: attributes.get('src') ?? '', rank: RANK_IN_TEXT + found.length, ...size, alt });
      },
    });
  }
  return found;
};

const sizeOf = (width: string | undefined, height: string | undefined) =>
  defined({ width: pixels(width), height: pixels(height) });

/** Returns a size in pixels, from `800`, `800px` or `800.0`; undefined for other texts. */
const pixels = (text: string | undefined): number | undefined =>
  positive(text?.trim().replace(/(?:\.\d*)?(?:px)?$/, ''));
