import type { ClusterStatus } from '../../protocol/targets.ts';
import type { KubeconfigPaths } from './kubeconfig-paths.ts';
import type { KubeconfigLoad } from './load-kubeconfig.ts';
import type { ContextProblem } from './resolve-context.ts';

/** What the view shows when no kubeconfig can be used; undefined when one was loaded. */
export function loadStatus(load: KubeconfigLoad, paths: KubeconfigPaths): ClusterStatus | undefined {
  if (load.state === 'missing') return { state: 'no-kubeconfig', looked: [load.file] };
  if (load.state === 'refused') {
    const texts = load.files.map(({ file, faults }) => `${file}: ${faults.slice(0, MOST_FAULTS).join(' ')}`);
    const message = `The kubeconfig cannot be used, and kubectl would refuse it as well. ${texts.join(' ')}`;
    return { state: 'kubeconfig-unreadable', message };
  }
  return load.read.length === 0 ? { state: 'no-kubeconfig', looked: paths.files } : undefined;
}

const MOST_FAULTS = 5;

/** What the view shows when the context gives no access. */
export function contextStatus(problem: ContextProblem): ClusterStatus {
  if (problem.kind === 'unusable') return { state: 'kubeconfig-unreadable', message: problem.message };
  return { state: 'no-context', contexts: problem.contexts, message: problem.message };
}
