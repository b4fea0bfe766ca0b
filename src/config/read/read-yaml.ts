import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { ConfigProblem } from '../../domain/config.ts';
import type { ConfigPlace } from '../../domain/config-place.ts';
import { explainYamlError, leavesShapeIntact, startOfError } from './yaml-words.ts';

type YamlResult = { readonly file: YamlFile | undefined; readonly problems: readonly ConfigProblem[] };

/**
 * Reads YAML 1.2 (core schema: `no` and `on` are text). The file is absent from the result where the text is too
 * broken for its parts to be looked at.
 */
export const readYaml = (name: string, text: string): YamlResult => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
  });
  const placeAt = (offset: number): ConfigPlace => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const errors = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const problems: ConfigProblem[] = [];
  for (const error of errors) {
    const place = placeAt(openedAt(document, error) ?? startOfError(error, text));
    // One mistake often causes several errors on its line; the first is the one to fix.
    if (problems.at(-1)?.line !== place.line)
      problems.push({ ...place, message: explainYamlError(error, text) });
    // Errors after a broken part usually follow from it.
    if (!leavesShapeIntact(error)) break;
  }
  const aliases = wrongAliases(document);
  for (const { offset, message } of aliases) problems.push({ ...placeAt(offset), message });
  if (!errors.every(leavesShapeIntact) || aliases.length > 0) return { file: undefined, problems };
  const value = dataOf(document);
  if (value.kind === 'too-many-aliases') {
    const message = 'this file repeats its parts with & and * too often; write them out';
    return { file: undefined, problems: [...problems, { ...placeAt(0), message }] };
  }
  const place = (path: Path) => placeAt(startOf(nodeAt(document, path)));
  const keyPlace = (path: Path) => placeAt(keyOffset(document, path) ?? startOf(nodeAt(document, path)));
  const written = (path: Path) => {
    const node = nodeAt(document, path);
    return isScalar(node) && node.type === 'PLAIN' ? node.source : undefined;
  };
  return { file: { name, value: value.value, place, keyPlace, written }, problems };
};

const startOf = (node: Node | null | undefined): number => node?.range?.[0] ?? 0;

/** The node at the path, or the innermost one on the way to it. */
const nodeAt = (document: Document, path: Path): Node | null => {
  let node: Node | null = document.contents;
  for (const step of path) {
    const next = childOf(document, node, step);
    if (next === undefined) return node;
    node = next;
  }
  return resolved(document, node);
};

const childOf = (document: Document, parent: Node | null, step: PropertyKey): Node | undefined => {
  const node = resolved(document, parent);
  if (isMap(node)) return pairOf(node, step)?.value as Node | undefined;
  if (isSeq(node) && typeof step === 'number') return node.items[step] as Node | undefined;
  return undefined;
};

const pairOf = (node: Node | null, key: PropertyKey) =>
  isMap(node)
    ? node.items.findLast(
        (pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === String(key),
      )
    : undefined;

const keyOffset = (document: Document, path: Path): number | undefined => {
  const key = path.at(-1);
  if (key === undefined) return undefined;
  const pair = pairOf(resolved(document, nodeAt(document, path.slice(0, -1))), key);
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
};

const resolved = (document: Document, node: Node | null): Node | null =>
  isAlias(node) ? (node.resolve(document) ?? null) : node;

/** Where an unclosed quote or bracket begins: the parser reports it only at the place where it gives up. */
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

/** Aliases without a target, and aliases inside their own target. */
const wrongAliases = (document: Document) => {
  const wrong: { readonly offset: number; readonly message: string }[] = [];
  visit(document, {
    Alias: (_, alias, path) => {
      const target = alias.resolve(document);
      const offset = startOf(alias);
      if (target === undefined && alias.source !== '')
        wrong.push({ offset, message: unknownAlias(alias.source) });
      if (target !== undefined && path.some((part) => part === target)) {
        wrong.push({
          offset,
          message: `"*${alias.source}" is inside the part that it repeats; write it out`,
        });
      }
    },
  });
  return wrong;
};

const unknownAlias = (name: string): string =>
  `"*${name}" means a part of this file marked &${name}, and there is none; to write a text that begins with *, put it in quotes: "*${name}"`;

const dataOf = (document: Document) => {
  try {
    return { kind: 'value', value: document.toJS() as unknown } as const;
  } catch {
    return { kind: 'too-many-aliases' } as const;
  }
};

export type Path = readonly PropertyKey[];

/** A YAML file that was read: its value, and the place of each part in the text. */
export type YamlFile = {
  readonly name: string;
  /** Plain data; `null` for an empty file. */
  readonly value: unknown;
  /** The place of the value at the path; where it is absent, of the nearest part around it. */
  readonly place: (path: Path) => ConfigPlace;
  /** The place of the key at the end of the path. */
  readonly keyPlace: (path: Path) => ConfigPlace;
  /** The value at the path as the file writes it; only for a single value without quotes. */
  readonly written: (path: Path) => string | undefined;
};
