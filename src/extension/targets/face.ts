import type { ContextSummary, TargetsState } from '../../protocol/targets.ts';
import type { TargetsCommand } from './command-names.ts';
import { clusterText } from './scope-row-items.ts';

/** What the view shows as a whole; the value of the context key `prometheusKubernetes.targets.face`. */
export type FaceName =
  | 'rows'
  | 'loading'
  | 'no-configuration'
  | 'untrusted'
  | 'stopped'
  | 'no-kubeconfig'
  | 'kubeconfig-unreadable'
  | 'no-context'
  | 'unreachable'
  | 'unauthorised'
  | 'forbidden'
  | 'snapshot-unreadable';

/**
 * A face of the view. Where nothing of its text varies, the manifest's `viewsWelcome` has it all. VS Code shows no welcome
 * under a message, so that a face which has something to tell offers its ways out as rows.
 */
export interface Face {
  readonly name: FaceName;
  /** Above the rows; empty for none. */
  readonly message: string;
  readonly ways: readonly WayOut[];
}

/** A row that does something. */
export interface WayOut {
  readonly label: string;
  readonly codicon: string;
  readonly command: TargetsCommand | 'prometheusKubernetes.showLog';
  /** What the command is given; null for nothing. */
  readonly argument: string | null;
}

/** What the face depends on. */
export interface FaceGrounds {
  readonly trust: 'trusted' | 'untrusted';
  readonly server: 'starting' | 'running' | 'stopped';
  /** The last that the server told; null before. */
  readonly state: TargetsState | null;
  /** The name of a recording in the workspace; null where there is none. */
  readonly recording: string | null;
  /** ms since 1970. */
  readonly now: number;
}

const RETRY: WayOut = {
  label: 'Retry',
  codicon: 'refresh',
  command: 'prometheusKubernetes.refreshTargets',
  argument: null,
};
const SELECT: WayOut = {
  label: 'Select Context…',
  codicon: 'server-environment',
  command: 'prometheusKubernetes.selectContext',
  argument: null,
};
const LOG: WayOut = { label: 'Show Log', codicon: 'output', command: 'prometheusKubernetes.showLog', argument: null };
const KUBECONFIG: WayOut = {
  label: 'Set Kubeconfig Path…',
  codicon: 'settings-gear',
  command: 'prometheusKubernetes.setKubeconfig',
  argument: null,
};
const NAMESPACES: WayOut = {
  label: 'Choose Namespaces…',
  codicon: 'symbol-namespace',
  command: 'prometheusKubernetes.chooseNamespaces',
  argument: null,
};
const CLOSE: WayOut = {
  label: 'Close Snapshot',
  codicon: 'close',
  command: 'prometheusKubernetes.closeSnapshot',
  argument: null,
};

/** What the view shows. */
export function faceOf(grounds: FaceGrounds): Face {
  const { trust, server, state } = grounds;
  if (trust === 'untrusted') return plain('untrusted');
  if (server === 'stopped') return plain('stopped');
  if (state === null) return plain('loading');
  if (state.view.face !== 'cluster') return plain(state.view.face);
  const face = clusterFace(state.context, grounds.now);
  const recording: WayOut[] =
    grounds.recording === null || face.ways.length === 0
      ? []
      : [
          {
            label: 'Show the Demo Snapshot',
            codicon: 'vm',
            command: 'prometheusKubernetes.openSnapshot',
            argument: grounds.recording,
          },
        ];
  return { ...face, ways: [...face.ways, ...recording] };
}

function plain(name: FaceName): Face {
  return { name, message: '', ways: [] };
}

function clusterFace({ name, cluster }: ContextSummary, now: number): Face {
  switch (cluster.state) {
    case 'idle':
    case 'connecting':
      return plain('loading');
    case 'connected':
    case 'loading':
    case 'snapshot':
      return plain('rows');
    case 'no-kubeconfig': {
      const looked = cluster.looked.length === 0 ? '' : ` Looked for ${cluster.looked.join(' and ')}.`;
      const message = `There is no kubeconfig, so no cluster is known.${looked}`;
      return { name: cluster.state, message, ways: [KUBECONFIG, RETRY] };
    }
    case 'kubeconfig-unreadable': {
      const message = `The kubeconfig cannot be read, so no cluster is known. ${cluster.message}`;
      return { name: cluster.state, message, ways: [RETRY, KUBECONFIG, LOG] };
    }
    case 'no-context': {
      const message = sentence(cluster.message, 'The kubeconfig names no current context. Pick one.');
      return { name: cluster.state, message, ways: [SELECT, KUBECONFIG, RETRY] };
    }
    case 'unreachable': {
      const { description } = clusterText(cluster, now);
      return {
        name: cluster.state,
        message: `${name}: ${description}. ${cluster.message}`,
        ways: [RETRY, SELECT, LOG],
      };
    }
    case 'unauthorised':
      return unauthorised(name, cluster);
    case 'forbidden':
      return forbidden(name, cluster);
    case 'snapshot-unreadable': {
      const message = `${cluster.name} cannot be shown. ${cluster.message}`;
      return { name: cluster.state, message, ways: [CLOSE, LOG] };
    }
  }
}

function unauthorised(context: string, cluster: { readonly message: string; readonly advice: string }): Face {
  const text = `${context} does not accept the credentials. ${cluster.message}`;
  const copy: WayOut = {
    label: 'Copy Command',
    codicon: 'copy',
    command: 'prometheusKubernetes.copyAdvice',
    argument: adviceCommand(cluster.advice),
  };
  return {
    name: 'unauthorised',
    message: cluster.advice === '' ? text : `${text} ${cluster.advice}`,
    ways: [RETRY, ...(cluster.advice === '' ? [] : [copy]), SELECT, LOG],
  };
}

/** The command line in an advice: what stands between backquotes or quotes, or else the whole. */
export function adviceCommand(advice: string): string {
  const [, quoted] = /[`“"]([^`“”"]+)[`”"]/.exec(advice) ?? [];
  return quoted ?? advice.replace(/^run:?\s+/i, '').replace(/[.]$/, '');
}

function forbidden(context: string, cluster: { readonly message: string; readonly namespace: string }): Face {
  const own: WayOut = {
    label: `Use the Namespace ${cluster.namespace}`,
    codicon: 'check',
    command: 'prometheusKubernetes.chooseNamespaces',
    argument: cluster.namespace,
  };
  return {
    name: 'forbidden',
    message: `${context} does not allow you to list what the jobs discover in all namespaces. ${cluster.message}`,
    ways: [...(cluster.namespace === '' ? [] : [own]), NAMESPACES, SELECT, RETRY],
  };
}

function sentence(text: string, fallback: string): string {
  return text === '' ? fallback : text;
}
