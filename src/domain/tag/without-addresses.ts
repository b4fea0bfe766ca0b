const ADDRESS = /<\/?[a-z][^>]*(?:>|$)|https?:\/\/\S+/gi;

/** Blanks web addresses and markup, place for place: a word inside one says nothing of what an article is about. */
export const withoutAddresses = (text: string): string =>
  text.includes('<') || text.includes('://')
    ? text.replace(ADDRESS, (address) => ' '.repeat(address.length))
    : text;
