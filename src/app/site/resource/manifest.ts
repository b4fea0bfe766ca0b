import { MANIFEST_CONTENT_TYPE, renderManifest } from '../../../adapters/publish/render-manifest.ts';
import type { Config, Resource } from '../../../pipeline/ports.ts';

const MAX_AGE_SECONDS = 86_400;

/** What a browser asks when somebody installs the page. */
export const manifest = ({ feed }: Config): Resource => ({
  status: 200,
  contentType: MANIFEST_CONTENT_TYPE,
  body: renderManifest(feed),
  maxAgeSeconds: MAX_AGE_SECONDS,
  page: false,
});
