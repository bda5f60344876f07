import type { ContextChoice } from '../../protocol/targets.ts';
import type { Kubeconfig } from './kubeconfig.ts';

/** The contexts that can be chosen, by name. `namespace` is `default` where the context names none. */
export function contextChoices(kubeconfig: Kubeconfig): readonly ContextChoice[] {
  const names = [...kubeconfig.contexts.keys()].sort();
  return names.map(name => {
    const context = kubeconfig.contexts.get(name);
    return {
      name,
      cluster: context?.cluster ?? '',
      namespace: context?.namespace === undefined || context.namespace === '' ? 'default' : context.namespace,
      current: name === kubeconfig.currentContext ? 'current' : 'other',
    };
  });
}
