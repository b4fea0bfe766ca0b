export type Counts = { right: number; wrong: number; missed: number };

export type Item = {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly outlet?: string;
  readonly url?: string;
  readonly companies?: readonly string[];
};

export type Prediction = {
  readonly companies: readonly string[];
  readonly topics: readonly string[];
  readonly relevant: boolean;
};

export type Label = Prediction & { readonly unsure: boolean };

export type Score = {
  readonly companies: Counts;
  readonly topics: Counts;
  readonly byTopic: ReadonlyMap<string, Counts>;
  readonly relevance: Counts;
  /** The errors, one item a line: `C` company, `T` topic, `R` relevance, `+` too much, `-` missed. */
  readonly errors: readonly string[];
};

const none = (): Counts => ({ right: 0, wrong: 0, missed: 0 });

/**
 * Compares predictions with labels: counts right, wrong and missed companies, topics and relevant items. Items marked
 * as unsure are not counted for relevance. Items without a label count only for companies.
 */
export const scoreTags = (
  items: readonly Item[],
  labels: Readonly<Record<string, Label>> | undefined,
  predict: (item: Item) => Prediction,
): Score => {
  const companies = none();
  const topics = none();
  const relevance = none();
  const byTopic = new Map<string, Counts>();
  const errors: string[] = [];
  for (const item of items) {
    const label = labels?.[item.id];
    const given = predict(item);
    const marks: string[] = [];
    const compare = (
      sign: string,
      gold: readonly string[],
      got: readonly string[],
      counts: (value: string) => readonly Counts[],
    ): void => {
      for (const value of new Set([...gold, ...got])) {
        const outcome = !got.includes(value) ? 'missed' : gold.includes(value) ? 'right' : 'wrong';
        for (const count of counts(value)) count[outcome] += 1;
        if (outcome !== 'right') marks.push(`${sign}${outcome === 'wrong' ? '+' : '-'}${value}`);
      }
    };
    compare('C', label?.companies ?? item.companies ?? [], given.companies, () => [companies]);
    if (label !== undefined) {
      compare('T', label.topics, given.topics, (topic) => [topics, byTopic.getOrInsertComputed(topic, none)]);
      const yes = (is: boolean): readonly string[] => (is && !label.unsure ? ['relevant'] : []);
      compare('R', yes(label.relevant), yes(given.relevant), () => [relevance]);
    }
    if (marks.length > 0) errors.push(`${marks.join(' ')} | ${item.id} ${item.outlet ?? ''} | ${item.title}`);
  }
  return { companies, topics, byTopic, relevance, errors };
};

export const f1 = ({ right, wrong, missed }: Counts): number =>
  right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed);

export const figures = (counts: Counts): string => {
  const { right, wrong, missed } = counts;
  const ratio = (part: number, whole: number): string => (whole === 0 ? 1 : part / whole).toFixed(3);
  return `P ${ratio(right, right + wrong)}  R ${ratio(right, right + missed)}  F1 ${f1(counts).toFixed(3)}  (${right} right, ${wrong} wrong, ${missed} missed)`;
};
