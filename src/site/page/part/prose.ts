import { type Html, html } from './html.ts';

/** Pattern of a quotation, of a key or command in backticks, or of Japanese. */
const STRETCHES =
  /“[^“”]*”|`[^`]*`|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・、。「」『』（）]+/gu;

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Returns a text as HTML. Text in backticks becomes code, except inside a quotation. Japanese outside code is marked as
 * Japanese; a quotation with any Japanese is marked whole.
 */
export const prose = (text: string): Html => {
  const parts: Html[] = [];
  let at = 0;
  for (const { 0: stretch, index } of text.matchAll(STRETCHES)) {
    parts.push(html`${text.slice(at, index)}${marked(stretch)}`);
    at = index + stretch.length;
  }
  return html`${parts}${text.slice(at)}`;
};

/** Returns an English text as HTML that names its language. The folding and the health of sources write only English. */
export const english = (text: string): Html => html`<span lang="en">${prose(text)}</span>`;

const marked = (stretch: string): Html => {
  if (stretch.startsWith('`')) return html`<code>${stretch.slice(1, -1)}</code>`;
  if (!JAPANESE.test(stretch)) return html`${stretch}`;
  return stretch.startsWith('“')
    ? html`“<span lang="ja">${stretch.slice(1, -1)}</span>”`
    : html`<span lang="ja">${stretch}</span>`;
};
