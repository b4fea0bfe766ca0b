import { defined } from '../domain/defined.ts';
import { errorText } from '../domain/error-text.ts';

/** An editor's judgement of an item. An absent field is not scored. */
export type Label = {
  readonly relevant?: boolean;
  /** True if the relevance is doubtful, and so not scored. */
  readonly unsure: boolean;
  readonly companies?: readonly string[];
  readonly topics?: readonly string[];
};

export type LabelFile =
  | { readonly kind: 'read'; readonly labels: ReadonlyMap<string, Label> }
  | { readonly kind: 'wrong'; readonly problem: string };

/**
 * Reads a JSON object that maps ids of items to their labels. A label names companies by code and topics by key.
 * Returns the first problem, if there is one.
 */
export const readLabels = (text: string): LabelFile => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'wrong', problem: errorText(error) };
  }
  if (!isRecord(value))
    return {
      kind: 'wrong',
      problem: 'it is not a JSON object; write for example {"ID OF AN ITEM": {"relevant": true}}',
    };
  const labels = new Map<string, Label>();
  for (const [id, fields] of Object.entries(value)) {
    const label = readLabel(fields);
    if (typeof label === 'string') return { kind: 'wrong', problem: `the label of ${id} ${label}` };
    labels.set(id, label);
  }
  return { kind: 'read', labels };
};

const readLabel = (fields: unknown): Label | string => {
  if (!isRecord(fields)) return 'is not a JSON object; write for example {"relevant": true}';
  const { relevant, unsure = false, companies, topics } = fields;
  if (relevant !== undefined && typeof relevant !== 'boolean')
    return 'has a "relevant" that is neither true nor false; write true or false, without quotes';
  if (typeof unsure !== 'boolean')
    return 'has an "unsure" that is neither true nor false; write true or false, without quotes';
  if (companies !== undefined && !isTexts(companies))
    return 'has "companies" that are not a list of texts; write for example ["7203"]';
  if (topics !== undefined && !isTexts(topics))
    return 'has "topics" that are not a list of texts; write for example ["autos"]';
  return { unsure, ...defined({ relevant, companies, topics }) };
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
