import type { Config } from '../../domain/config.ts';
import type { Resource } from '../../serve/ports.ts';
import { MANIFEST_CONTENT_TYPE, renderManifest } from './render-manifest.ts';

const MAX_AGE_SECONDS = 86_400;

/** What a browser asks when somebody installs the page. */
export const manifest = ({ feed }: Config): Resource => ({
  status: 200,
  contentType: MANIFEST_CONTENT_TYPE,
  body: renderManifest(feed),
  maxAgeSeconds: MAX_AGE_SECONDS,
  page: false,
});
