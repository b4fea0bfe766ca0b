import { didYouMean } from '../../domain/did-you-mean.ts';
import type { EntryContext } from '../../domain/entry/make-entry.ts';
import { foldName } from '../../domain/tag/company/fold-name.ts';
import type { Config } from '../../pipeline/ports.ts';

/** A view that somebody may have meant. */
export type SuggestedView = { readonly path: string; readonly name: string };

/** A view's key, what it is called, and every name that somebody may write instead of the key. */
type Candidate = {
  readonly key: string;
  readonly name: string;
  readonly names: readonly (string | undefined)[];
};

/** Nobody writes a longer one by mistake; what scanners ask for should cost nothing. */
const LONGEST_KEY = 60;

/**
 * The view nearest to a path that leads nowhere: by a slip of the pen in its key or section (`/company/7023`), or by
 * a name in place of the key (`/companies/toyota`); undefined where nothing is near.
 */
export const suggestView = (
  path: string,
  config: Config,
  context: EntryContext,
): SuggestedView | undefined => {
  const [, section = '', key = '', ...rest] = path.split('/');
  if (rest.length > 0 || key === '' || key.length > LONGEST_KEY) return undefined;
  const kind = didYouMean(section, SECTIONS);
  if (kind === undefined) return undefined;
  const found = nearest(foldName(key), candidatesOf(kind, config, context));
  return found && { path: `/${kind}/${encodeURIComponent(found.key)}`, name: found.name };
};

const SECTIONS = ['topics', 'companies', 'outlets', 'languages'] as const;

const candidatesOf = (
  kind: (typeof SECTIONS)[number],
  { topics, companies, outlets }: Config,
  context: EntryContext,
): readonly Candidate[] => {
  switch (kind) {
    case 'topics':
      return topics.map(({ key, label }) => ({ key, name: label.en, names: [label.en, label.ja] }));
    case 'companies':
      return companies.flatMap(({ code, nameJa, nameEn, kana, aliases }) => {
        const shown = context.companies(code);
        const name = shown?.nameEn ?? shown?.nameJa;
        // The code of a company that is gone has no page.
        return name === undefined
          ? []
          : [{ key: code, name, names: [nameEn, nameJa, shown?.nameJa, kana, ...aliases] }];
      });
    case 'outlets':
      return outlets.map(({ id, name, nameJa }) => ({ key: id, name, names: [name, nameJa] }));
    case 'languages':
      return [
        { key: 'en', name: 'English', names: ['english'] },
        { key: 'ja', name: '日本語', names: ['japanese', 'jp', '日本語'] },
      ];
  }
};

/** By the very name, else by the key with a slip, else by how the shortest name begins, else by a name with a slip. */
const nearest = (asked: string, candidates: readonly Candidate[]): Candidate | undefined => {
  const byName = new Map<string, Candidate>();
  for (const candidate of candidates)
    for (const name of [candidate.key, ...candidate.names])
      if (name !== undefined && !byName.has(spelt(name))) byName.set(spelt(name), candidate);
  const written = spelt(asked);
  const exact = byName.get(written);
  if (exact !== undefined) return exact;
  const key = didYouMean(
    written,
    candidates.map((candidate) => spelt(candidate.key)),
  );
  if (key !== undefined) return byName.get(key);
  const begun = [...byName.keys()]
    .filter((name) => written.length >= 3 && name.startsWith(written))
    .toSorted((a, b) => a.length - b.length)[0];
  const meant = begun ?? didYouMean(written, near(written, byName.keys()));
  return meant === undefined ? undefined : byName.get(meant);
};

/** Names are written in addresses without capitals, and with hyphens for spaces. */
const spelt = (name: string): string => foldName(name).replace(/[\s_-]+/g, '-');

/** Names of about the same length: others are more slips away than anybody makes. */
const near = (written: string, names: Iterable<string>): readonly string[] =>
  [...names].filter((name) => name.length >= 3 && Math.abs(name.length - written.length) <= 2);
