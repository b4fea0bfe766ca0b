const ADDRESS = /[^\s<>()"]+@[^\s<>()"]+/;

/**
 * The name in what RSS calls an author: `mail@example.jp (Name)`, `Name <mail@example.jp>`,
 * `mail@example.jp Name`; the address itself where there is no name. Takes at most a few hundred characters.
 */
export const personName = (text: string): string => {
  const short = text.slice(0, 300);
  if (!ADDRESS.test(short)) return short.trim();
  const inBrackets = /\(([^()]+)\)/.exec(short)?.[1]?.trim();
  if (inBrackets !== undefined && inBrackets !== '') return inBrackets;
  const rest = short
    .replace(ADDRESS, '')
    .replace(/[<>()"]/g, '')
    .replace(/^mailto:/i, '')
    .trim();
  return rest === '' ? (ADDRESS.exec(short)?.[0] ?? '') : rest;
};
