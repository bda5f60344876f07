import type { YamlNode } from '../../yaml/node.ts';
import { endOf, type SourceFile, startOf } from '../../yaml/source.ts';

/**
 * `metadata.namespace` of the object of a manifest that holds the offset, List kinds unwrapped. A pod mounts ConfigMaps
 * and Secrets of its own namespace only, so it is the namespace of the Prometheus that reads what stands there. Undefined
 * when the object names none: who applies it decides.
 * See https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods
 */
export function namespaceAround(file: SourceFile, offset: number): string | undefined {
  const document = file.documents.find(({ root }) => root !== undefined && holds(root, offset));
  return namespaceIn(document?.root, offset);
}

function namespaceIn(node: YamlNode | undefined, offset: number): string | undefined {
  const items = child(node, 'items');
  const isList = textOf(child(node, 'kind'))?.endsWith('List') === true;
  const item = isList && items?.kind === 'seq' ? items.items.find(one => holds(one, offset)) : undefined;
  if (item) return namespaceIn(item, offset);
  const namespace = textOf(child(child(node, 'metadata'), 'namespace'));
  return namespace === '' ? undefined : namespace;
}

function holds(node: YamlNode, offset: number): boolean {
  return startOf(node) <= offset && offset <= endOf(node);
}

function child(node: YamlNode | undefined, name: string): YamlNode | undefined {
  if (node?.kind !== 'map') return undefined;
  return node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === name)?.value;
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}
