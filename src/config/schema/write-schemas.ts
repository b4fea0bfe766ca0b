import { writeFile } from 'node:fs/promises';
import { jsonSchemas } from './json-schemas.ts';

// Run it after a change of a schema: node src/config/schema/write-schemas.ts
const folder = new URL('../../../config/', import.meta.url);
for (const [name, text] of Object.entries(jsonSchemas())) await writeFile(new URL(name, folder), text);
