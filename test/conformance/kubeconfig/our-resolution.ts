import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ClusterAccess, Material } from '../../../src/cluster/kubeconfig/cluster-access.ts';
import { diskFiles } from '../../../src/cluster/kubeconfig/disk-files.ts';
import { kubeconfigPaths } from '../../../src/cluster/kubeconfig/kubeconfig-paths.ts';
import { loadKubeconfig } from '../../../src/cluster/kubeconfig/load-kubeconfig.ts';
import { type ContextProblem, resolveContext } from '../../../src/cluster/kubeconfig/resolve-context.ts';
import type { Kubeconfig } from '../../../src/kubernetes/kubeconfig/kubeconfig.ts';
import type { PlacedCase } from './case-folder.ts';
import type { AccessImage, NamesImage, ResolvedImage } from './resolved-image.ts';

/** The access of a case, or why there is none. */
export type OurAccess =
  | { readonly ok: true; readonly access: ClusterAccess; readonly names: NamesImage }
  | { readonly ok: false; readonly image: ResolvedImage };

/** What our own reading makes of a case. */
export function ourAccess(one: PlacedCase): OurAccess {
  const environment = { env: one.env, platform: process.platform, cwd: one.folder, path };
  const paths = kubeconfigPaths(one.explicit, environment);
  const load = loadKubeconfig(paths, diskFiles, environment);
  if (load.state === 'missing') return { ok: false, image: { outcome: 'missing' } };
  if (load.state === 'refused') {
    const files = load.files.map(({ file }) => path.relative(one.folder, file));
    return { ok: false, image: { outcome: 'refused', files } };
  }
  const names = namesOf(load.kubeconfig);
  const resolution = resolveContext(load.kubeconfig, one.context, { files: diskFiles, path, now: Date.now() });
  if (resolution.ok) return { ok: true, access: resolution.access, names };
  return { ok: false, image: problemImage(resolution.problem, names) };
}

export function ourResolution(one: PlacedCase): ResolvedImage {
  const ours = ourAccess(one);
  return ours.ok ? { outcome: 'usable', names: ours.names, access: accessImage(ours.access) } : ours.image;
}

function problemImage(problem: ContextProblem, names: NamesImage): ResolvedImage {
  if (problem.kind === 'no-context') return { outcome: 'empty', names };
  if (problem.kind === 'unknown-context') {
    return { outcome: 'unusable', stage: 'config', faults: ['unknown-context'], names };
  }
  const faults = problem.faults.map(fault => fault.kind);
  if (faults.length === 1 && faults[0] === 'no-such-cluster') return { outcome: 'empty', names };
  // client-go stops at the first fault of its transport.
  const told = problem.stage === 'transport' ? faults.slice(0, 1) : faults;
  return { outcome: 'unusable', stage: problem.stage, faults: told, names };
}

function namesOf({ clusters, users, contexts, currentContext }: Kubeconfig): NamesImage {
  const names = (map: ReadonlyMap<string, unknown>) => [...map.keys()].sort();
  return { clusters: names(clusters), users: names(users), contexts: names(contexts), current: currentContext };
}

function accessImage(access: ClusterAccess): AccessImage {
  const { certificate, token, basic, impersonate, exec } = access.user;
  return {
    url: `${access.server}/probe`,
    namespace: access.namespace,
    ca: materialImage(access.ca),
    insecure: access.insecureSkipTlsVerify,
    serverName: access.tlsServerName,
    proxy: access.proxyUrl,
    disableCompression: access.disableCompression,
    certificate: certificate === undefined ? null : [materialImage(certificate.cert), materialImage(certificate.key)],
    token: token === undefined ? null : [token.text || fileText(token.file), token.file ?? ''],
    basic: basic === undefined ? null : [basic.username, basic.password],
    impersonate: impersonate === undefined ? null : { ...impersonate, extra: Object.fromEntries(impersonate.extra) },
    exec:
      exec === undefined
        ? null
        : {
            command: exec.command,
            args: exec.args,
            env: Object.fromEntries(exec.env),
            apiVersion: exec.apiVersion,
            interactiveMode: exec.interactiveMode,
            installHint: exec.installHint,
            clusterConfig: exec.clusterInfo?.['config'],
          },
  };
}

function materialImage(material: Material | undefined): string {
  if (material === undefined) return '';
  return material.from === 'file' ? material.path : createHash('sha256').update(material.pem).digest('hex');
}

/** client-go has read the file already when nothing stands beside it. */
function fileText(file: string | undefined): string {
  return file === undefined ? '' : readFileSync(file, 'utf8').trim();
}
