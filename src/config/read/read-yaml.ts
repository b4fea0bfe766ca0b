import {
  type Document,
  isCollection,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { ConfigProblem } from '../../domain/config.ts';
import type { ConfigPlace } from '../../domain/config-place.ts';
import { createYamlTree, type Path, repeatedKeys } from './yaml-tree.ts';
import { explainYamlError, leavesShapeIntact } from './yaml-words.ts';

type YamlResult = { readonly file: YamlFile | undefined; readonly problems: readonly ConfigProblem[] };

/**
 * Reads YAML 1.2 (core schema: `no` and `on` are text). Returns no `file` after a problem, unless the problem passes
 * `leavesShapeIntact`.
 */
export const readYaml = (name: string, text: string): YamlResult => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    // The parser's check is slow: it compares each key of a block with all keys before it. `repeatedKeys` replaces it.
    uniqueKeys: false,
  });
  const placeAt = (offset: number): ConfigPlace => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const errors = [...document.errors, ...document.warnings, ...repeatedKeys(document)];
  errors.sort((a, b) => a.pos[0] - b.pos[0]);
  const problems: ConfigProblem[] = [];
  for (const error of errors) {
    const place = placeAt(openedAt(document, error) ?? error.pos[0]);
    // One mistake often causes several errors on its line; only the first is reported.
    if (problems.at(-1)?.line !== place.line)
      problems.push({ ...place, message: explainYamlError(error, text) });
    // Errors after a broken part are usually consequences of that part, so they are not reported.
    if (!leavesShapeIntact(error)) break;
  }
  const tree = createYamlTree(document);
  for (const { offset, message } of tree.wrongAliases) problems.push({ ...placeAt(offset), message });
  if (!errors.every(leavesShapeIntact) || tree.wrongAliases.length > 0) return { file: undefined, problems };
  const data = tree.aliases > MOST_ALIASES ? undefined : dataOf(document);
  if (data === undefined) {
    const message = 'this file repeats its parts with & and * too often; write the parts out';
    return { file: undefined, problems: [...problems, { ...placeAt(0), message }] };
  }
  const place = (path: Path) => placeAt(startOf(tree.nodeAt(path)));
  const keyPlace = (path: Path) => placeAt(tree.keyOffset(path) ?? startOf(tree.nodeAt(path)));
  const written = (path: Path) => {
    const node = tree.nodeAt(path);
    return isScalar(node) && node.type === 'PLAIN' ? node.source : undefined;
  };
  return { file: { name, value: data.value, place, keyPlace, written }, problems };
};

const startOf = (node: Node | null | undefined): number => node?.range?.[0] ?? 0;

/**
 * Returns the offset of an unclosed quote or bracket; undefined for other errors. The parser reports only the place at
 * which it stopped.
 */
const openedAt = (document: Document, { code, message, pos: [noticed] }: YAMLError): number | undefined => {
  if (!/^(MISSING_CHAR|BAD_INDENT)$/.test(code) || !/closing .*quote|end with a/.test(message))
    return undefined;
  let opened: number | undefined;
  visit(document, {
    Node: (_, node) => {
      const [start, end] = node.range ?? [noticed, 0];
      const isEnclosed = isScalar(node)
        ? /^QUOTE/.test(node.type ?? '')
        : isCollection(node) && node.flow === true;
      if (isEnclosed && start < noticed && end >= noticed) opened = start;
    },
  });
  return opened;
};

/** Maximum number of uses of `*name` in a file. The time to convert a file grows with the square of their number. */
const MOST_ALIASES = 1000;

/** Returns the content as plain data; undefined if its aliases repeat too many parts. */
const dataOf = (document: Document): { readonly value: unknown } | undefined => {
  try {
    return { value: document.toJS() };
  } catch {
    return undefined;
  }
};

export type YamlFile = {
  readonly name: string;
  /** The content as plain data; `null` for an empty file. */
  readonly value: unknown;
  /** Returns the place of the value at the path, or of the nearest part around it if the value is absent. */
  readonly place: (path: Path) => ConfigPlace;
  /** Returns the place of the key at the end of the path; of the nearest part around it if the key is absent. */
  readonly keyPlace: (path: Path) => ConfigPlace;
  /** Returns the plain scalar at the path as the file spells it; undefined for other values. */
  readonly written: (path: Path) => string | undefined;
};
