import type { FeedSettings, FeedView } from '../../../src/pipeline/ports.ts';

/** Of an installation that has no hub. */
export const settings: FeedSettings = {
  title: 'Kawaraban',
  description: 'Japanese business news',
  url: 'https://kawaraban.example',
  authority: 'kawaraban.example,2026',
};

/** The merged feed. */
export const view: FeedView = {
  path: '/feed',
  title: 'Kawaraban',
  description: 'Japanese business news',
  pagePath: '/',
};
