import type { ControlPlane, TokenUser } from '../../cluster/control-plane.ts';

/** A kubeconfig with the administrator's context, which counts, and one for each user, `as-NAME`, in that namespace. */
export function kubeconfigWith(plane: ControlPlane, users: readonly TokenUser[], namespace: string): string {
  const [first = '', contexts = ''] = plane.kubeconfig.split('contexts:\n');
  const entries = users.map(({ name, token }) => `  - name: ${name}\n    user: { token: ${token} }\n`).join('');
  const more = users.map(
    ({ name }) => `  - name: as-${name}\n    context: { cluster: test, user: ${name}, namespace: ${namespace} }\n`,
  );
  return `${first}${entries}contexts:\n${contexts}${more.join('')}`;
}
