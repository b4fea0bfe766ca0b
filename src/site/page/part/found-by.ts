import type { Entry } from '../../../domain/entry/entry.ts';
import type { EntryContext } from '../../../domain/entry/make-entry.ts';
import { nameOutlet } from '../../../domain/entry/name-outlet.ts';
import type { OutletId } from '../../../domain/source/outlet.ts';
import type { Reader } from '../../language/reader.ts';
import type { FoundBy } from '../../search/why-found.ts';
import { marked } from './headline.ts';
import { type Html, html } from './html.ts';
import { prose } from './prose.ts';
import { tagName, tagPath, target } from './story-item.ts';

type Outlets = EntryContext['outlets'];

/** Why a search found a story, where its title and summary do not show it: a line for each reason. */
export const foundBy = (
  reasons: readonly FoundBy[],
  { tags, language }: Pick<Entry, 'tags' | 'language'>,
  outlets: Outlets,
  reader: Reader,
): Html | undefined => {
  if (reasons.length === 0) return undefined;
  const labelOf = (kind: string, key: string): Html => {
    const tag = tags.find((one) => one.kind === kind && one.key === key);
    return tag === undefined ? html`${key}` : tagName(tag, language, reader);
  };
  return html`<ul class="found">
${reasons.map(
  (reason) => html`<li>${inWords(reason, labelOf, outlets, reader)}</li>
`,
)}</ul>
`;
};

const inWords = (
  reason: FoundBy,
  labelOf: (kind: string, key: string) => Html,
  outlets: Outlets,
  { language, link, sayHtml }: Reader,
): Html => {
  switch (reason.kind) {
    case 'company':
    case 'topic': {
      const { kind, key } = reason;
      const name = html`<a href="${link(tagPath({ kind, key }))}"><mark>${labelOf(kind, key)}</mark></a>`;
      return sayHtml(`found.${kind}`, { name });
    }
    case 'outlet': {
      const { name, nameJa = name } = outlets.get(reason.key as OutletId) ?? { name: reason.key };
      const shown = prose(language === 'ja' ? nameJa : name);
      return sayHtml('found.outlet', {
        name: html`<a href="${link(`/outlets/${reason.key}`)}"><mark>${shown}</mark></a>`,
      });
    }
    case 'report': {
      const { title, link: address, language: own } = reason.article;
      const shown = marked(title, { start: 0, end: title.length }, reason.marks);
      return html`${outletOf(reason, outlets)}: <a href="${target(address)}" lang="${own}">${shown}</a>`;
    }
    case 'text': {
      const { article, text, marks } = reason;
      const outlet = outletOf(reason, outlets);
      if (text === undefined) return sayHtml('found.text', { outlet });
      const shown = marked(text, { start: 0, end: text.length }, marks);
      return html`${outlet}: <span lang="${article.language}">${shown}</span>`;
    }
  }
};

const outletOf = ({ article }: Extract<FoundBy, { readonly article: unknown }>, outlets: Outlets): Html =>
  prose(nameOutlet(article, article.language, outlets));
