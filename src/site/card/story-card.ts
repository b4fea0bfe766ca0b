import type { ArticleImage } from '../../domain/article/image-of-article.ts';
import type { FeedSettings } from '../../domain/config.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import { excerpt } from '../../domain/entry/excerpt.ts';
import { makeEntry } from '../../domain/entry/make-entry.ts';
import type { StoryId } from '../../domain/story/story.ts';
import { isLoopback } from '../../domain/web-address.ts';
import type { Resource } from '../../serve/ports.ts';
import { entryContext } from '../entry-context.ts';
import { findStories } from '../name-related.ts';
import type { PageBase } from '../page/layout.ts';
import { type Html, html } from '../page/part/html.ts';
import { siteMotto, siteTitle } from '../page/part/view-name.ts';
import type { SiteContext } from '../site-context.ts';
import { CARD_SIZE, cardSvg } from './card-svg.ts';

/** Maximum length of the description of a card, in characters: the limit of Twitter Cards. */
const DESCRIPTION_CHARACTERS = 200;

/**
 * Minimum width of an outlet's picture in a link preview, in pixels, if the width is known. Social networks show a
 * narrower picture as a thumbnail.
 */
const MIN_PICTURE_WIDTH = 300;

/** Resolves to the image of a story's card, or to what replaces it (see `Cards`); undefined if the story is not stored. */
export const cardImage = async (
  { config, store, cards }: SiteContext,
  { id }: { readonly id: string },
): Promise<Resource | undefined> => {
  const story = (await findStories([id as StoryId], store)).get(id as StoryId);
  if (story === undefined) return undefined;
  const { feed } = config();
  const entry = makeEntry(story, entryContext(config()));
  const { title, language, outlet, reportedAt } = entry;
  return cards(JSON.stringify([title, language, outlet.name, reportedAt, feed.title]), () =>
    cardSvg(entry, feed),
  );
};

type Card = Pick<PageBase, 'settings' | 'reader' | 'isStatic'>;

/** Returns the `meta` elements for link previews of a story's page (Open Graph, Twitter Cards). */
export const cardTags = (entry: Entry, { settings, reader, isStatic = false }: Card): Html => {
  const page = `${settings.url}/stories/${entry.story}`;
  const image = outletPicture(entry, reader) ?? ownImage(entry, page, settings, isStatic);
  const isLarge = image !== undefined && !image.isIcon;
  return html`<meta property="og:type" content="article">
<meta property="og:site_name" content="${siteTitle(settings, reader)}">
<meta property="og:title" content="${entry.title}">
<meta property="og:description" content="${excerpt(entry.summary ?? siteMotto(settings, reader), DESCRIPTION_CHARACTERS)}">
<meta property="og:url" content="${page}">
<meta name="twitter:card" content="${isLarge ? 'summary_large_image' : 'summary'}">
${image && imageTags(image)}`;
};

type CardPicture = ArticleImage & { readonly isIcon?: boolean };

const imageTags = ({
  url,
  width,
  height,
  alt,
}: CardPicture): Html => html`<meta property="og:image" content="${url}">
${
  width === undefined || height === undefined
    ? undefined
    : html`<meta property="og:image:width" content="${width}">
<meta property="og:image:height" content="${height}">
`
}<meta property="og:image:alt" content="${alt}">
`;

const outletPicture = ({ image, title }: Entry, { images }: Card['reader']): CardPicture | undefined =>
  image === undefined || !images || (image.width ?? MIN_PICTURE_WIDTH) < MIN_PICTURE_WIDTH
    ? undefined
    : { alt: title, ...image };

const ownImage = (
  { title }: Entry,
  page: string,
  { url, title: site }: FeedSettings,
  isStatic: boolean,
): CardPicture | undefined => {
  if (isLoopback(url)) return undefined;
  return isStatic
    ? { url: `${url}/icon-large.png`, alt: site, isIcon: true }
    : { url: `${page}/card.png`, ...CARD_SIZE, alt: title };
};
