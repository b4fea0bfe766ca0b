import type { ImageDetails } from '../item/choose-image.ts';
import type { Article } from './article.ts';

/** The picture of an article. `url` begins with https. */
export type ArticleImage = ImageDetails & { readonly url: string };

/**
 * Returns the picture that pages and feeds show with an article; undefined if its source does not allow it, or if the
 * article has no picture at an https address.
 */
export const imageOfArticle = ({
  image: url,
  imageDetails,
  republish,
}: Pick<Article, 'image' | 'imageDetails' | 'republish'>): ArticleImage | undefined =>
  url?.startsWith('https://') && republish !== 'headline' ? { url, ...imageDetails } : undefined;
