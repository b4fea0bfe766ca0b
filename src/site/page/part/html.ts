import { escapeHtml } from '../../clean-text.ts';

/** Finished HTML. Plain text cannot be used as HTML by mistake. */
export type Html = { readonly kind: 'html'; readonly text: string };

type Value = string | number | Html | undefined | readonly Value[];

/** Returns a template as HTML. Inserted numbers and texts are escaped; lists are joined; undefined becomes empty. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  kind: 'html',
  text: parts.map((part, index) => part + write(values[index])).join(''),
});

/** Returns the pieces with a separator between them. */
export const joined = (pieces: readonly Html[], separator: string): Html =>
  html`${pieces.map((piece, n) => html`${n === 0 ? '' : separator}${piece}`)}`;

const write = (value: Value): string => {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return 'kind' in value ? value.text : value.map(write).join('');
};
