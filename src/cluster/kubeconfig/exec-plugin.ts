import type { PlatformPath } from 'node:path';
import type { ClusterEntry, ExecEntry } from '../../kubernetes/kubeconfig/kubeconfig.ts';
import { plainJson } from '../../kubernetes/kubeconfig/yaml-json.ts';
import type { ExecPlugin } from './cluster-access.ts';
import { normalProxyUrl } from './proxy-url.ts';
import { cleanPath } from './resolve-paths.ts';
import { hostText } from './server-url.ts';

/**
 * How to run a credential plugin, from an entry that has been validated; undefined for a version that is no more.
 * `ca` are the bytes of the certificate authority wherever they come from.
 */
export function execPlugin(
  exec: ExecEntry,
  cluster: ClusterEntry,
  ca: Uint8Array,
  path: PlatformPath,
): ExecPlugin | undefined {
  const { apiVersion, interactiveMode } = exec;
  if (apiVersion !== 'client.authentication.k8s.io/v1' && apiVersion !== 'client.authentication.k8s.io/v1beta1') {
    return undefined;
  }
  return {
    command: cleanPath(exec.command, path),
    args: exec.args,
    env: new Map(exec.env.map(one => [one.name, one.value])),
    apiVersion,
    interactiveMode: interactiveMode === 'Always' || interactiveMode === 'Never' ? interactiveMode : 'IfAvailable',
    installHint: withoutEscapes(exec.installHint),
    clusterInfo: exec.provideClusterInfo ? clusterInfo(cluster, ca) : undefined,
  };
}

/**
 * `spec.cluster` of KUBERNETES_EXEC_INFO, in the order of its fields:
 * https://kubernetes.io/docs/reference/config-api/client-authentication.v1/#client-authentication-k8s-io-v1-Cluster
 */
function clusterInfo(cluster: ClusterEntry, ca: Uint8Array): Readonly<Record<string, unknown>> {
  return {
    server: hostText(cluster.server),
    ...(cluster.tlsServerName === '' ? {} : { 'tls-server-name': cluster.tlsServerName }),
    ...(cluster.insecureSkipTlsVerify ? { 'insecure-skip-tls-verify': true } : {}),
    ...(ca.length === 0 ? {} : { 'certificate-authority-data': Buffer.from(ca).toString('base64') }),
    ...(cluster.proxyUrl === '' ? {} : { 'proxy-url': normalProxyUrl(cluster.proxyUrl) }),
    ...(cluster.disableCompression ? { 'disable-compression': true } : {}),
    config: cluster.execConfig === undefined ? null : plainJson(cluster.execConfig),
  };
}

/** The hint without control characters, which client-go writes as U+001B: it is shown to the user. */
function withoutEscapes(hint: string): string {
  return hint.replaceAll(
    /[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\t-\r]/gu,
    character => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
