import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isSeq,
  type Node,
  parseDocument,
  stringify,
  type YAMLSeq,
} from 'yaml';
import type { NewSource } from '../../domain/source/propose/propose-source.ts';

type Inserted =
  | {
      readonly kind: 'inserted';
      readonly text: string;
      /** The line on which each new source begins, after its comments, counted from 1. */
      readonly lines: readonly number[];
    }
  | { readonly kind: 'unfit'; readonly reason: string };

/**
 * Adds sources to the text of a valid `sources.yaml`, at the end of its list, in the layout of the last source. `unfit`
 * if the list is absent, if its sources are in brackets, or if it is empty but contains a comment.
 */
export const insertSources = (text: string, sources: readonly NewSource[]): Inserted => {
  const document = parseDocument(text, { version: '1.2', schema: 'core' });
  const list = isMap(document.contents) ? document.get('sources', true) : undefined;
  if (!isSeq(list)) return { kind: 'unfit', reason: NO_LIST };
  const isEmpty = list.items.length === 0;
  if (list.flow === true && !isEmpty) return { kind: 'unfit', reason: IN_BRACKETS };
  const gap = isEmpty ? insteadOf(text, list) : afterLast(text, list);
  if (gap === undefined) return { kind: 'unfit', reason: NO_LIST };
  const { head, tail, isAiry, layout } = gap;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const blocks = sources.map((source) => [...(isAiry ? [''] : []), ...sourceLines(source, layout)]);
  const added = blocks.flat();
  const opening = head === '' || head.endsWith('\n') ? '' : newline;
  // If the file has no newline at its end, none is added there.
  const closing = opening !== '' && tail === '' ? '' : newline;
  const first = head.split('\n').length + (opening === '' ? 0 : 1);
  const lines = blocks.map((block, n) => {
    const before = blocks.slice(0, n).reduce((sum, { length }) => sum + length, 0);
    return first + before + block.findIndex((line) => line.trimStart().startsWith('- '));
  });
  return { kind: 'inserted', text: head + opening + added.join(newline) + closing + tail, lines };
};

const NO_LIST =
  'it has no list of sources to which lines can be added; write `sources: []` and run the command again';

const IN_BRACKETS =
  'its sources are in brackets, [{…}, {…}]; write them below each other without brackets and commas, each begun by a dash (`- id: …`), and run the command again';

/** The place for new sources, between `head` and `tail`. */
type Gap = {
  readonly head: string;
  readonly tail: string;
  /** True if a blank line precedes each new source. */
  readonly isAiry: boolean;
  readonly layout: Layout;
};

/** Splits a text after the line of its empty list, and removes the brackets; undefined if these contain a comment. */
const insteadOf = (text: string, { range }: YAMLSeq): Gap | undefined => {
  const [start, end] = range ?? [0, 0];
  if (!/^\[\s*\]$/.test(text.slice(start, end))) return undefined;
  const at = afterLine(text, end);
  const head = text.slice(0, start).trimEnd() + text.slice(end, at);
  return { head, tail: text.slice(at), isAiry: false, layout: { indent: 2, toKey: 2 } };
};

const afterLast = (text: string, list: YAMLSeq): Gap => {
  const starts = list.items.map((item) => startOf(item as Node));
  const layout = layoutOf(text, starts.at(-1) ?? 0);
  const at = endOfList(text, endOf(list.items.at(-1) as Node), layout.indent);
  return { head: text.slice(0, at), tail: text.slice(at), isAiry: isAiry(text, starts), layout };
};

const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** Returns the offset of the end of a node, without the blank lines and comments after it. */
const endOf = (node: Node): number => {
  const last = isCollection(node) && node.flow !== true ? node.items.at(-1) : undefined;
  const inner = isPair(last) ? (last.value ?? last.key) : last;
  return isNode(inner) ? endOf(inner) : (node.range?.[1] ?? 0);
};

const layoutOf = (text: string, start: number): Layout => {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const dash = text.slice(line, start).search(/-\s*$/);
  return dash === -1 ? { indent: 2, toKey: 2 } : { indent: dash, toKey: start - line - dash };
};

/**
 * Returns the offset after the last source and its comments. An indented comment below a source belongs to it, unless
 * the comment begins left of the dash.
 */
const endOfList = (text: string, from: number, indent: number): number => {
  let end = afterLine(text, from);
  let at = end;
  while (at < text.length) {
    const next = afterLine(text, at);
    const line = text.slice(at, next);
    if (!/^\s*(#.*)?\r?\n?$/.test(line)) break;
    if (line.trim() !== '') {
      if (line.search(/\S/) < Math.max(indent, 1)) break;
      end = next;
    }
    at = next;
  }
  return end;
};

const afterLine = (text: string, from: number): number => {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline + 1;
};

/** Returns whether a blank line is between the beginnings of the last two sources; true for a single source. */
const isAiry = (text: string, starts: readonly number[]): boolean => {
  const [before, last] = [starts.at(-2), starts.at(-1) ?? 0];
  if (before === undefined) return true;
  const between = text.slice(before, text.lastIndexOf('\n', last)).split('\n');
  return between.some((line) => line.trim() === '');
};

type Layout = {
  /** Number of characters before the dash of a source. */
  readonly indent: number;
  /** Number of characters from the dash to the first key. */
  readonly toKey: number;
};

const WIDEST = 119;

const sourceLines = (source: NewSource, { indent, toKey }: Layout): readonly string[] => {
  const { id, outlet, language, scope, timezone, endpoint, titleSuffix, topics, enabled, remarks } = source;
  const keys = [
    `id: ${scalar(id)}`,
    `outlet: ${scalar(outlet)}`,
    `language: ${language}`,
    `scope: ${scope}`,
    `timezone: ${timezone}`,
    `endpoints: [${inList(endpoint)}]`,
    ...(titleSuffix === undefined ? [] : ['titleRules:', `  - suffix: ${quoted(titleSuffix)}`]),
    ...(topics === undefined ? [] : [`topics: [${topics.join(', ')}]`]),
    ...(enabled ? [] : ['enabled: false']),
  ];
  const before = ' '.repeat(indent);
  const comments = remarks.flatMap((remark) => wrap(oneLine(remark), WIDEST - indent - 2));
  return [
    ...comments.map((line) => `${before}# ${line}`),
    ...keys.map((key, n) => `${before}${n === 0 ? `-${' '.repeat(toKey - 1)}` : ' '.repeat(toKey)}${key}`),
  ];
};

const oneLine = (text: string): string => text.replace(/[\p{C}\s]+/gu, ' ').trim();

const scalar = (text: string): string =>
  stringify(oneLine(text), { lineWidth: 0, singleQuote: true, version: '1.2' }).trimEnd();

const quoted = (text: string): string => `'${text.replace(/[\p{C}\s]+/gu, ' ').replaceAll("'", "''")}'`;

/** Returns an address for a YAML list in brackets, quoted if it has a special character. */
const inList = (url: string): string => (/^https?:\/\/[\w./~:;=@%+-]+$/.test(url) ? url : quoted(url));

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
};
