import type { Kubeconfig } from '../../kubernetes/kubeconfig/kubeconfig.ts';
import type { ContextChoice } from '../../protocol/targets.ts';

/** The contexts that can be chosen, by name. `namespace` is '' where the context names none. */
export function contextChoices(kubeconfig: Kubeconfig): readonly ContextChoice[] {
  const contexts = [...kubeconfig.contexts].sort(([a], [b]) => (a < b ? -1 : 1));
  return contexts.map(([name, { cluster, namespace }]) => ({
    name,
    cluster,
    namespace,
    current: name === kubeconfig.currentContext ? 'current' : 'other',
  }));
}
