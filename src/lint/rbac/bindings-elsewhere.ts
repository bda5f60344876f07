import type { Bundle } from '../../workspace/bundle.ts';
import { itemsOf, rootOf, textOfField } from '../../workspace/manifest-fields.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';

/**
 * Whether a binding in a file that is not the bundle's names an account of that name, in whatever namespace: it may be
 * applied beside the bundle. What is in several overlays is their common base's, and no file beside it.
 */
export function isNamedElsewhere(model: WorkspaceModel, bundle: Bundle, account: string): boolean {
  const own = new Set(bundle.files);
  for (const file of model.files.values()) {
    if (own.has(file.uri)) continue;
    for (const object of file.objects) {
      if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') continue;
      const subjects = itemsOf(rootOf(object), 'subjects');
      if (subjects.some(one => textOfField(one, 'kind') === 'ServiceAccount' && textOfField(one, 'name') === account))
        return true;
    }
  }
  return false;
}
