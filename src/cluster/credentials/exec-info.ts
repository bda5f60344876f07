import type { ExecPlugin } from '../kubeconfig/cluster-access.ts';

/**
 * The value of KUBERNETES_EXEC_INFO, which tells a plugin
 * [what is asked of it](https://kubernetes.io/docs/reference/access-authn-authz/authentication/#input-and-output-formats).
 */
export function execInfo({ apiVersion, clusterInfo }: ExecPlugin): string {
  const spec = { ...(clusterInfo && { cluster: clusterInfo }), interactive: false };
  return `${JSON.stringify({ kind: 'ExecCredential', apiVersion, spec })}\n`;
}
