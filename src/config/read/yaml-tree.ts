import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  visit,
  YAMLParseError,
} from 'yaml';

export type Path = readonly PropertyKey[];

export type YamlTree = {
  /** Returns the node at the path; if it is absent, the innermost node on the way to it. */
  readonly nodeAt: (path: Path) => Node | null;
  /** Returns the offset of the key at the end of the path; undefined if the key is absent. */
  readonly keyOffset: (path: Path) => number | undefined;
  /** Aliases without a target or inside their own target. */
  readonly wrongAliases: readonly { readonly offset: number; readonly message: string }[];
  /** Number of aliases with a target. */
  readonly aliases: number;
};

/** Indexes the nodes of a document, because `yaml` would search the whole document for the target of each alias. */
export const createYamlTree = (document: Document): YamlTree => {
  const { targets, wrong } = readAliases(document);
  const pairs = new Map<Node, ReadonlyMap<string, Pair>>();

  const resolved = (node: Node | null): Node | null => (isAlias(node) ? (targets.get(node) ?? null) : node);

  const pairOf = (node: Node | null, key: PropertyKey): Pair | undefined => {
    if (!isMap(node)) return undefined;
    return pairs.getOrInsertComputed(node, () => pairsOf(node.items)).get(String(key));
  };

  const childOf = (parent: Node | null, step: PropertyKey): Node | undefined => {
    const node = resolved(parent);
    if (isSeq(node) && typeof step === 'number') return node.items[step] as Node | undefined;
    return pairOf(node, step)?.value as Node | undefined;
  };

  const nodeAt = (path: Path): Node | null => {
    let node: Node | null = document.contents;
    for (const step of path) {
      const next = childOf(node, step);
      if (next === undefined) return node;
      node = next;
    }
    return resolved(node);
  };

  const keyOffset = (path: Path): number | undefined => {
    const key = path.at(-1);
    if (key === undefined) return undefined;
    const pair = pairOf(resolved(nodeAt(path.slice(0, -1))), key);
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  };

  return { nodeAt, keyOffset, wrongAliases: wrong, aliases: targets.size };
};

/** Returns the pairs of a block by key; of a repeated key, the last pair. */
const pairsOf = (items: readonly unknown[]): ReadonlyMap<string, Pair> =>
  new Map(
    items.flatMap((pair) => (isPair(pair) && isScalar(pair.key) ? [[keyText(pair.key), pair] as const] : [])),
  );

/** Returns a key as it is in plain data: the keys `1` and `"1"` are equal there. */
const keyText = (key: Scalar): string => (key.value === null ? '' : key.toString());

/** Returns the wrong aliases, and the target of each alias: the nearest earlier part that has the alias's anchor. */
const readAliases = (document: Document) => {
  const anchored = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const wrong: { readonly offset: number; readonly message: string }[] = [];
  visit(document, {
    Node: (_, node, path) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchored.set(node.anchor, node);
        return;
      }
      const target = anchored.get(node.source);
      const offset = node.range?.[0] ?? 0;
      if (target !== undefined) targets.set(node, target);
      else if (node.source !== '') wrong.push({ offset, message: unknownAlias(node.source) });
      if (target !== undefined && path.includes(target))
        wrong.push({ offset, message: `"*${node.source}" is inside the part that it repeats; write it out` });
    },
  });
  return { targets, wrong };
};

const unknownAlias = (name: string): string =>
  `"*${name}" repeats a part of this file marked &${name}, but no part has this mark; to write a text that begins with *, put it in quotes: "*${name}"`;

/** Returns the repeated keys of blocks, as errors of the parser. */
export const repeatedKeys = (document: Document): readonly YAMLParseError[] => {
  const repeated: YAMLParseError[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const [start, end] = key.range ?? [0, 0];
        if (seen.has(keyText(key))) repeated.push(new YAMLParseError([start, end], 'DUPLICATE_KEY', ''));
        seen.add(keyText(key));
      }
    },
  });
  return repeated;
};
