import type { FeedSettings } from '../../../src/domain/config.ts';
import type { FeedView } from '../../../src/site/feed/feed-view.ts';
import { makeReader } from '../../../src/site/language/reader.ts';

/** The settings of an installation without a hub. */
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

/** A reader of English, of a site at the root of its server. */
export const reader = makeReader({ language: 'en', base: '' });
