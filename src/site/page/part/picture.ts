import type { EntryImage } from '../../../domain/entry/entry.ts';
import type { Reader } from '../../language/reader.ts';
import { type Html, html } from './html.ts';

/**
 * Returns the outlet's own picture of an entry. The browser loads it from the outlet when it comes near the screen, without
 * a referrer. The style keeps a place for it, so that nothing moves when it arrives: a box that crops it or, with `isWhole`
 * and a known size, a box of its shape. Undefined if there is no picture, or pictures are switched off.
 */
export const picture = (
  image: EntryImage | undefined,
  { images }: Pick<Reader, 'images'>,
  isWhole = false,
): Html | undefined => {
  if (image === undefined || !images) return undefined;
  const { url, alt = '', ...size } = image;
  const attributes = sizeAttributes(size);
  const style = isWhole && attributes !== undefined ? 'picture whole' : 'picture';
  return html`<img class="${style}" src="${url}"${attributes} alt="${alt}" loading="lazy" decoding="async" referrerpolicy="no-referrer">
`;
};

/** Returns the size of a picture in pixels; undefined if the feed does not state it. */
const sizeAttributes = ({ width, height }: Pick<EntryImage, 'width' | 'height'>): Html | undefined =>
  width === undefined || height === undefined ? undefined : html` width="${width}" height="${height}"`;
