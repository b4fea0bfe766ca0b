import { z } from 'zod';

/** 1 was one lowdb file, `store.json`; 2 is the folder of partitions with a journal in front. */
export const FORMAT_VERSION = 2;

/** A file of a later Kawaraban: it is whole, we only cannot read it, so it must not be set aside. */
export class NewerFormat extends Error {
  constructor(version: number) {
    super(
      `it is written in version ${version} of the format, and this Kawaraban reads up to ${FORMAT_VERSION}; start the newer one`,
    );
  }
}

const versioned = z.looseObject({ version: z.number() });

/** Checks a parsed file; throws `NewerFormat`, or an error that says in one line what is wrong. */
export const checkFile = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const { success, data } = versioned.safeParse(value);
  if (success && data.version > FORMAT_VERSION) throw new NewerFormat(data.version);
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new Error(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`, { cause: checked.error });
};
