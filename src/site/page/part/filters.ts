import type { Outlet } from '../../../domain/source/outlet.ts';
import type { Topic } from '../../../domain/tag/topic.ts';
import type { Reader } from '../../language/reader.ts';
import { type Html, html } from './html.ts';

export type FilterChoice = {
  readonly chosen: { readonly language?: string; readonly topic?: string; readonly outlet?: string };
  readonly topics: readonly Pick<Topic, 'key' | 'label'>[];
  readonly outlets: readonly Pick<Outlet, 'id' | 'name'>[];
};

/** A form that narrows the front page to a language, a topic and an outlet; it needs no script. */
export const filters = ({ chosen, topics, outlets }: FilterChoice, reader: Reader): Html =>
  html`<details class="narrow"${Object.keys(chosen).length === 0 ? undefined : html` open`}><summary>Filter</summary>
<form class="filters" action="${reader.base}/" aria-label="Show only">${reader.field}
${select('language', 'Language', chosen.language, LANGUAGES)}${select(
  'topic',
  'Topic',
  chosen.topic,
  topics.map(({ key, label }) => ({ value: key, text: label.en })),
)}${select(
  'outlet',
  'Outlet',
  chosen.outlet,
  outlets.map(({ id, name }) => ({ value: id, text: name })),
)}<button>Show</button>${Object.keys(chosen).length === 0 ? undefined : html` <a href="${reader.link('/')}">Show all</a>`}
</form></details>
`;

type Option = { readonly value: string; readonly text: string };

const LANGUAGES: readonly Option[] = [
  { value: 'ja', text: 'Japanese' },
  { value: 'en', text: 'English' },
];

const select = (name: string, label: string, chosen: string | undefined, options: readonly Option[]): Html =>
  html`<label>${label} <select name="${name}"><option value="">All</option>${options.map(
    ({ value, text }) =>
      html`<option value="${value}"${value === chosen ? html` selected` : undefined}>${text}</option>`,
  )}</select></label>
`;
