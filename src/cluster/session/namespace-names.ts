import { listOf, objectOf, textOf } from '../../kubernetes/objects/json.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import { type ApiConnection, MAX_JSON_BYTES } from '../api/api-connection.ts';
import { readJson } from '../api/read-json.ts';
import { chooseAccess, isSameConnection } from './choose-access.ts';
import type { ClusterSession } from './cluster-session.ts';
import type { KubeconfigReading, SessionPorts } from './ports.ts';
import { ReplaceableConnection } from './replaceable-connection.ts';

/** Names only: the metadata of a namespace is a hundredth of a page. */
const ACCEPT = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';
const PAGE = 500;
const MOST_PAGES = 20;
const FIRST_BYTE_MS = 10_000;

/**
 * The namespaces of the cluster of the context that counts, sorted: those that it lists; where it does not, those that the
 * contexts of the same cluster name. [] when there is no such context. Connects for the time of the question where
 * nothing is connected.
 */
export async function namespaceNames(
  session: ClusterSession,
  ports: SessionPorts,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { settings } = session;
  if (settings.snapshot) return namespacesIn(session.world.store);
  const reading = await ports.readKubeconfig(settings.kubeconfig);
  const choice = chooseAccess(reading, settings.pinnedContext);
  signal.throwIfAborted();
  if (!choice.ok) return [];
  const { access } = choice;
  const { link } = session;
  const isLinked = link !== undefined && isSameConnection(link.access, access);
  const own = isLinked ? undefined : new ReplaceableConnection(() => ports.openConnection(access));
  try {
    return sorted(await listNamespaces(own ?? link?.connection, signal));
  } catch {
    signal.throwIfAborted();
    return sorted(namespacesOfContexts(reading, choice.context));
  } finally {
    own?.dispose();
  }
}

async function listNamespaces(connection: ApiConnection | undefined, signal: AbortSignal): Promise<readonly string[]> {
  const names: string[] = [];
  let next = '';
  for (let page = 0; connection && page < MOST_PAGES; page += 1) {
    const query = `limit=${PAGE}${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`;
    const path = `/api/v1/namespaces?${query}`;
    const response = await connection.get({ path, accept: ACCEPT, firstByteMs: FIRST_BYTE_MS }, signal);
    const list = objectOf(await readJson(response, MAX_JSON_BYTES));
    names.push(...listOf(list['items'], item => textOf(objectOf(objectOf(item)['metadata'])['name'])));
    next = textOf(objectOf(list['metadata'])['continue']);
    if (next === '') break;
  }
  return names;
}

function namespacesOfContexts(reading: KubeconfigReading, context: string): readonly string[] {
  const contexts = reading.state === 'read' ? reading.contexts : [];
  const cluster = contexts.find(({ name }) => name === context)?.cluster;
  return contexts.filter(one => one.cluster === cluster).map(({ namespace }) => namespace);
}

function namespacesIn(store: ObjectStore): readonly string[] {
  const kinds = ['Pod', 'Service', 'Ingress'] as const;
  const used = kinds.flatMap(kind => [...store.list(kind)].map(({ metadata }) => metadata.namespace));
  return sorted([...used, ...[...store.list('Namespace')].map(({ metadata }) => metadata.name)]);
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter(name => name !== '').toSorted();
}
