import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createDrawer } from '../../../src/site/card/draw-png.ts';

const DRAWER = new URL('../../../src/site/card/draw-png.ts', import.meta.url).href;

const svg = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="63"><rect width="120" height="63" fill="#fff"/><text y="40">${text}</text></svg>`;

test('SVG without text becomes a PNG of its size', async () => {
  const draw = createDrawer();
  const drawn = await draw(svg(''));
  // A machine without any font draws none.
  if (drawn.kind !== 'png') return expect(drawn.kind).toBe('no-font');
  const bytes = Buffer.from(drawn.bytes);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([120, 63]);
});

test('where the library cannot be loaded, nothing is drawn, and nothing fails', async () => {
  const draw = createDrawer(() => Promise.reject(new Error('wrong architecture')));
  expect(await draw(svg('a'))).toEqual({ kind: 'no-library' });
});

test('where the letters are drawn as nothing, nothing is drawn', async () => {
  const { default: sharp } = await import('sharp');
  const blank = (input: Buffer) => sharp(Buffer.from(String(input).replace('>A<', '> <')));
  const draw = createDrawer(async () => Object.assign(blank, sharp));
  expect(await draw(svg('a'))).toEqual({ kind: 'no-font' });
});

test('where no font has the letters, nothing is drawn in place of boxes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fonts-'));
  const fonts = path.join(folder, 'fonts.conf');
  writeFileSync(fonts, `<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`);
  const script = `import { createDrawer } from '${DRAWER}';
    const draw = createDrawer();
    console.log((await draw('${svg('a')}')).kind, (await draw('${svg('瓦版')}')).kind);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, FONTCONFIG_FILE: fonts },
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(stdout).toBe('no-font no-font\n');
});
