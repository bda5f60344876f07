import { kindShape } from '../../kubernetes/shapes/kind-shape.ts';
import { KNOWN_KINDS } from '../../kubernetes/shapes/kinds.ts';
import { type FieldEntry, type ObjectShape, objectOf } from '../../schema/shape.ts';
import type { ObjectHeader } from '../../workspace/object-header.ts';
import { offered } from './offered-values.ts';
import { putShape } from './put-shape.ts';

const REFERENCE = 'https://kubernetes.io/docs/reference/kubernetes-api/';

/** What every object has, of whatever kind it will be. */
export function headShape(header: ObjectHeader): ObjectShape {
  const metadata = kindShape('v1', 'ConfigMap')?.fields.get('metadata');
  const fields: Record<string, FieldEntry> = {
    apiVersion: { shape: versions(header), doc: 'The group and version of the API that has the kind.' },
    kind: { shape: kinds(header), doc: 'What the object is.' },
    ...(metadata ? { metadata: { ...metadata } } : {}),
  };
  return objectOf({ title: 'an object', link: REFERENCE, fields });
}

/** The shape of a kind with the versions and kinds that there are. */
export function withHead(shape: ObjectShape, header: ObjectHeader): ObjectShape {
  return putShape(putShape(shape, ['apiVersion'], versions(header)), ['kind'], kinds(header));
}

/** Those that have the kind; all, while there is none, or it is half-typed. */
function versions({ kind }: ObjectHeader) {
  const fitting = KNOWN_KINDS.filter(one => one.kind === kind);
  const byVersion = Map.groupBy(fitting.length > 0 ? fitting : KNOWN_KINDS, one => one.apiVersion);
  return offered([...byVersion].map(([version, all]) => [version, `${all.map(one => one.kind).join(', ')}.`]));
}

/** Those of the version; all, while there is none. */
function kinds({ apiVersion }: ObjectHeader) {
  const fitting = KNOWN_KINDS.filter(one => one.apiVersion === apiVersion);
  const found = apiVersion === undefined ? KNOWN_KINDS : fitting;
  return offered(found.map(one => [one.kind, `Of \`${one.apiVersion}\`.`]));
}
