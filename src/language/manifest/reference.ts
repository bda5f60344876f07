import { KUBERNETES_VERSION } from '../../kubernetes/shapes/generated/definitions.js';
import { definitionName } from '../../kubernetes/shapes/kinds.ts';
import type { ObjectHeader } from '../../workspace/object-header.ts';

/** Of the release whose shapes are used. */
const REFERENCE = `https://kubernetes.io/docs/reference/generated/kubernetes-api/v${KUBERNETES_VERSION}/`;

/** What is said of a field, with a link to the reference of its kind where it has none of its own. */
export function withReference(markdown: string, { apiVersion, kind }: ObjectHeader): string {
  const isKnown = apiVersion !== undefined && kind !== undefined && definitionName(apiVersion, kind) !== undefined;
  if (!isKnown || markdown.includes('](https://')) return markdown;
  const [group, version = group] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  const anchor = `${kind.toLowerCase()}-${version}-${group?.replaceAll('.', '-')}`;
  return `${markdown}\n\n[Reference](${REFERENCE}#${anchor})`;
}
