import { canonicalUrl } from '../../domain/article/canonical-url.ts';
import { createRulings, type FoldRule } from '../../domain/folding/fold-rule.ts';
import type { Report } from '../read/config-problems.ts';
import type { YamlFile } from '../read/read-yaml.ts';
import type { FoldsFile } from '../schema/folds-schema.ts';

/** The rules of `folds.yaml`; a line that parts what another joins is reported. */
export const buildFolds = (folds: FoldsFile, file: YamlFile, report: Report): readonly FoldRule[] => {
  const rules = (['join', 'part'] as const).flatMap((kind) =>
    folds[kind].map(
      (written, i): FoldRule => ({
        kind,
        articles: written.map(canonicalUrl),
        place: file.place([kind, i]),
      }),
    ),
  );
  const { join } = createRulings(rules);
  for (const { kind, articles, place } of rules) {
    const names = articles.map((name) => ({ id: name, canonicalUrl: name }));
    const twice = articles.find((name, i) => articles.indexOf(name) !== i);
    if (twice !== undefined) report(place, `${twice} appears twice in this line; take one of them out`);
    if (kind !== 'part') continue;
    for (const [i, a] of names.entries())
      for (const b of names.slice(i + 1)) {
        const joining = a.id === b.id ? undefined : join(a, b);
        if (joining === undefined) continue;
        const line = joining.place.line;
        report(place, `${a.id} and ${b.id} are joined by line ${line}; take one of the two lines out`);
      }
  }
  return rules;
};
