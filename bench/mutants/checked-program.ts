import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

const IMPORTED = /(?:from|import\() ?'(\.[^']+\.ts)'/gu;

/** Opens the TypeScript program of a project, which lists its files and checks the types of a changed file. */
export const openProgram = (root: string) => {
  const changed = new Map<string, string>();
  const api = new API({ cwd: root, fs: { readFile: (file) => changed.get(file) } });
  const config = path.join(root, 'tsconfig.json');
  let snapshot = api.updateSnapshot({ openProjects: [config] });
  const program = () => {
    const project = snapshot.getProject(config);
    if (project === undefined) throw new Error(`${config} could not be opened`);
    return project.program;
  };
  const reread = (file: string): void => {
    const before = snapshot;
    snapshot = api.updateSnapshot({ fileChanges: { changed: [file] } });
    before.dispose();
  };

  const importers = new Map<string, string[]>();
  for (const user of program().getSourceFileNames())
    if (!user.includes('/node_modules/'))
      for (const [, name = ''] of readFileSync(user, 'utf8').matchAll(IMPORTED))
        importers.getOrInsert(path.join(path.dirname(user), name), []).push(user);

  return {
    files: (): readonly SourceFile[] =>
      program()
        .getSourceFileNames()
        .map((name) => program().getSourceFile(name))
        .filter((file) => file !== undefined),
    /**
     * Returns whether the types are correct if the file has this text. Checks only the file and the files that import
     * it, because a check of the whole program would take seconds.
     */
    allows: (file: string, text: string): boolean => {
      changed.set(file, text);
      reread(file);
      const allowed =
        program().getSyntacticDiagnostics(file).length === 0 &&
        [file, ...(importers.get(file) ?? [])].every(
          (name) => program().getSemanticDiagnostics(name).length === 0,
        );
      changed.delete(file);
      reread(file);
      return allowed;
    },
    [Symbol.dispose]: () => api.close(),
  };
};
