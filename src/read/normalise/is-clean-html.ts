const ADDRESS = 'https?:\\/\\/[\\w.:-]+';
const PATH = '(?:[\\w./?=~%+:,;@#-]|&amp;)*';

/**
 * Text, an entity that has to be one, or one tag in the very spelling that our sanitiser writes.
 * The sanitiser judges everything that is spelt otherwise, even attributes in another order.
 */
const PIECE = new RegExp(
  [
    '[^<>&]*(?:&(?:amp|lt|gt);',
    '<(?:(\\/?)(p|div|ul|ol|li|h[2-4]|blockquote|strong|b|em|i|span)',
    '(\\/)(a)',
    `()(a) href="${ADDRESS}(?:\\/${PATH})?"`,
    'br \\/',
    `img(?: alt="[^"<>&]*")? src="${ADDRESS}\\/${PATH}" \\/)>`,
    '$)',
  ].join('|'),
  'y',
);

const BLOCK = /^(?:p|div|ul|ol|li|h[2-4]|blockquote)$/;

/**
 * Whether HTML is already what the sanitiser would make of it, so that it need not be asked: most bodies are.
 * It knows few tags, and only says yes where each is closed in its turn.
 */
export const isCleanHtml = (html: string): boolean => {
  const open: string[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < html.length) {
    const match = PIECE.exec(html);
    if (match === null) return false;
    const name = match[2] ?? match[4] ?? match[6];
    if (name === undefined) continue;
    if (match[1] === '/' || match[3] === '/') {
      if (open.pop() !== name) return false;
    } else if (mayStandIn(name, open.at(-1), open)) {
      open.push(name);
    } else {
      return false;
    }
  }
  return open.length === 0;
};

/** Where HTML would close the parent by itself (a paragraph in a paragraph), the sanitiser has work to do. */
const mayStandIn = (name: string, parent: string | undefined, open: readonly string[]): boolean => {
  if (open.length > 16) return false;
  if (name === 'li') return parent === 'ul' || parent === 'ol';
  if (name === 'a') return !open.includes('a');
  return !BLOCK.test(name) || parent === undefined || (BLOCK.test(parent) && !/^(?:p|h.)$/.test(parent));
};
