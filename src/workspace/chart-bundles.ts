import type { Bundle } from './bundle.ts';
import { baseNameOf, folderOf } from './file-path.ts';
import type { WorkspaceFile } from './manifest-object.ts';
import { plainBundle } from './plain-bundle.ts';

/**
 * The charts among the files: everything below a Chart.yaml, charts inside of it included. Helm is not run, so a chart
 * is always open; what is in it without a template is read all the same.
 */
export function chartBundles(files: readonly WorkspaceFile[]): readonly Bundle[] {
  const roots = new Set(files.filter(file => baseNameOf(file.path) === 'Chart.yaml').map(rootKey));
  const charts = new Map<string, WorkspaceFile[]>();
  for (const file of files) {
    const root = outermostChart(file, roots);
    if (root === undefined) continue;
    const key = keyOf(file.folder, root);
    const list = charts.get(key);
    if (list) list.push(file);
    else charts.set(key, [file]);
  }
  return [...charts.values()].flatMap(all => {
    const [first] = all;
    const root = first && outermostChart(first, roots);
    if (first === undefined || root === undefined) return [];
    const reasons = [{ kind: 'chart', uri: first.uri, what: root }] as const;
    return [plainBundle({ kind: 'chart', folder: first.folder, root, files: all, reasons, by: '' })];
  });
}

function rootKey(file: WorkspaceFile): string {
  return keyOf(file.folder, folderOf(file.path));
}

function keyOf(folder: string, root: string): string {
  return `${folder} ${root}`;
}

function outermostChart(file: WorkspaceFile, roots: ReadonlySet<string>): string | undefined {
  let outermost: string | undefined;
  for (let at = folderOf(file.path); ; at = folderOf(at)) {
    if (roots.has(keyOf(file.folder, at))) outermost = at;
    if (at === '') return outermost;
  }
}
