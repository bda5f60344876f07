import type { KubernetesObject, ObjectKind } from './kubernetes-object.ts';

const NAMESPACED = ['metadata.name', 'metadata.namespace'] as const;

/** The fields by which an API server selects objects of a kind. It refuses a selector with any other field. */
const SELECTABLE: { readonly [K in ObjectKind]?: ReadonlySet<string> } = {
  Pod: new Set([
    ...NAMESPACED,
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
    'spec.host',
  ]),
  Service: new Set([...NAMESPACED, 'spec.clusterIP', 'spec.type']),
  Node: new Set(['metadata.name', 'spec.unschedulable']),
};

const OTHERS: ReadonlySet<string> = new Set(NAMESPACED);

/**
 * Whether an API server can select objects of this kind by this field.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/#list-of-supported-fields
 */
export function isSelectableField(kind: ObjectKind, field: string): boolean {
  return (SELECTABLE[kind] ?? OTHERS).has(field);
}

/** The values that field selectors see of an object; a selectable field that is not here counts as empty. */
export function selectableFields(object: KubernetesObject): ReadonlyMap<string, string> {
  const { name, namespace } = object.metadata;
  const fields = new Map([
    ['metadata.name', name],
    ['metadata.namespace', namespace],
  ]);
  for (const [field, value] of ownFields(object)) fields.set(field, value);
  return fields;
}

function ownFields(object: KubernetesObject): readonly (readonly [string, string])[] {
  switch (object.kind) {
    case 'Pod': {
      const { spec, status } = object;
      return [
        ['spec.nodeName', spec.nodeName],
        // The old name, which API servers still take.
        ['spec.host', spec.nodeName],
        ['spec.restartPolicy', spec.restartPolicy],
        ['spec.schedulerName', spec.schedulerName],
        ['spec.serviceAccountName', spec.serviceAccountName],
        ['spec.hostNetwork', String(spec.hostNetwork)],
        ['status.phase', status.phase],
        ['status.podIP', status.podIP],
        ['status.nominatedNodeName', status.nominatedNodeName],
      ];
    }
    case 'Service':
      return [
        ['spec.clusterIP', object.spec.clusterIP],
        ['spec.type', object.spec.type],
      ];
    case 'Node':
      return [['spec.unschedulable', String(object.unschedulable)]];
    default:
      return [];
  }
}
