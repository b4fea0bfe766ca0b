/** Takes ` - Outlet` off the end of an aggregator's title where the item itself names that outlet. */
export const withoutOutlet = (title: string, outlet: string | undefined): string => {
  const suffix = ` - ${outlet ?? ''}`;
  return outlet !== undefined && outlet !== '' && title.endsWith(suffix) && title.length > suffix.length
    ? title.slice(0, -suffix.length).trim()
    : title;
};

/**
 * Whether sanitised HTML holds nothing but links, each with its outlet's name: Google News describes a story
 * by the headlines of other outlets, which is no summary of it.
 */
export const isListOfLinks = (html: string): boolean => {
  if (!html.includes('<a ')) return false;
  if (
    /^(?:<ol>|<ul>)?(?:<li>)?<a [^>]*>[^<]*<\/a>(?:&nbsp;|\s|\u00a0)*(?:<[a-z]+>)?[^<]{0,80}(?:<\/[a-z]+>)*$/.test(
      html,
    )
  )
    return true;
  const items = html.match(/<li>/g)?.length ?? 0;
  return items > 1 && (html.match(/<li>(?:<[a-z]+>)*<a /g)?.length ?? 0) === items && html.startsWith('<');
};
