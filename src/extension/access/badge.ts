import type { TreeView } from 'vscode';

/** Shows on the view's icon how many accesses are missing; nothing for none. */
export function showMissing(view: Pick<TreeView<unknown>, 'badge'>, missing: number): void {
  const tooltip =
    missing === 1 ? 'One access that is needed is not granted' : `${missing} accesses that are needed are not granted`;
  view.badge = missing > 0 ? { value: missing, tooltip } : undefined;
}
