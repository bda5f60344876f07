import { isNamespaceName } from '../kubernetes/namespace-name.ts';
import { itemsOf, pairsOf, rootOf, textOfField, textOfNode } from './manifest-fields.ts';
import type { ManifestObject } from './manifest-object.ts';
import { accountNameOf, podSpecOf } from './workload.ts';

/** Characters that are in no name of an object, and in the variables of envsubst, Flux, sed scripts and people. */
const VARIABLE = /[$<>{}[\]%@#]/;

/**
 * A name or namespace in the object that somebody is still to replace before it is applied, such as `${NAMESPACE}`,
 * `<your-namespace>` or `YOUR_NAMESPACE`: no cluster takes it there. Undefined where there is none.
 */
export function placeholderIn(object: ManifestObject): string | undefined {
  const { name, namespace } = object;
  const root = rootOf(object);
  const podSpec = podSpecOf(object);
  const subjects = itemsOf(root, 'subjects');
  const names = [
    name,
    textOfField(root, 'roleRef', 'name'),
    podSpec && accountNameOf(object.uri, podSpec)?.text,
    ...subjects.map(subject => textOfField(subject, 'name')),
  ];
  const namespaces = [
    namespace,
    // A namespace that is there and no text is what is left of `#{namespace}#` or `{namespace}`.
    ...subjects.flatMap(subject =>
      pairsOf(subject).flatMap(({ key, value }) => (key === 'namespace' ? [textOfNode(value) ?? '{}'] : [])),
    ),
  ];
  return (
    namespaces.find(one => one !== undefined && one !== '' && !isNamespaceName(one)) ??
    names.find(one => one !== undefined && VARIABLE.test(one))
  );
}
