/** What somebody wants to do, as the API server puts it to its authorizers. */
export type AccessRequest = ResourceRequest | PathRequest;

/** A request for objects. */
export interface ResourceRequest {
  readonly kind: 'resource';
  /** As `get`, `list`, `watch`. */
  readonly verb: string;
  /** The API group, '' for the core. */
  readonly group: string;
  /** In the plural, as `pods`. */
  readonly resource: string;
  /** As `log` or `proxy`, '' for the object itself. */
  readonly subresource: string;
  /** '' for objects of the cluster, and for those of all namespaces at once. */
  readonly namespace: string;
  /** '' where no single object is named: always in a `create`, and in a `list` or `watch` without a selector of the name. */
  readonly name: string;
}

/** A request for a path that is no resource, such as `/metrics`. */
export interface PathRequest {
  readonly kind: 'path';
  /** The HTTP method in lower case. */
  readonly verb: string;
  readonly path: string;
}

/** The namespace in which the request is judged: '' for the whole cluster. */
export function namespaceOf(request: AccessRequest): string {
  return request.kind === 'resource' ? request.namespace : '';
}
