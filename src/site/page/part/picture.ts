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
  const { url, alt = '', ...size } = image;
  const attributes = sizeAttributes(size);
  const style = isWhole && attributes !== undefined ? 'picture whole' : 'picture';
  return html`<img class="${style}" src="${url}"${attributes} alt="${alt}" loading="lazy" decoding="async" referrerpolicy="no-referrer">
`;
};

const sizeAttributes = ({ width, height }: Pick<ArticleImage, 'width' | 'height'>): Html | undefined =>
  width === undefined || height === undefined ? undefined : html` width="${width}" height="${height}"`;
