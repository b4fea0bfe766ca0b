const ADDRESS = 'https?:\\/\\/[\\w.:-]+';
const PATH = '(?:[\\w./?=~%+:,;@#-]|&amp;)*';

/**
 * Matches text, a required entity, or one tag spelt exactly as our sanitiser writes it.
 * Everything spelt differently, even attributes in another order, is left to the sanitiser.
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
 * Whether the sanitiser would leave HTML unchanged, so that it need not run; true for most bodies.
 * Knows few tags, and is true only where each one is closed in the right order.
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

/** Whether a tag may stand inside its parent. Where HTML would close the parent (a paragraph in a paragraph), it may not. */
const mayStandIn = (name: string, parent: string | undefined, open: readonly string[]): boolean => {
  if (open.length > 16) return false;
  if (name === 'li') return parent === 'ul' || parent === 'ol';
  if (name === 'a') return !open.includes('a');
  return !BLOCK.test(name) || parent === undefined || (BLOCK.test(parent) && !/^(?:p|h.)$/.test(parent));
};
