import { plainValue, WRITTEN_KEY } from '../yaml/plain-value.ts';
import type { ManifestNode } from './manifest-fields.ts';

/**
 * The value as JSON text would hold it, for the readers of Kubernetes objects: what the API server gets of the manifest.
 * What is beyond 50,000 values or 100 levels is null.
 */
export function jsonOf({ document, node }: ManifestNode): unknown {
  return plainValue(document, node, WRITTEN_KEY);
}
