/** A config file that is wrong, and all that is said of it, as `line:column: what; what to write instead`. */
export type Broken = { readonly name: string; readonly text: string; readonly says: readonly string[] };

export const broken = (name: string, text: string, ...says: readonly string[]): Broken => ({
  name,
  text,
  says,
});

/** A whole `sources.yaml` of six lines with nothing wrong in it. */
export const good = `sources:
  - id: a
    outlet: A
    language: ja
    scope: business
    endpoints: [https://a.example/feed]
`;

/** The same, with more keys on its source from line 7 on. */
export const withKeys = (lines: string): string => good + lines.replaceAll(/^/gm, '    ').concat('\n');
