import type { FeedSettings, FeedView } from '../../../pipeline/ports.ts';
import { escapeXml } from '../clean-text.ts';
import { feedPath } from '../web-url.ts';

/** The way to a feed's older entries and back (RFC 5005 §4), as elements of the name; empty for a feed without archives. */
export const archiveLinks = (
  { archive }: FeedView,
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
  ].join('');
};
