/**
 * `node bench/fuzz-parse.ts [MINUTES [SEED]]` reads mutations of the fixture corpus for MINUTES (by default 1), and
 * writes each mutation with a fault to a file. A fault is a crash, a time above two seconds, a result with a character
 * that XML forbids, canonical XML that is not well-formed, or a result that depends on earlier documents. Exit status 1
 * after a fault.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import { decode } from '../src/read/decode.ts';
import { parseFeed } from '../src/read/parse-feed.ts';
import { repairMarkup } from '../src/read/repair-markup.ts';
import { tidy } from '../src/read/tidy/tidy.ts';
import { createMutator } from './mutate.ts';

const LIMIT_MS = 2000;
const OPTIONS = { url: 'https://example.jp/feed.xml' };
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const minutes = Number(process.argv[2] ?? 1);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const folder = new URL('../test/fixtures/feeds/', import.meta.url);
const corpus = readdirSync(folder)
  .filter((name) => !name.endsWith('.expected.json'))
  .map((name) => readFileSync(new URL(name, folder)));
const mutator = createMutator(corpus, seed);

/**
 * Reads a document, then `other`, then the document again. Resolves to a fault, such as a slow reading or another second
 * result; undefined without a fault. Rejects after a crash or malformed canonical XML.
 */
const complaint = async (bytes: Uint8Array, other: Uint8Array): Promise<string | undefined> => {
  const start = performance.now();
  const first = JSON.stringify(await parseFeed(bytes, OPTIONS));
  const ms = performance.now() - start;
  slowest = Math.max(slowest, ms);
  if (ms > LIMIT_MS) return `took ${Math.round(ms)} ms`;
  const forbidden = forbiddenIn(first);
  if (forbidden !== undefined) return `holds a forbidden character: ${JSON.stringify(forbidden)}`;
  const xml = canonicalXml(bytes);
  if (xml !== undefined) new SaxesParser({ xmlns: true }).write(xml).close();
  // A fault of `other` was reported when it was read first.
  await parseFeed(other, OPTIONS).catch(() => undefined);
  const second = JSON.stringify(await parseFeed(bytes, OPTIONS));
  return first === second ? undefined : 'is read differently after another document';
};

const forbiddenIn = (json: string): string | undefined => {
  const found: string[] = [];
  JSON.parse(json, (_, value) => {
    if (typeof value === 'string' && FORBIDDEN.test(value)) found.push(value);
  });
  return found[0];
};

const canonicalXml = (bytes: Uint8Array): string | undefined => {
  const tidied = tidy(repairMarkup(decode(bytes, undefined).text), OPTIONS.url);
  if (tidied.kind === 'unreadable') return undefined;
  return `<rss xmlns:x="urn:x" xmlns:dc="urn:dc"><channel>${tidied.channel}${tidied.items.map(({ xml }) => `<item>${xml}</item>`).join('')}</channel></rss>`;
};

let slowest = 0;
let documents = 0;
let before: Uint8Array = mutator.next();
const end = performance.now() + minutes * 60_000;
while (performance.now() < end) {
  const bytes = mutator.next();
  const wrong = await complaint(bytes, before).catch((error: unknown) => `threw ${String(error)}`);
  before = bytes;
  documents += 1;
  if (wrong === undefined) continue;
  const file = `${process.env.TMPDIR ?? '/tmp'}/fuzz-parse-${seed}-${documents}.xml`;
  writeFileSync(file, bytes);
  console.log(`document ${documents} of seed ${seed} ${wrong}: ${file}`);
  process.exitCode = 1;
}
console.log(
  `seed ${seed}, ${corpus.length} documents of the corpus, ${documents} mutations in ${minutes} min, slowest ${slowest.toFixed(0)} ms`,
);
