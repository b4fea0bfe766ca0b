import type { z } from 'zod';
import type { Path } from './yaml-file.ts';

/** The schema of the part at the path, through lists, defaults and transforms. */
export const schemaAt = (schema: z.ZodType, path: Path): z.ZodType | undefined =>
  path.reduce<z.ZodType | undefined>((part, step) => {
    const definition = definitionOf(part);
    return typeof step === 'number' ? definition?.element : definition?.shape?.[String(step)];
  }, schema);

type Definition = {
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
};

const definitionOf = (schema: z.ZodType | undefined): Definition | undefined => {
  const definition = schema?.def as Definition | undefined;
  const inner = definition?.innerType ?? definition?.in;
  return inner === undefined ? definition : definitionOf(inner);
};

/** The keys that a block may have. */
export const keysOf = (schema: z.ZodType | undefined): readonly string[] =>
  Object.keys(definitionOf(schema)?.shape ?? {});

/** A value that a part may have, as YAML. */
export const exampleOf = (schema: z.ZodType | undefined): string | undefined => {
  const example = schema?.meta()?.examples;
  const [first] = Array.isArray(example) ? (example as readonly unknown[]) : [];
  return first === undefined || typeof first === 'string' ? first : JSON.stringify(first);
};

/** What messages call a block: `a source`. */
export const titleOf = (schema: z.ZodType | undefined): string => {
  if (schema === undefined) return 'this block';
  const definition = schema.def as Definition;
  return schema.meta()?.title ?? titleOf(definition.innerType ?? definition.in);
};
