import path from 'node:path';
import type { SourceFile } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

/** Opens a project's program, to read its files and to ask whether a text may stand in place of one. */
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

  return {
    files: (): readonly SourceFile[] =>
      program()
        .getSourceFileNames()
        .map((name) => program().getSourceFile(name))
        .filter((file) => file !== undefined),
    allows: (file: string, text: string): boolean => {
      changed.set(file, text);
      reread(file);
      // The file alone takes milliseconds, and nearly every mistake shows there.
      const allowed =
        program().getSyntacticDiagnostics(file).length === 0 &&
        program().getSemanticDiagnostics(file).length === 0 &&
        program().getSemanticDiagnostics().length === 0;
      changed.delete(file);
      reread(file);
      return allowed;
    },
    [Symbol.dispose]: () => api.close(),
  };
};
