import type { FeedSettings } from '../../domain/config.ts';
import { escapeXml } from '../clean-text.ts';
import { feedPath } from './feed-path.ts';
import type { FeedView } from './feed-view.ts';

/**
 * Link elements that lead to a feed's older entries and back: to archives (RFC 5005 §4) or pages (§3), which are Atom
 * documents. Empty for a feed that has neither.
 */
export const olderLinks = (
  { archive, pages }: FeedView,
  settings: FeedSettings,
  element: 'link' | 'atom:link',
): string => {
  const link = (rel: string, path: string | undefined): string =>
    path === undefined
      ? ''
      : `<${element} rel="${rel}" type="application/atom+xml" href="${escapeXml(`${settings.url}${feedPath(path, 'atom')}`)}"/>`;
  return [
    link('current', archive?.current),
    link('prev-archive', archive?.prev),
    link('next-archive', archive?.next),
    link('first', pages?.first),
    link('next', pages?.next),
  ].join('');
};
