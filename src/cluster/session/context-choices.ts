import type { ContextChoice } from '../../protocol/targets.ts';
import type { KubeconfigReading } from './ports.ts';

/** The contexts of a kubeconfig, to choose from; [] when there are none. */
export function contextChoices(reading: KubeconfigReading): readonly ContextChoice[] {
  if (reading.state !== 'read') return [];
  return reading.contexts.map(({ name, cluster, namespace }) => ({
    name,
    cluster,
    namespace,
    current: name === reading.currentContext ? 'current' : 'other',
  }));
}
