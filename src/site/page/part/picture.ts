import type { ArticleImage } from '../../../domain/article/image-of-article.ts';
import type { Reader } from '../../language/reader.ts';
import { type Html, html } from './html.ts';

/**
 * Returns the picture of an entry; undefined if there is none, or if pictures are switched off. With `isWhole` and a
 * known size, the picture is not cropped.
 */
export const picture = (
  image: ArticleImage | undefined,
  { images }: Pick<Reader, 'images'>,
  isWhole = false,
): Html | undefined => {
  if (image === undefined || !images) return undefined;
  const { url, alt = '', width, height } = image;
  const size = width === undefined ? undefined : html` width="${width}" height="${height}"`;
  const style = isWhole && size !== undefined ? 'picture whole' : 'picture';
  return html`<img class="${style}" src="${url}"${size} alt="${alt}" loading="lazy" decoding="async" referrerpolicy="no-referrer">
`;
};
