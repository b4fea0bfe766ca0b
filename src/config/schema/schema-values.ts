import { z } from 'zod';
import { isHost } from '../../domain/web-address.ts';

// An `error` in this file is the end of a sentence: `"20 seconds"` + `is not a duration from 1s to 10m; write …`.

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Default maximum of a duration: a hundred years. A longer duration in a config is a mistake. */
const LONGEST = '36525d';

const durationMs = (text: string): number =>
  Number.parseInt(text, 10) * (UNIT_MS[text.at(-1) ?? ''] ?? Number.NaN);

/** Returns the schema of a duration such as `15m`, which becomes milliseconds. */
export const duration = (least: string, most = LONGEST) => {
  const error = `is not a duration from ${least} to ${most}; write one as a whole number and s, m, h or d, such as ${least}`;
  const [leastMs, mostMs] = [durationMs(least), durationMs(most)];
  return z
    .string({ error })
    .regex(/^\d{1,9}[smhd]$/, { error })
    .transform(durationMs)
    .refine((ms) => ms >= leastMs && ms <= mostMs, { error });
};

export const clockTime = () => {
  const error = 'is not a time of day; write hours and minutes in quotes, such as "07:00"';
  return z.string({ error }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error });
};

const UNIT_BYTES: Readonly<Record<string, number>> = { kB: 1000, MB: 1_000_000 };

const MIN_SIZE_BYTES = 10_000;
/** Maximum of `fetch.maxBytes`: the parser of feeds accepts no larger document. */
const MAX_SIZE_BYTES = 64_000_000;

/** Returns the schema of a size such as `10MB` or `500kB`, which becomes bytes. */
export const size = () => {
  const error = 'is not a size from 10kB to 64MB; write one as a whole number and kB or MB, such as 10MB';
  return z
    .string({ error })
    .regex(/^\d{1,7}(kB|MB)$/, { error })
    .transform((text) => Number.parseInt(text, 10) * (UNIT_BYTES[text.slice(-2)] ?? Number.NaN))
    .refine((bytes) => bytes >= MIN_SIZE_BYTES && bytes <= MAX_SIZE_BYTES, { error });
};

export const count = (least: number, most: number) => {
  const error = `is not a whole number from ${least} to ${most}; write one in digits alone, without quotes or a unit`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

export const figure = (least: number, most: number) => {
  const error = `is not a number from ${least} to ${most}; write one in digits, with a point before decimals, without quotes or a unit`;
  return z.number({ error }).min(least, { error }).max(most, { error });
};

export const yesOrNo = () =>
  z.boolean({ error: 'is neither true nor false; write true or false, without quotes' });

/** Returns the schema of a text; `remedy` says what to do with a blank one. */
export const text = (remedy = 'write a text, or remove the key') => {
  const error = 'is not a text; write one, in quotes';
  return z.string({ error }).regex(/\S/, { error: `is blank; ${remedy}` });
};

/** Returns the schema of a required text. */
export const neededText = () => text('write a text');

/** Returns the schema of one of the `values`; messages name it by `noun`, such as `a language`. */
export const choice = <const Values extends readonly [string, string, ...string[]]>(
  noun: string,
  values: Values,
) => z.enum(values, { error: `is not ${noun}; write ${values.slice(0, -1).join(', ')} or ${values.at(-1)}` });

/** Returns the schema of an http(s) URL; `remedy` says what to do with a user name or password, which is refused. */
export const webAddress = (remedy = 'write the address without them') => {
  const error = 'is not a web address; write one that begins with https:// or http://';
  return z
    .string({ error })
    .regex(/^https?:\/\/[^\s/]\S*$/, { error })
    .refine((value) => URL.canParse(value), { error })
    .refine((value) => !holdsLogin(value), {
      error: `has a user name or password in it; ${remedy}`,
    });
};

const holdsLogin = (value: string): boolean => {
  const { username = '', password = '' } = URL.parse(value) ?? {};
  return username + password !== '';
};

/** Returns the schema of a host name or an IP address, without a port. */
export const hostName = () => {
  const error =
    'is not a host name or an address; write one such as 127.0.0.1 or ::1, and its port into "port"';
  return z.string({ error }).refine(isHost, { error });
};

/** Returns the schema of a mail address: `name@host.example` or `Name <name@host.example>`. */
export const mailAddress = () => {
  const error = 'is not a mail address; write one such as reader@example.com';
  return z
    .string({ error })
    .regex(/^(?:[^\s@<>,]+@[^\s@<>,]+|[^\r\n<>@]+ <[^\s@<>,]+@[^\s@<>,]+>)$/, { error });
};

/** Returns the schema of an id of at most 64 characters, for a source, an outlet, a topic or a section. */
export const identifier = () => {
  const error =
    'is not an id; write letters a-z and digits, with single hyphens between them, such as nikkei-asia';
  return z
    .string({ error })
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error })
    .max(64, { error: 'is longer than 64 characters; write a shorter id' });
};

export const list = <Item extends z.ZodType>(item: Item, example: string) =>
  z.array(item, {
    error: `is not a list; write [part, part], or begin each part with "- " on a new line, such as - ${example}`,
  });

/** Returns the schema of a block that refuses unknown keys; messages name the block by `noun`, such as `a source`. */
export const block = <Shape extends z.core.$ZodLooseShape>(noun: string, shape: Shape) =>
  z
    .strictObject(shape, {
      error: 'is not a block of keys; put indented "key: value" lines, or { key: value }, in its place',
    })
    .meta({ title: noun });

/** Returns the schema of the English and Japanese names of a `noun`, such as `topic`. */
export const label = (noun: string, example: { readonly en: string; readonly ja: string }) =>
  block('a label', {
    en: neededText().meta({ description: `English name of the ${noun}.`, examples: [example.en] }),
    ja: neededText().meta({ description: `Japanese name of the ${noun}.`, examples: [example.ja] }),
  }).meta({ description: 'Name that readers see, in both languages.', examples: [example] });
