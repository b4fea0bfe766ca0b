/** Takes ` - Outlet` off the end of an aggregator's title where the item itself names that outlet. */
export const withoutOutlet = (title: string, outlet: string | undefined): string => {
  const suffix = ` - ${outlet ?? ''}`;
  return outlet !== undefined && outlet !== '' && title.endsWith(suffix) && title.length > suffix.length
    ? title.slice(0, -suffix.length).trim()
    : title;
};

const LIST_ITEM = /<li>/g;
const LIST_ITEM_OF_LINK = /<li>(?:<(?:strong|b|span|p)>)*<a /g;

/**
 * Whether sanitised HTML is no text of its own: a list of links, or one link with the outlet's name.
 * Google News describes a story by the headlines of other outlets.
 */
export const isListOfLinks = (html: string, outlet: string | undefined): boolean => {
  if (!html.includes('<a ')) return false;
  const items = html.match(LIST_ITEM)?.length ?? 0;
  if (items > 0) return html.startsWith('<') && html.match(LIST_ITEM_OF_LINK)?.length === items;
  const rest = /^<a [^<>]*>[^<]*<\/a>(.*)$/s
    .exec(html)?.[1]
    ?.replace(/<[^<>]*>|&nbsp;/g, '')
    .trim();
  return rest === '' || (rest !== undefined && rest === outlet);
};
