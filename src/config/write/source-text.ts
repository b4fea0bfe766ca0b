import { stringify } from 'yaml';
import type { NewSource } from '../../domain/source/propose/propose-source.ts';

/** How a list of sources is laid out in a file. */
export type Layout = {
  /** Spaces before the dash of a source, and from the dash to its first key. */
  readonly indent: number;
  readonly toKey: number;
};

const WIDEST = 119;

/** A source as the lines that an editor would write for it, comments first. */
export const sourceLines = (source: NewSource, { indent, toKey }: Layout): readonly string[] => {
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

/** An address in a YAML list in brackets: without quotes if no character in it has a meaning there. */
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
