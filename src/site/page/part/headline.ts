import { findUnbroken } from '../../../domain/entry/find-unbroken.ts';
import type { Language } from '../../../domain/source/source.ts';
import type { Stretch } from '../../../domain/stretch.ts';
import { type Html, html } from './html.ts';

/**
 * Returns a headline in which a number and its unit stay on one line if they fit (see `findUnbroken`). `marks` are the
 * parts that a search found.
 */
export const headline = (text: string, marks: readonly Stretch[] = []): Html => {
  const parts: Html[] = [];
  let at = 0;
  for (const { start, end } of findUnbroken(text)) {
    parts.push(marked(text, { start: at, end: start }, marks));
    parts.push(html`<span class="nb">${marked(text, { start, end }, marks)}</span>`);
    at = end;
  }
  return html`${parts}${marked(text, { start: at, end: text.length }, marks)}`;
};

/** Returns a headline. A Japanese headline breaks between its clauses if possible; a clause ends with a space. */
export const largeHeadline = (text: string, language: Language): Html => {
  if (language !== 'ja') return headline(text);
  const clauses = text.split(/(?<=\s)(?=\S)/u);
  return html`${clauses.map((clause) => html`<span class="clause">${headline(clause)}</span>`)}`;
};

/** Returns a part of a text, with the matches of a search as `<mark>`. */
export const marked = (text: string, { start, end }: Stretch, marks: readonly Stretch[]): Html => {
  const parts: Html[] = [];
  let at = start;
  for (const mark of marks) {
    const [from, until] = [Math.max(mark.start, start), Math.min(mark.end, end)];
    if (from >= until) continue;
    parts.push(html`${text.slice(at, from)}<mark>${text.slice(from, until)}</mark>`);
    at = until;
  }
  return html`${parts}${text.slice(at, end)}`;
};
