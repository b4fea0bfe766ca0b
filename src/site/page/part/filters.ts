import type { Outlet } from '../../../domain/source/outlet.ts';
import type { Topic } from '../../../domain/tag/topic.ts';
import type { Reader } from '../../language/reader.ts';
import { type Html, html } from './html.ts';

export type FilterChoice = {
  readonly chosen: { readonly language?: string; readonly topic?: string; readonly outlet?: string };
  readonly topics: readonly Pick<Topic, 'key' | 'label'>[];
  readonly outlets: readonly Pick<Outlet, 'id' | 'name' | 'nameJa'>[];
};

/** A form that narrows the front page to a language, a topic and an outlet; it needs no script. */
export const filters = ({ chosen, topics, outlets }: FilterChoice, reader: Reader): Html => {
  const { say, language } = reader;
  const select = selectWith(say('filters.all'));
  return html`<details class="narrow"${Object.keys(chosen).length === 0 ? undefined : html` open`}><summary>${say('filters.filter')}</summary>
<form class="filters" action="${reader.base}/" aria-label="${say('filters.showOnly')}">${reader.field}
${select(
  'language',
  say('filters.language'),
  chosen.language,
  LANGUAGES.map((value) => ({ value, text: say(`language.${value}`) })),
)}${select(
  'topic',
  say('filters.topic'),
  chosen.topic,
  topics.map(({ key, label }) => ({ value: key, text: label[language] })),
)}${select(
  'outlet',
  say('filters.outlet'),
  chosen.outlet,
  outlets.map(({ id, name, nameJa = name }) => ({ value: id, text: language === 'ja' ? nameJa : name })),
)}<button>${say('filters.show')}</button>${Object.keys(chosen).length === 0 ? undefined : html` <a href="${reader.link('/')}">${say('filters.showAll')}</a>`}
</form></details>
`;
};

type Option = { readonly value: string; readonly text: string };

const LANGUAGES = ['ja', 'en'] as const;

const selectWith =
  (all: string) =>
  (name: string, label: string, chosen: string | undefined, options: readonly Option[]): Html =>
    html`<label>${label} <select name="${name}"><option value="">${all}</option>${options.map(
      ({ value, text }) =>
        html`<option value="${value}"${value === chosen ? html` selected` : undefined}>${text}</option>`,
    )}</select></label>
`;
