import type { WorkspaceFile } from '../../../src/workspace/manifest-object.ts';
import { readWorkspaceFile, type WorkspaceModel, workspaceModel } from '../../../src/workspace/workspace-model.ts';

/** The folder of every tree of {@link readTree}. */
export const FOLDER = 'file:///w';

/** The URI of a path of a tree. */
export function uriOf(path: string): string {
  return `${FOLDER}/${path}`;
}

/** The texts of a fixture by path: `# @file path` stands above each. Common indentation is removed. */
export function treeTexts(fixture: string): ReadonlyMap<string, string> {
  const lines = fixture.split('\n');
  const indents = lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  const texts = new Map<string, string>();
  let path: string | undefined;
  for (const line of lines.map(one => one.slice(indent))) {
    const [, named] = /^# @file (\S+)$/.exec(line) ?? [];
    if (named !== undefined) {
      path = named;
      texts.set(named, '');
    } else if (path !== undefined) texts.set(path, `${texts.get(path) ?? ''}${line}\n`);
  }
  return texts;
}

/** The files of a fixture, as they are read from a workspace. */
export function readTree(fixture: string): readonly WorkspaceFile[] {
  return [...treeTexts(fixture)].map(([path, text]) =>
    readWorkspaceFile({ uri: uriOf(path), path, folder: FOLDER, text }),
  );
}

/** What belongs together in a fixture. */
export function modelOf(fixture: string): WorkspaceModel {
  return workspaceModel(readTree(fixture));
}
