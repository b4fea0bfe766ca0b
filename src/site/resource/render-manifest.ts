import type { FeedSettings } from '../../domain/config.ts';

export const MANIFEST_CONTENT_TYPE = 'application/manifest+json';

/** The web application manifest (W3C): name, colours and icons for those who put the page on their home screen. */
export const renderManifest = ({ title, description }: FeedSettings): string =>
  `${JSON.stringify(
    {
      name: title,
      short_name: title,
      description,
      // Relative to the manifest's own address, wherever the site lies.
      start_url: './',
      scope: './',
      display: 'minimal-ui',
      background_color: '#fbf9f4',
      theme_color: '#ab2c1a',
      icons: [
        { src: 'icon.png', sizes: '192x192', type: 'image/png' },
        { src: 'icon-large.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
      ],
    },
    undefined,
    2,
  )}\n`;
