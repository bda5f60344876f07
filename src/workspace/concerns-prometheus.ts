import type { SourceFile } from '../yaml/source.ts';
import { saysPrometheus } from './says-prometheus.ts';

/** A file of manifests, and what is known of the configurations in it and around it. */
export interface ManifestFacts {
  readonly file: SourceFile;
  /** Whether a prometheus.yml stands in the file. */
  readonly holds: 'configuration' | 'none';
  /**
   * Whether a bundle of the file holds one: then the workload, account, roles and whatever else is brought into the
   * cluster with it are its own. `unknown`: nobody has looked at other files.
   */
  readonly bundles: 'configuration' | 'none' | 'unknown';
}

/**
 * Whether a file of Kubernetes manifests concerns Prometheus, so that its objects are checked and completed: a
 * configuration is in it or in what it is brought into a cluster with, or one of its objects says Prometheus of itself.
 * All other YAML files never hear of us.
 */
export function concernsPrometheus({ file, holds, bundles }: ManifestFacts): boolean {
  return holds === 'configuration' || bundles === 'configuration' || saysPrometheus(file);
}
