import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { withoutSecrets } from '../../domain/hide-secrets.ts';
import type { Source } from '../../domain/source/source.ts';
import type { Resource } from '../../serve/ports.ts';
import { OPML_CONTENT_TYPE, renderOpml } from '../feed/render-opml.ts';

const MAX_AGE_SECONDS = 3600;

/** The list of sources as OPML; it changes with the config. Anyone may read it, so secrets in addresses are left out. */
export const sourcesList = ({ sources, feed }: Config, since: Temporal.Instant | undefined): Resource => ({
  status: 200,
  contentType: OPML_CONTENT_TYPE,
  body: renderOpml(sources.map(asPublic), `Sources of ${feed.title}`),
  maxAgeSeconds: MAX_AGE_SECONDS,
  page: false,
  ...defined({ lastModified: since }),
});

const asPublic = (source: Source): Source => ({
  ...source,
  endpoints: [withoutSecrets(source.endpoints[0])],
});
