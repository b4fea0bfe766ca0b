import type { Resource } from '../../serve/ports.ts';
import type { SiteContext } from '../site-context.ts';

const MAX_AGE_SECONDS = 86_400;

/** The web application manifest (W3C): name, colours and icons for those who put the page on their home screen. */
export const manifest = ({ config }: Pick<SiteContext, 'config'>): Resource => {
  const { title, description } = config().feed;
  const content = {
    name: title,
    short_name: title,
    description,
    // Relative to the manifest's own address, under any path of a server.
    start_url: './',
    scope: './',
    display: 'minimal-ui',
    background_color: '#fbf9f4',
    theme_color: '#ab2c1a',
    icons: [
      { src: 'icon.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-large.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
    ],
  };
  return {
    status: 200,
    contentType: 'application/manifest+json',
    body: `${JSON.stringify(content, undefined, 2)}\n`,
    maxAgeSeconds: MAX_AGE_SECONDS,
    page: false,
  };
};
