import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { foldsSchema } from './folds-schema.ts';
import { mainSchema } from './main-schema.ts';
import { sourcesSchema } from './sources-schema.ts';
import { topicsSchema } from './topics-schema.ts';

/**
 * Returns a JSON Schema of each YAML file, by file name, for editors that complete and check while typing.
 */
export const jsonSchemas = (): Readonly<Record<string, string>> => ({
  'kawaraban.schema.json': written(mainSchema),
  'sources.schema.json': written(sourcesSchema),
  'topics.schema.json': written(topicsSchema),
  'folds.schema.json': written(foldsSchema),
});

/** Writes a schema as JSON Schema draft 7, which yaml-language-server supports. */
const written = (schema: z.ZodType): string =>
  `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }), null, 2)}\n`;

// Run this file after a change of a schema: node src/config/schema/json-schemas.ts
if (import.meta.main) {
  const folder = new URL('../../../config/', import.meta.url);
  for (const [name, text] of Object.entries(jsonSchemas())) await writeFile(new URL(name, folder), text);
}
