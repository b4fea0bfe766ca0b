export type Env = Readonly<Record<string, string | undefined>>;

type Filling = {
  /** What else to do about a variable that is empty or not set, as the end of a sentence. */
  readonly orElse: string;
  /** Encodes a value for the text; if absent, the value is inserted unchanged. */
  readonly encode?: (value: string) => string;
};

/** Replaces each `${NAME}` in a text by the value of that environment variable. No problem shows such a value. */
export const fillVariables = (
  written: string,
  env: Env,
  { orElse, encode = (value) => value }: Filling,
): { readonly value: string; readonly problems: readonly string[] } => {
  const problems: string[] = [];
  const value = written.replace(/\$\{([^}]*)\}?/g, (reference, name: string) => {
    const found = env[name];
    if (!reference.endsWith('}')) problems.push(`"$\{" is not closed; write $\{NAME}`);
    else if (!/^[A-Za-z_]\w*$/.test(name))
      // The text between the braces may be a part of a password.
      problems.push(`"\${…}" does not name an environment variable; write one such as \${MY_TOKEN}`);
    else if (found === undefined || found === '')
      problems.push(
        `the environment variable ${name} is ${found === '' ? 'empty' : 'not set'}; set it, or ${orElse}`,
      );
    return encode(found ?? '');
  });
  return { value, problems };
};
