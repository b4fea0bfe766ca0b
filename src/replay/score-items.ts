import type { Label } from './read-labels.ts';
import type { ReplayedItem } from './replay-items.ts';

/** Counts of judgements. `precision` and `recall` are 0 to 1; they are 1 if their divisor is 0. */
export type Score = {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly precision: number;
  readonly recall: number;
};

export type Scores = {
  readonly labelled: number;
  readonly relevance: Score;
  readonly companies: Score;
  readonly topics: Score;
};

type Judged = Pick<ReplayedItem, 'id' | 'relevant' | 'companies' | 'topics'>;

/** Scores items against their labels; items without a label are ignored. */
export const scoreItems = (items: readonly Judged[], labels: ReadonlyMap<string, Label>): Scores => {
  const labelled = items.flatMap((item) => {
    const label = labels.get(item.id);
    return label === undefined ? [] : [{ item, label }];
  });
  const tags = (kind: 'companies' | 'topics'): Score =>
    scoreOf(
      labelled.map(({ item, label }) => ({
        given: label[kind] === undefined ? [] : item[kind],
        asked: label[kind] ?? [],
      })),
    );
  return {
    labelled: labelled.length,
    relevance: scoreOf(
      labelled
        .filter(({ label }) => label.relevant !== undefined && !label.unsure)
        .map(({ item, label }) => ({ given: asTags(item.relevant), asked: asTags(label.relevant === true) })),
    ),
    companies: tags('companies'),
    topics: tags('topics'),
  };
};

const asTags = (isRelevant: boolean): readonly string[] => (isRelevant ? ['relevant'] : []);

const scoreOf = (
  all: readonly { readonly given: readonly string[]; readonly asked: readonly string[] }[],
): Score => {
  const count = (of: (given: readonly string[], asked: readonly string[]) => readonly string[]): number =>
    all.reduce((sum, { given, asked }) => sum + of(given, asked).length, 0);
  const right = count((given, asked) => given.filter((tag) => asked.includes(tag)));
  const wrong = count((given, asked) => given.filter((tag) => !asked.includes(tag)));
  const missed = count((given, asked) => asked.filter((tag) => !given.includes(tag)));
  return { right, wrong, missed, precision: share(right, wrong), recall: share(right, missed) };
};

const share = (right: number, other: number): number => (right + other === 0 ? 1 : right / (right + other));

/** Returns how an item differs from its label, such as `company 7203 is missed`. */
export const mistakes = (item: Judged, label: Label): readonly string[] => {
  const differ = (kind: string, given: readonly string[], asked: readonly string[] | undefined) =>
    asked === undefined
      ? []
      : [
          ...given.filter((tag) => !asked.includes(tag)).map((tag) => `${kind} ${tag} is wrong`),
          ...asked.filter((tag) => !given.includes(tag)).map((tag) => `${kind} ${tag} is missed`),
        ];
  return [
    ...(label.relevant === undefined || label.unsure || label.relevant === item.relevant
      ? []
      : [label.relevant ? 'dropped, but relevant' : 'kept, but not relevant']),
    ...differ('company', item.companies, label.companies),
    ...differ('topic', item.topics, label.topics),
  ];
};
