import { isDeepStrictEqual } from 'node:util';
import type { ClusterStatus } from '../../protocol/targets.ts';
import type { ClusterAccess } from '../kubeconfig/cluster-access.ts';
import type { KubeconfigReading } from './ports.ts';

/** The context that counts, or the state that there is none. */
export type AccessChoice =
  | { readonly ok: true; readonly context: string; readonly access: ClusterAccess }
  | { readonly ok: false; readonly context: string; readonly status: ClusterStatus };

/** The pinned context, else the current one of the kubeconfig. Nothing falls back to another context. */
export function chooseAccess(reading: KubeconfigReading, pinned: string | null): AccessChoice {
  const context = pinned ?? (reading.state === 'read' ? reading.currentContext : '');
  if (reading.state === 'none')
    return { ok: false, context, status: { state: 'no-kubeconfig', looked: reading.files } };
  if (reading.state === 'unreadable') {
    return { ok: false, context, status: { state: 'kubeconfig-unreadable', message: reading.message } };
  }
  const resolved = reading.resolve(pinned ?? '');
  if (resolved.ok) return { ok: true, context: resolved.access.context, access: resolved.access };
  const contexts = reading.contexts.map(({ name }) => name);
  return { ok: false, context, status: { state: 'no-context', contexts, message: resolved.message } };
}

/**
 * Whether both lead to the same cluster under the same name, so that what was read over one still counts over the other.
 * Another certificate authority is another cluster: one that was made anew has versions of its own.
 */
export function isSameCluster(a: ClusterAccess, b: ClusterAccess): boolean {
  const cluster = ({ user: _user, namespace: _namespace, ...rest }: ClusterAccess) => rest;
  return isDeepStrictEqual(cluster(a), cluster(b));
}

/** Whether a connection of one does for the other: only the namespace of the context may differ. */
export function isSameConnection(a: ClusterAccess, b: ClusterAccess): boolean {
  return isSameCluster(a, b) && isDeepStrictEqual(a.user, b.user);
}
