/** Names in use for Japanese encodings that the Encoding Standard does not list. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cp932: 'shift_jis',
    'shift_jis-2004': 'shift_jis',
    shift_jisx0213: 'shift_jis',
    eucjp: 'euc-jp',
    euc_jp: 'euc-jp',
    'eucjp-ms': 'euc-jp',
    'eucjp-win': 'euc-jp',
    cp51932: 'euc-jp',
    jis: 'iso-2022-jp',
    cp50220: 'iso-2022-jp',
    cp50221: 'iso-2022-jp',
  }),
);

/** The encoding that a `Content-Type` names (RFC 9110 §8.3.2), by its name in the Encoding Standard. */
export const charsetOfContentType = (contentType: string | undefined): string | undefined =>
  encodingOf(/charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType?.slice(0, 1000) ?? '')?.[1]);

/** The encoding that an XML declaration names (XML 1.0 §4.3.3), read from a document's first bytes as Latin-1. */
export const charsetOfDeclaration = (head: string): string | undefined =>
  encodingOf(/<\?xml\s[^>]*?encoding\s*=\s*["']?([^\s"'?>]+)/i.exec(head)?.[1]);

const encodingOf = (label: string | undefined): string | undefined => {
  if (label === undefined) return undefined;
  const name = label.toLowerCase();
  try {
    return new TextDecoder(ALIASES.get(name) ?? name).encoding;
  } catch {
    // An unknown name is treated as no declaration.
    return undefined;
  }
};
