import type { Language } from '../../domain/source/source.ts';
import { type Html, html } from '../page/part/html.ts';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };

type MessageKey = keyof typeof en;

type ScriptKey = Extract<MessageKey, `script.${string}`>;

/** The keys of the messages that pages hand to their script, in the order of the catalogue. */
export const SCRIPT_KEYS = Object.keys(en).filter((key): key is ScriptKey => key.startsWith('script.'));

/** A text with `{names}` of values, or a text for each plural category (CLDR) of the value `count`. */
type Message = string | { readonly other: string; readonly one?: string };

type Piece = { readonly text: string } | { readonly value: string };

type Compiled = { readonly other: readonly Piece[]; readonly one: readonly Piece[] };

const CATALOGUES: Readonly<Record<Language, Readonly<Record<MessageKey, Message>>>> = { en, ja };

type Values<Value> = Readonly<Record<string, Value>>;

export type Catalogue = {
  /** Returns a message as plain text, with numbers in the form of the language. */
  readonly say: (key: MessageKey, values?: Values<string | number>) => string;
  /** Returns a message as HTML. Values may be HTML; everything else is escaped. */
  readonly sayHtml: (key: MessageKey, values: Values<string | number | Html>) => Html;
  readonly number: (value: number) => string;
};

const openCatalogue = (language: Language): Catalogue => {
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const messages = new Map(
    Object.entries<Message>(CATALOGUES[language]).map(([key, message]) => [key, compile(message)]),
  );
  const number = (value: number): string => numbers.format(value);
  const piecesOf = (key: MessageKey, count: unknown): readonly Piece[] => {
    const { other = [], one = [] } = messages.get(key) ?? {};
    return typeof count === 'number' && plural.select(count) === 'one' ? one : other;
  };
  /** Returns the text of a piece, or the value for a placeholder. A placeholder without a value stays. */
  const fill = <Value>(piece: Piece, values: Values<Value | number>): Value | string => {
    if ('text' in piece) return piece.text;
    const value = values[piece.value] ?? `{${piece.value}}`;
    return typeof value === 'number' ? number(value) : value;
  };
  return {
    say: (key, values = {}) =>
      piecesOf(key, values.count)
        .map((piece) => fill<string>(piece, values))
        .join(''),
    sayHtml: (key, values) =>
      html`${piecesOf(key, values.count).map((piece) => fill<string | Html>(piece, values))}`,
    number,
  };
};

const compile = (message: Message): Compiled => {
  if (typeof message === 'string') return compile({ other: message });
  const { other, one = other } = message;
  return { other: piecesIn(other), one: piecesIn(one) };
};

const piecesIn = (text: string): readonly Piece[] =>
  text.split(/\{(\w+)\}/).map((piece, n) => (n % 2 === 0 ? { text: piece } : { value: piece }));

export const CATALOGUE: Readonly<Record<Language, Catalogue>> = {
  en: openCatalogue('en'),
  ja: openCatalogue('ja'),
};
