import { OPML_CONTENT_TYPE, renderOpml } from '../../../adapters/publish/render-opml.ts';
import type { Config, Resource } from '../../../pipeline/ports.ts';

const MAX_AGE_SECONDS = 3600;

/** The list of sources as OPML; it changes with the config. */
export const sourcesList = ({ sources, feed }: Config, since: Temporal.Instant | undefined): Resource => ({
  status: 200,
  contentType: OPML_CONTENT_TYPE,
  body: renderOpml(sources, `Sources of ${feed.title}`),
  maxAgeSeconds: MAX_AGE_SECONDS,
  page: false,
  ...(since === undefined ? {} : { lastModified: since }),
});
