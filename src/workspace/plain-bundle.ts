import type { Bundle, BundledObject, OpenReason } from './bundle.ts';
import { unchanged } from './kustomize-naming.ts';
import type { ManifestObject, WorkspaceFile } from './manifest-object.ts';

/** Which files, and what is known of them as a whole. */
export interface PlainBundle {
  readonly kind: 'chart' | 'folder';
  readonly folder: string;
  readonly root: string;
  readonly files: readonly WorkspaceFile[];
  readonly reasons: readonly OpenReason[];
  /** What brings it into a cluster, '' where no file says; it tells apart bundles of one folder. */
  readonly by: string;
}

/** A bundle whose objects are what is written: names and namespaces are nobody else's. */
export function plainBundle({ kind, folder, root, files, reasons, by }: PlainBundle): Bundle {
  const id = bundleId(kind, folder, root, by);
  const all = [...reasons, ...files.flatMap(file => file.unread)];
  return {
    id,
    kind,
    root,
    folder,
    files: files.map(file => file.uri),
    objects: files.flatMap(file => file.objects.map(object => asWritten(object, id))),
    generated: [],
    openness: all.length === 0 ? { kind: 'complete' } : { kind: 'open', reasons: all },
  };
}

/** What names a bundle, for as long as its folder is where it is. */
export function bundleId(kind: Bundle['kind'], folder: string, root: string, by: string): string {
  return [kind, folder, root, by].join(' ').trimEnd();
}

function asWritten(object: ManifestObject, bundle: string): BundledObject {
  const { kind, name, namespace } = object;
  return { ...unchanged(kind, name, namespace), object, imposedNamespace: undefined, bundle };
}
