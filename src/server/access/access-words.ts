import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import type { Access, AccessWhy, UnknownAccess } from '../../prometheus/access/access.ts';

/** An access in words: `list and watch pods in all namespaces`. */
export function accessInWords(access: Access): string {
  const verbs = listed(access.verbs);
  if (access.kind === 'path') return `${verbs} the path ${access.path}`;
  const { names, namespace } = access;
  const objects = names.length === 0 ? '' : ` named ${listed(names)}`;
  return `${verbs} ${resourceInWords(access)}${objects}${placeInWords(access.resource, namespace)}`;
}

/** An access without its verbs, for where there is little room: `pods in all namespaces`, `endpointslices in shop`. */
export function accessInShort(access: Access): string {
  if (access.kind === 'path') return access.path;
  const { resource, subresource, names, namespace } = access;
  const what = subresource === '' ? resource : `${resource}/${subresource}`;
  const objects = names.length === 0 ? '' : ` ${names.join(', ')}`;
  return `${what}${objects}${namespace === '' ? placeInWords(resource, '') : ` in ${namespace}`}`;
}

/** A request in words: `list pods in the namespace shop`. */
export function requestInWords(request: AccessRequest): string {
  if (request.kind === 'path') return `${request.verb} the path ${request.path}`;
  const { verb, name, resource, namespace } = request;
  const object = name === '' ? '' : ` named ${name}`;
  return `${verb} ${resourceInWords(request)}${object}${placeInWords(resource, namespace)}`;
}

/** Why a job needs an access, as a clause. */
export function whyInWords(why: AccessWhy): string {
  switch (why.of) {
    case 'role':
      return `discovers with the role ${why.role}`;
    case 'attach_metadata':
      return `attaches the metadata of each ${why.option}`;
    case 'kubelet':
      return `scrapes ${why.path} of the kubelets`;
    case 'api-server-proxy':
      return `scrapes ${why.path} through the API server`;
    case 'api-server':
      return `scrapes ${why.path} of the API server`;
    case 'secured-component':
      return `scrapes ${why.path} of a component that may ask the API server`;
  }
}

const UNKNOWN: Readonly<Record<UnknownAccess['unknown'], string>> = {
  'own-namespace': 'It discovers in its own namespace, and which one that is no file says.',
  refused: 'Prometheus does not load what is written there.',
  rules: 'Its relabel rules cannot be followed here.',
  address: 'Which addresses it scrapes depends on the objects of the cluster.',
  scheme: 'Whether it scrapes over TLS depends on the objects of the cluster.',
  path: 'Which paths it scrapes depends on the objects of the cluster.',
};

/** Why nobody can say from the text what a part of the configuration needs, as a sentence or two. */
export function unknownInWords({ section, job, unknown }: UnknownAccess): string {
  const of = section === 'alertmanagers' ? 'The discovery of Alertmanagers' : `Job ${job === '' ? '?' : job}`;
  return `${of} may need more. ${UNKNOWN[unknown]}`;
}

function resourceInWords(one: { readonly group: string; readonly resource: string; readonly subresource: string }) {
  const resource = one.subresource === '' ? one.resource : `${one.resource}/${one.subresource}`;
  return one.group === '' || one.group === 'discovery.k8s.io' ? resource : `${resource}.${one.group}`;
}

/** Nodes are in no namespace: to say "in all" of them would mislead. */
function placeInWords(resource: string, namespace: string): string {
  if (namespace !== '') return ` in the namespace ${namespace}`;
  return CLUSTER_RESOURCES.has(resource) ? '' : ' in all namespaces';
}

const CLUSTER_RESOURCES: ReadonlySet<string> = new Set(['nodes', 'namespaces', 'persistentvolumes']);

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
