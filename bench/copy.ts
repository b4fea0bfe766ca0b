/**
 * Copies a JSON store of STORIES stories (by default 100,000) into PostgreSQL and back: `node bench/copy.ts [STORIES]`.
 * Prints the time in seconds, the processor time and the memory of each command, the processor time of the PostgreSQL
 * server, and the size of both stores on the disk.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../test/support/postgres.ts';
import { postgresSecondsOf } from './process-costs.ts';

const [, , stories = '100000'] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'bench-copy-'));
const [first, second] = [join(folder, 'first'), join(folder, 'second')];
execFileSync(process.execPath, [join(import.meta.dirname, 'store-step.ts'), 'fill', first, stories]);
const server = await startPostgres();
const url = await server.newSchema();
await server.query(url, 'ALTER SYSTEM SET fsync = on');
await server.query(url, 'SELECT pg_reload_conf()');

const MAIN = join(import.meta.dirname, '../src/main.ts');

for (const [name, from, to] of [
  ['JSON to PostgreSQL', first, url],
  ['PostgreSQL to JSON', url, second],
] as const) {
  const before = postgresSecondsOf(url);
  const words = ['-f', '%e s, CPU %U + %S s, %M kB', process.execPath, MAIN, 'store', 'copy', from, to];
  const { status, stdout, stderr } = spawnSync('/usr/bin/time', words, { encoding: 'utf8' });
  const server = (postgresSecondsOf(url) - before).toFixed(1);
  console.log(`${name}: ${stderr.trim()}; server CPU ${server} s; status ${status}\n  ${stdout.trim()}`);
}
const databaseBytes = Number(await server.query(url, 'SELECT pg_database_size(current_database())'));
const folderBytes = Number.parseInt(execFileSync('du', ['-sb', first], { encoding: 'utf8' }), 10);
console.log(
  `on the disk: ${folderBytes / 1e6} MB as JSON files with their index, ${databaseBytes / 1e6} MB as a database`,
);
await server.remove();
rmSync(folder, { recursive: true });
