import type { PlatformPath } from 'node:path';
import type { AccessFault } from '../../kubernetes/kubeconfig/access-fault.ts';
import type { ClusterEntry, Kubeconfig, UserEntry } from '../../kubernetes/kubeconfig/kubeconfig.ts';
import type { KubeconfigFiles } from '../../kubernetes/kubeconfig/kubeconfig-files.ts';
import { userFaults } from '../../kubernetes/kubeconfig/user-faults.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { clusterFaults } from './cluster-faults.ts';
import { normalProxyUrl } from './proxy-url.ts';
import { readServerUrl } from './server-url.ts';
import { impersonationOf, readUserCredentials } from './user-credentials.ts';

/** What resolving needs beside the kubeconfig. */
export interface ResolveMeans {
  readonly files: KubeconfigFiles;
  readonly path: PlatformPath;
  /** Milliseconds since 1970: whether a token has expired. */
  readonly now: number;
}

export type ContextResolution =
  /** `notes` say what a user would not expect, such as requests without credentials. */
  | { readonly ok: true; readonly access: ClusterAccess; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: ContextProblem };

/** Why a context gives no access. Messages are for users and hold no secret. */
export type ContextProblem =
  /** None is named, by anybody. */
  | { readonly kind: 'no-context'; readonly contexts: readonly string[]; readonly message: string }
  /** `named` by the user (who pinned it), or by current-context. */
  | {
      readonly kind: 'unknown-context';
      readonly named: 'pinned' | 'current';
      readonly contexts: readonly string[];
      readonly message: string;
    }
  /** The context is there; what it names cannot be used. `stage` is where client-go says so. */
  | {
      readonly kind: 'unusable';
      readonly stage: 'config' | 'transport';
      readonly faults: readonly AccessFault[];
      readonly message: string;
    };

const NOBODY: UserEntry = {
  certFile: '',
  certData: new Uint8Array(),
  keyFile: '',
  keyData: new Uint8Array(),
  token: '',
  tokenFile: '',
  username: '',
  password: '',
  impersonate: '',
  impersonateUid: '',
  impersonateGroups: [],
  impersonateExtra: new Map(),
  authProvider: undefined,
  exec: undefined,
};

/**
 * The access that a context gives: the pinned one, or the kubeconfig's own where `pinned` is ''. Everything is validated as
 * client-go's ClientConfig and its transports do, and nothing is connected or run. Where no context or cluster is to be
 * found kubectl tries http://localhost:8080; here that is a problem. @kubernetes/client-node is not used for this: without
 * a user it ignores the cluster's certificates, and it accepts what client-go refuses.
 */
export function resolveContext(kubeconfig: Kubeconfig, pinned: string, means: ResolveMeans): ContextResolution {
  const name = pinned === '' ? kubeconfig.currentContext : pinned;
  const context = kubeconfig.contexts.get(name) ?? { cluster: '', user: '', namespace: '' };
  const cluster = kubeconfig.clusters.get(context.cluster);
  const missing = missingContext(kubeconfig, pinned, name);
  if (missing !== undefined && (pinned !== '' || name !== '' || cluster === undefined)) return refused(missing);
  const user = kubeconfig.users.get(context.user) ?? NOBODY;
  const faults = [
    ...userFaults(context.user, user, means.files),
    ...(cluster === undefined
      ? [noSuchCluster(name, context.cluster)]
      : clusterFaults(context.cluster, cluster, means.files)),
  ];
  if (faults.length > 0 || cluster === undefined) return unusable('config', faults);
  const notes: string[] = [];
  if (!kubeconfig.users.has(context.user)) notes.push(anonymous(name, context.user));
  const place = { name, namespace: context.namespace === '' ? 'default' : context.namespace };
  return accessOf(place, { name: context.user, user }, cluster, { ...means, notes });
}

function accessOf(
  place: { readonly name: string; readonly namespace: string },
  who: { readonly name: string; readonly user: UserEntry },
  cluster: ClusterEntry,
  means: ResolveMeans & { readonly notes: readonly string[] },
): ContextResolution {
  const server = readServerUrl(cluster.server);
  if (!server.ok) {
    const message = 'The `server` of the cluster is no URL. Write https:// with a host, and a port where it needs one.';
    return unusable('transport', [{ kind: 'server-url', message }]);
  }
  const base = {
    context: place.name,
    namespace: place.namespace,
    server: server.url,
    proxyUrl: normalProxyUrl(cluster.proxyUrl),
    disableCompression: cluster.disableCompression,
  };
  const basic = server.user === undefined ? undefined : { username: server.user.name, password: server.user.password };
  if (server.scheme === 'http') {
    // client-go sends no credentials over plain HTTP, but for those in the URL.
    const impersonate = impersonationOf(who.user);
    const user = { certificate: undefined, token: undefined, basic, exec: undefined, impersonate };
    const access = { ...base, ca: undefined, insecureSkipTlsVerify: false, tlsServerName: '', user };
    return { ok: true, access, notes: means.notes };
  }
  const credentials = readUserCredentials(who, cluster, means);
  if (!credentials.ok) return unusable(credentials.stage, credentials.faults);
  const { user } = credentials;
  const access: ClusterAccess = {
    ...base,
    ca: credentials.ca,
    insecureSkipTlsVerify: cluster.insecureSkipTlsVerify,
    tlsServerName: cluster.tlsServerName,
    user: basic === undefined ? user : { ...user, token: undefined, basic },
  };
  return { ok: true, access, notes: means.notes };
}

const MOST_NAMED = 10;

/** The context is named and not there, or none is named. */
function missingContext(kubeconfig: Kubeconfig, pinned: string, name: string): ContextProblem | undefined {
  if (kubeconfig.contexts.has(name)) return undefined;
  const contexts = [...kubeconfig.contexts.keys()].sort();
  const more = contexts.length > MOST_NAMED ? ` and ${contexts.length - MOST_NAMED} more` : '';
  const named = `It has: ${contexts.slice(0, MOST_NAMED).join(', ')}${more}.`;
  const choices = contexts.length === 0 ? 'It has none.' : named;
  if (name === '') {
    const way = 'Choose one here, or run `kubectl config use-context`.';
    return { kind: 'no-context', contexts, message: `The kubeconfig has no current context. ${choices} ${way}` };
  }
  const message = `The context "${name}" is not in the kubeconfig. ${choices} Choose another.`;
  return { kind: 'unknown-context', named: pinned === '' ? 'current' : 'pinned', contexts, message };
}

function noSuchCluster(context: string, cluster: string): AccessFault {
  const what = cluster === '' ? 'no cluster' : `the cluster "${cluster}", which is in no kubeconfig`;
  const message = `The context "${context}" names ${what}. Set it with \`kubectl config set-context\`.`;
  return { kind: 'no-such-cluster', message };
}

function anonymous(context: string, user: string): string {
  const what = user === '' ? 'no user' : `the user "${user}", which is in no kubeconfig`;
  return `The context "${context}" names ${what}: requests are sent without credentials.`;
}

function unusable(stage: 'config' | 'transport', faults: readonly AccessFault[]): ContextResolution {
  return refused({ kind: 'unusable', stage, faults, message: faults.map(fault => fault.message).join(' ') });
}

function refused(problem: ContextProblem): ContextResolution {
  return { ok: false, problem };
}
