import type sharpPackage from 'sharp';

/** A drawn card, or what this machine lacks: the image library or a font. */
export type Drawn =
  | { readonly kind: 'png'; readonly bytes: Uint8Array }
  | { readonly kind: 'no-library' | 'no-font' };

type Sharp = typeof sharpPackage;

/** The letters that are drawn to test for a Japanese font, and for any font. */
const [JAPANESE_LETTER, LATIN_LETTER] = ['瓦', 'A'];

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Font size of the letter in the test for fonts, in pixels. */
const LETTER_SIZE = 120;
/** A letter has no font if its drawn height is at most this, in pixels. */
const MIN_LETTER_HEIGHT = 40;

/** Makes a function that draws SVG as PNG outside the main thread, or resolves to what this machine lacks. */
export const createDrawer = (load: () => Promise<Sharp> = loadSharp): ((svg: string) => Promise<Drawn>) => {
  let loading: Promise<Sharp | undefined> | undefined;
  const known = new Map<string, Promise<boolean>>();
  return async (svg) => {
    loading ??= load().catch(() => undefined);
    const sharp = await loading;
    if (sharp === undefined) return { kind: 'no-library' };
    const letter = JAPANESE.test(svg) ? JAPANESE_LETTER : LATIN_LETTER;
    const hasFont = await known.getOrInsertComputed(letter, () => canDraw(sharp, letter));
    if (!hasFont) return { kind: 'no-font' };
    return { kind: 'png', bytes: await sharp(Buffer.from(svg)).png().toBuffer() };
  };
};

const loadSharp = async (): Promise<Sharp> => {
  const { default: sharp } = await import('sharp');
  // One thread leaves the other processors free.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
};

/** Resolves to true if a font has a letter. Otherwise the letter is drawn as a box, much too small, or not at all. */
const canDraw = async (sharp: Sharp, letter: string): Promise<boolean> => {
  const side = 2 * LETTER_SIZE;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">
<rect width="${side}" height="${side}" fill="#fff"/>
<text x="${LETTER_SIZE / 2}" y="${1.5 * LETTER_SIZE}" font-size="${LETTER_SIZE}" font-family="serif">${letter}</text>
</svg>`;
  const drawn = sharp(Buffer.from(svg)).flatten().greyscale().trim();
  const { data, info } = await drawn.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const isFull = (column: number): boolean => {
    for (let row = 0; row < height; row += 1) {
      if ((data[(row * width + column) * channels] ?? 0) > WHITE) return false;
    }
    return true;
  };
  // `trim` leaves an image without a letter as it is.
  return height > MIN_LETTER_HEIGHT && height < side && !(isFull(0) && isFull(width - 1));
};

/** Grey value (0 to 255) above which a pixel counts as white. */
const WHITE = 250;
