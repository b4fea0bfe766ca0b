import type { Outlet } from '../../../domain/source/outlet.ts';
import type { Topic } from '../../../domain/tag/topic.ts';
import { outletIn, type Reader } from '../../language/reader.ts';
import type { Filters } from '../../views.ts';
import { type Html, html } from './html.ts';

export type FilterChoice = {
  readonly chosen: Filters;
  readonly topics: readonly Pick<Topic, 'key' | 'label'>[];
  readonly outlets: readonly Pick<Outlet, 'id' | 'name' | 'nameJa'>[];
};

/** Returns a form that narrows the front page by language, topic and outlet. */
export const filters = (choice: FilterChoice, reader: Reader): Html => {
  const { base, field, say } = reader;
  return html`${opening(choice, reader)}
<form class="filters" action="${base}/" aria-label="${say('filters.showOnly')}">${field}
${selects(choice, reader)}<button>${say('filters.show')}</button>${showAll(choice, reader, '/')}
</form></details>
`;
};

/** The id of the search form in the masthead. */
export const SEARCH_FORM = 'search';

/**
 * Returns the filters of a search, which belong to the search form in the masthead. `everything` is the path of the
 * search without filters.
 */
export const searchFilters = (choice: FilterChoice, everything: string, reader: Reader): Html => {
  const { say } = reader;
  const { from, to } = choice.chosen;
  return html`${opening(choice, reader)}
<div class="filters" role="group" aria-label="${say('filters.showOnly')}">
${selects(choice, reader, OF_SEARCH)}${day('from', say('filters.from'), from)}${day('to', say('filters.to'), to)}
<button${OF_SEARCH}>${say('search.search')}</button>${showAll(choice, reader, everything)}
</div></details>
`;
};

const OF_SEARCH = html` form="${SEARCH_FORM}"`;

const opening = ({ chosen }: FilterChoice, { say }: Reader): Html =>
  html`<details class="narrow"${isNarrowed(chosen) ? html` open` : undefined}><summary>${say('filters.filter')}</summary>`;

const isNarrowed = (chosen: Filters): boolean => Object.keys(chosen).length > 0;

const showAll = ({ chosen }: FilterChoice, { link, say }: Reader, path: string): Html | undefined =>
  isNarrowed(chosen) ? html` <a href="${link(path)}">${say('filters.showAll')}</a>` : undefined;

const LANGUAGES = ['ja', 'en'] as const;

const selects = (
  { chosen, topics, outlets }: FilterChoice,
  { language, say }: Reader,
  attributes?: Html,
): Html => {
  const choices = {
    language: LANGUAGES.map((value) => ({ value, text: say(`language.${value}`) })),
    topic: topics.map(({ key, label }) => ({ value: key, text: label[language] })),
    outlet: outlets.map((outlet) => ({ value: outlet.id, text: outletIn(language, outlet) })),
  };
  return html`${(['language', 'topic', 'outlet'] as const).map(
    (name) =>
      html`<label>${say(`filters.${name}`)} <select name="${name}"${attributes}><option value="">${say('filters.all')}</option>${choices[
        name
      ].map(
        ({ value, text }) =>
          html`<option value="${value}"${value === chosen[name] ? html` selected` : undefined}>${text}</option>`,
      )}</select></label>
`,
  )}`;
};

const day = (name: string, label: string, chosen = ''): Html =>
  html`<label>${label} <input type="date" name="${name}" value="${chosen}"${OF_SEARCH}></label>
`;
