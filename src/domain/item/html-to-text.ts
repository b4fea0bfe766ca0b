const BLOCK_END =
  /<\/(p|div|li|ul|ol|h[1-6]|blockquote|tr|table|pre|figure|figcaption|section|article)>|<(br|hr)\s*\/?>/gi;

const ENTITY: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/**
 * The plain text of sanitised HTML, a line for each paragraph, without empty lines.
 * Relies on the sanitiser having left well-formed tags and only the five basic entities and `&nbsp;`.
 */
export const htmlToText = (html: string): string =>
  html
    .replace(/\s+/g, ' ')
    .replace(BLOCK_END, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp);|&#39;/g, (entity, name: string | undefined) =>
      name === undefined ? "'" : (ENTITY[name] ?? entity),
    )
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
