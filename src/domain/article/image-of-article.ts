import type { ImageDetails } from '../item/choose-image.ts';
import type { Article } from './article.ts';

/** The picture of an article, at an address of its outlet. */
export type ArticleImage = ImageDetails & { readonly url: string };

/**
 * Returns the picture that pages and feeds show with an article; undefined if the source does not allow it, or if its
 * address is not https. Earlier versions also stored http addresses.
 */
export const imageOfArticle = ({
  image: url,
  imageDetails,
  republish,
}: Pick<Article, 'image' | 'imageDetails' | 'republish'>): ArticleImage | undefined =>
  url?.startsWith('https://') && republish !== 'headline' ? { url, ...imageDetails } : undefined;
