const ADDRESS = /<\/?[a-z][^>]*(?:>|$)|https?:\/\/\S+/gi;

/** News comes to the point in its first lines; what follows would cost time and bring chance words. */
const MOST_CHARACTERS = 2000;

/** The part of a text that is read for tags: its head, with web addresses and markup blanked place for place. */
export const readablePart = (text: string): string => {
  const head = text.slice(0, MOST_CHARACTERS);
  if (!head.includes('<') && !head.includes('://')) return head;
  return head.replace(ADDRESS, (address) => ' '.repeat(address.length));
};
