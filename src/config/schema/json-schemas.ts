import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { foldsSchema } from './folds-schema.ts';
import { mainSchema } from './main-schema.ts';
import { sourcesSchema } from './sources-schema.ts';
import { topicsSchema } from './topics-schema.ts';

/** Returns the JSON Schemas of the YAML files, by the file names of the schemas. */
export const jsonSchemas = (): Readonly<Record<string, string>> => ({
  'kawaraban.schema.json': written(mainSchema),
  'sources.schema.json': written(sourcesSchema),
  'topics.schema.json': written(topicsSchema),
  'folds.schema.json': written(foldsSchema),
});

/** Returns a JSON Schema of draft 7, which yaml-language-server supports. */
const written = (schema: z.ZodType): string =>
  `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }), null, 2)}\n`;

// Run this file after a change of a schema: node src/config/schema/json-schemas.ts
if (import.meta.main) {
  const folder = new URL('../../../config/', import.meta.url);
  for (const [name, text] of Object.entries(jsonSchemas())) await writeFile(new URL(name, folder), text);
}
