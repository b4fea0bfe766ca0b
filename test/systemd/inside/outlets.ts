/** Serves a folder of feeds on loopback: `outlets.ts FOLDER PORT`. What is asked of `/slow` is never answered. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const [, , folder = '.', port = '0'] = process.argv;

createServer((request, response) => {
  if (request.url === '/slow') return;
  const file = path.join(folder, path.basename(request.url ?? ''));
  if (existsSync(file)) response.end(readFileSync(file));
  else response.writeHead(404).end();
}).listen(Number(port), '127.0.0.1');
