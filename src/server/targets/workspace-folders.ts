import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileName } from './file-configurations.ts';

export interface WorkspaceFolder {
  readonly uri: string;
  readonly name: string;
}

/** The path of a file on the disk; undefined for what is none (`untitled:`, a file of another machine). */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/**
 * How a file is called: its own name, and its folder from the root of the workspace on. With several roots the folder
 * starts with the root's name; outside of all of them it is the whole path.
 */
export function fileName(uri: string, folders: readonly WorkspaceFolder[]): FileName {
  const file = pathOf(uri);
  if (file === undefined) return { name: lastSegment(uri), folder: '' };
  const name = path.basename(file);
  const directory = path.dirname(file);
  for (const folder of innermostFirst(folders)) {
    const inside = path.relative(folder.path, directory);
    if (inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside)) continue;
    const parts = [...(folders.length > 1 ? [folder.name] : []), ...inside.split(path.sep)];
    return { name, folder: parts.filter(part => part !== '').join('/') };
  }
  return { name, folder: directory };
}

function innermostFirst(
  folders: readonly WorkspaceFolder[],
): readonly { readonly path: string; readonly name: string }[] {
  return folders
    .flatMap(({ uri, name }) => {
      const folder = pathOf(uri);
      return folder === undefined ? [] : [{ path: folder, name }];
    })
    .toSorted((a, b) => b.path.length - a.path.length);
}

function lastSegment(uri: string): string {
  const text = uri.slice(Math.max(uri.lastIndexOf('/'), uri.indexOf(':')) + 1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
