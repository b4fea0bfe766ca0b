import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isInstalled } from '../support/debian.ts';
import { copyStagedConfig, git } from '../support/run/staged-config.ts';

describe.skipIf(!isInstalled('git', 'git'))('the config that the tests read', () => {
  const makeTree = () => {
    const root = mkdtempSync(path.join(tmpdir(), 'kawaraban-tree-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    mkdirSync(path.join(root, 'config'));
    const write = (name: string, text: string) => writeFileSync(path.join(root, 'config', name), text);
    for (const name of ['kawaraban.yaml', 'sources.yaml']) write(name, 'shipped');
    return { root, write };
  };

  test('lacks what an operator edited', () => {
    const { root, write } = makeTree();
    git(root, 'init');
    git(root, 'add', '.');
    expect(copyStagedConfig(root)).toBeUndefined();
    write('kawaraban.yaml', 'edited');
    write('notes.txt', 'an untracked file');
    const staged = copyStagedConfig(root);
    if (staged === undefined) throw new Error('nothing was copied');
    onTestFinished(() => rmSync(staged.folder, { recursive: true }));
    expect(staged.edited).toEqual(['config/kawaraban.yaml']);
    expect(readdirSync(path.join(staged.folder, 'config'))).toEqual(['kawaraban.yaml', 'sources.yaml']);
    expect(readFileSync(path.join(staged.folder, 'config/kawaraban.yaml'), 'utf8')).toBe('shipped');
  });

  test('holds what was staged, and all of a tree that git does not know', () => {
    const { root, write } = makeTree();
    expect(copyStagedConfig(root)).toBeUndefined();
    git(root, 'init');
    git(root, 'add', '.');
    write('sources.yaml', 'changed for everybody');
    git(root, 'add', 'config');
    expect(copyStagedConfig(root)).toBeUndefined();
  });
});
