import type { Report } from '../read/config-problems.ts';
import type { YamlFile } from '../read/read-yaml.ts';
import type { Path } from '../read/yaml-tree.ts';
import { type Env, fillVariables } from './fill-variables.ts';

/** Fills `${NAME}` in the headers of a source. A header with a problem is reported without its value, and left out. */
export const buildHeaders = (
  headers: Readonly<Record<string, string>>,
  path: Path,
  { file, report, env }: { readonly file: YamlFile; readonly report: Report; readonly env: Env },
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, written]) => {
      const wrongName = headerProblem(name);
      if (wrongName !== undefined) report(file.keyPlace([...path, name]), `"${name}" ${wrongName}`);
      const { value, problems } = fillVariables(written, env, FILLING);
      const all = problems.length > 0 || VALUE.test(value) ? problems : [NOT_A_VALUE];
      for (const problem of all) report(file.place([...path, name]), `${name}: ${problem}`);
      return wrongName === undefined && all.length === 0 ? [[name, value]] : [];
    }),
  );

const FILLING = { orElse: 'set enabled: false on this source' };

/** The characters that the value of a header may have (RFC 9110 §5.5). */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const NOT_A_VALUE =
  'this value has a line break or another character that a header cannot contain; check the text and its environment variables';

const HEADER_NAME_ERROR =
  'cannot be the name of a header here; write at most 64 letters, digits and -, such as Authorization';

const RESERVED_HEADERS: Readonly<Record<string, string>> = {
  'user-agent': 'because the key userAgent of the source sets this header; write the value there',
  cookie: 'because Kawaraban sends no cookies; use a token in another header',
  referer: 'because Kawaraban sends no referrer; remove the header',
};

const OWN_HEADERS = /^(host|accept-encoding|if-none-match|if-modified-since)$/;

const CONNECTION_HEADERS =
  /^(connection|content-length|transfer-encoding|te|upgrade|expect|trailer|keep-alive|proxy-.*)$/;

const headerProblem = (name: string): string | undefined => {
  const key = name.toLowerCase();
  if (!/^[a-z0-9-]{1,64}$/.test(key)) return HEADER_NAME_ERROR;
  if (Object.hasOwn(RESERVED_HEADERS, key)) return `cannot be set here, ${RESERVED_HEADERS[key]}`;
  if (OWN_HEADERS.test(key))
    return 'cannot be set here, because Kawaraban sets this header itself; remove it';
  return CONNECTION_HEADERS.test(key)
    ? 'cannot be set here, because this header belongs to the connection or to a request body; remove it'
    : undefined;
};
