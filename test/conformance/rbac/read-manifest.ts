import { RBAC_KINDS, type RbacObject, readRbacObjectOfKind } from '../../../src/kubernetes/rbac/rbac-objects.ts';
import type { Manifest } from '../../cluster/admin-api.ts';

/** A role or binding; fails for anything else. */
export function readManifest(manifest: Manifest): RbacObject {
  const kind = RBAC_KINDS.find(one => one === manifest.kind);
  if (!kind) throw new Error(`${manifest.kind} is no object of RBAC`);
  return readRbacObjectOfKind(kind, manifest);
}
