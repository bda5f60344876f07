import type { MapNode } from '../yaml/node.ts';
import { baseNameOf } from './file-path.ts';
import { booleanOfField, isMap, itemsOf, type ManifestNode, textOfField, textOfNode } from './manifest-fields.ts';

/** One item of `configMapGenerator` or `secretGenerator`. */
export interface Generator {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly behavior: 'create' | 'merge' | 'replace';
  /** Keys whose values are files, with paths from the kustomization's folder. */
  readonly files: readonly { readonly key: string; readonly path: string }[];
  /** Keys whose values are written in the kustomization. */
  readonly literals: readonly string[];
  readonly suffix: 'hash' | 'none';
  readonly node: MapNode;
}

/** The generators of a kustomization, in the order in which kustomize runs them. */
export function generatorsOf(top: ManifestNode | undefined): readonly Generator[] {
  return (['configMapGenerator', 'secretGenerator'] as const).flatMap(field =>
    itemsOf(top, field)
      .filter(isMap)
      .map(item => ({
        kind: field === 'secretGenerator' ? 'Secret' : 'ConfigMap',
        name: textOfField(item, 'name'),
        namespace: textOfField(item, 'namespace') || undefined,
        behavior: behaviorOf(textOfField(item, 'behavior')),
        files: itemsOf(item, 'files').flatMap(fileSource),
        literals: itemsOf(item, 'literals').flatMap(literalKey),
        suffix: isWithoutHash(top) || isWithoutHash(item, 'options') ? 'none' : 'hash',
        node: item.node,
      })),
  );
}

/** See https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/generatoroptions/ */
function isWithoutHash(from: ManifestNode | undefined, field = 'generatorOptions'): boolean {
  return booleanOfField(from, field, 'disableNameSuffixHash') ?? false;
}

function behaviorOf(text: string | undefined): Generator['behavior'] {
  return text === 'merge' || text === 'replace' ? text : 'create';
}

/** `prometheus.yml`, or `prometheus.yml=config/prod.yml` for another key than the file's name. */
function fileSource(item: ManifestNode): readonly { readonly key: string; readonly path: string }[] {
  const text = textOfNode(item);
  if (!text) return [];
  const at = text.indexOf('=');
  return at < 0 ? [{ key: baseNameOf(text), path: text }] : [{ key: text.slice(0, at), path: text.slice(at + 1) }];
}

function literalKey(item: ManifestNode): readonly string[] {
  const text = textOfNode(item);
  const at = text?.indexOf('=') ?? -1;
  return text !== undefined && at > 0 ? [text.slice(0, at)] : [];
}
