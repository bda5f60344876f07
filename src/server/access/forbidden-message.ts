import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';

/** What an API server says that it refused, and to whom. */
export interface ForbiddenMessage {
  readonly user: string;
  readonly request: AccessRequest;
}

/** Longer texts are no message that somebody means: the first lines of a log will do. */
const LONGEST = 64 * 1024;

const USER = /User "([^"\n]{1,500})" cannot ([a-z*]{1,40}) (resource|path) "([^"\n]{1,1000})"/;
const GROUP = /^ in API group "([^"\n]{0,253})"/;
const NAMESPACE = /^(?: in API group "[^"\n]{0,253}")? in the namespace "([^"\n]{1,253})"/;
/** The name of the object stands before: `nodes "worker-1" is forbidden`. */
const OBJECT = /\b([a-z][a-z0-9.-]{0,253}) "([^"\n]{1,253})" is forbidden: $/;

/**
 * Reads the first refusal in a text: an error of Prometheus, of kubectl or of a kubelet, alone or in a log line, where its
 * quotes may be escaped. Undefined for a text that holds none.
 * See https://kubernetes.io/docs/reference/access-authn-authz/authorization/
 */
export function parseForbiddenMessage(text: string): ForbiddenMessage | undefined {
  const plain = text.slice(0, LONGEST).replace(/\\+"/g, '"');
  const found = USER.exec(plain);
  if (!found) return ofKubelet(plain);
  const [all, user = '', verb = '', kind, what = ''] = found;
  if (kind === 'path') return { user, request: { kind: 'path', verb, path: what } };
  const rest = plain.slice(found.index + all.length);
  const [resource = '', subresource = ''] = splitOnce(what);
  const [, object, name = ''] = OBJECT.exec(plain.slice(0, found.index)) ?? [];
  return {
    user,
    request: {
      kind: 'resource',
      verb,
      group: GROUP.exec(rest)?.[1] ?? '',
      resource,
      subresource,
      namespace: NAMESPACE.exec(rest)?.[1] ?? '',
      name: object?.split('.')[0] === resource ? name : '',
    },
  };
}

/**
 * A kubelet's own words, which it answers a scrape with; it checks nodes only. Newer ones tell all subresources that would
 * do, the finest first.
 */
const KUBELET =
  /\(user=([^,\n]{1,500}), verb=([a-z]{1,40}), resource=(nodes), subresource(?:\(s\)=\[([a-z ]{1,200})\]|=([a-z]{1,60}))\)/;

function ofKubelet(text: string): ForbiddenMessage | undefined {
  const [, user, verb = '', resource = '', several, one] = KUBELET.exec(text) ?? [];
  const subresource = several?.trim().split(/ +/)[0] ?? one;
  if (user === undefined || subresource === undefined) return undefined;
  const request = { kind: 'resource', verb, group: '', resource, subresource, namespace: '', name: '' } as const;
  return { user, request };
}

/** `nodes/metrics`: a resource and its subresource, which may have slashes itself. */
function splitOnce(text: string): readonly string[] {
  const at = text.indexOf('/');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
