/** Removes ` - Outlet` from the end of an aggregator's title where the item itself names that outlet. */
export const withoutOutlet = (title: string, outlet: string | undefined): string => {
  const suffix = ` - ${outlet ?? ''}`;
  return outlet !== undefined && outlet !== '' && title.endsWith(suffix) && title.length > suffix.length
    ? title.slice(0, -suffix.length).trim()
    : title;
};

const LINK_IN_LIST = /^(?:<(?:strong|b|span|p)>)*<a /;

/**
 * Whether sanitised HTML is only a list of Google News links, or one such link and the outlet's name. Google News
 * describes a story by the headlines of other outlets. An outlet's list of its own pages does not count.
 */
export const isListOfLinks = (html: string, outlet: string | undefined): boolean => {
  if (!html.includes('<a ') || !leadsToGoogleNews(html)) return false;
  const [before, ...items] = html.split('<li>');
  if (items.length > 0)
    return (
      !hasText(before) &&
      items.every((item) => LINK_IN_LIST.test(item)) &&
      !hasText(items.at(-1)?.split('</li>').at(-1))
    );
  const rest = /^<a [^<>]*>[^<]*<\/a>(.*)$/s
    .exec(html)?.[1]
    ?.replace(/<[^<>]*>|&nbsp;/g, '')
    .trim();
  return rest === '' || (rest !== undefined && rest === outlet);
};

const leadsToGoogleNews = (html: string): boolean =>
  [...html.matchAll(/ href="([^"]*)"/g)].every(([, address = '']) =>
    /^https?:\/\/news\.google\.com\//.test(address),
  );

const hasText = (html: string | undefined): boolean =>
  html !== undefined && html.replace(/<[^<>]*>/g, '').trim() !== '';
