import { listOf, objectOf, optionalObject, optionalText, textOf } from './json.ts';
import { type ObjectMeta, readObjectMeta } from './object-meta.ts';

export interface IngressRule {
  readonly host: string;
  /** The paths of `http`, undefined when the rule has no `http`. */
  readonly paths: readonly string[] | undefined;
}

/** What discovery reads of an ingress. */
export interface Ingress {
  readonly kind: 'Ingress';
  readonly metadata: ObjectMeta;
  readonly ingressClassName: string | undefined;
  /** The hosts of all entries of `spec.tls`. */
  readonly tlsHosts: readonly string[];
  readonly rules: readonly IngressRule[];
}

/**
 * Reads an ingress and keeps only what discovery reads. Never throws: what is missing or of the wrong type is the zero
 * value.
 * See https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/
 */
export function readIngress(value: unknown): Ingress {
  const ingress = objectOf(value);
  const spec = objectOf(ingress['spec']);
  return {
    kind: 'Ingress',
    metadata: readObjectMeta(ingress['metadata']),
    ingressClassName: optionalText(spec['ingressClassName']),
    tlsHosts: listOf(spec['tls'], tls => listOf(objectOf(tls)['hosts'], textOf)).flat(),
    rules: listOf(spec['rules'], readRule),
  };
}

function readRule(value: unknown): IngressRule {
  const rule = objectOf(value);
  const http = optionalObject(rule['http']);
  return {
    host: textOf(rule['host']),
    paths: http && listOf(http['paths'], path => textOf(objectOf(path)['path'])),
  };
}
