import { parseAllDocuments } from 'yaml';
import type { AdminApi, Manifest } from '../admin-api.ts';

const PATHS: ReadonlyMap<string, string> = new Map([
  ['ConfigMap', '/api/v1/namespaces/NS/configmaps'],
  ['Secret', '/api/v1/namespaces/NS/secrets'],
  ['Service', '/api/v1/namespaces/NS/services'],
  ['ServiceAccount', '/api/v1/namespaces/NS/serviceaccounts'],
  ['Deployment', '/apis/apps/v1/namespaces/NS/deployments'],
  ['Role', '/apis/rbac.authorization.k8s.io/v1/namespaces/NS/roles'],
  ['RoleBinding', '/apis/rbac.authorization.k8s.io/v1/namespaces/NS/rolebindings'],
  ['ClusterRole', '/apis/rbac.authorization.k8s.io/v1/clusterroles'],
  ['ClusterRoleBinding', '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings'],
]);

/** The objects of a file as another reader of YAML gives them, those in List kinds by themselves. Of broken YAML none. */
export function manifestsOf(text: string): readonly Manifest[] {
  return parseAllDocuments(text, { version: '1.1' }).flatMap(document => {
    if (document.errors.length > 0) return [];
    const object = document.toJS() as (Manifest & { readonly items?: readonly Manifest[] }) | null;
    if (!object?.kind || object.kind === 'Kustomization') return [];
    if (!object.kind.endsWith('List')) return [object];
    const kind = object.kind.slice(0, -'List'.length);
    const inherited = kind === '' ? {} : { apiVersion: object.apiVersion, kind };
    return (object.items ?? []).map(item => ({ ...inherited, ...item }));
  });
}

/** What another reader of YAML dislikes about a text. */
export function yamlErrors(text: string): readonly string[] {
  return parseAllDocuments(text, { version: '1.1' }).flatMap(({ errors }) => errors.map(({ message }) => message));
}

/** Asks an API server whether it would take objects; of the same object once. */
export class DryRun {
  readonly #api: AdminApi;
  readonly #asked = new Map<string, Promise<string | undefined>>();
  readonly #namespaces = new Map<string, Promise<unknown>>();

  constructor(api: AdminApi) {
    this.#api = api;
  }

  /** Why the API server refuses the object; undefined when it takes it. */
  refusal(object: Manifest): Promise<string | undefined> {
    const key = JSON.stringify(object);
    const known = this.#asked.get(key);
    if (known) return known;
    const asked = this.#ask(object);
    this.#asked.set(key, asked);
    return asked;
  }

  async #ask(object: Manifest): Promise<string | undefined> {
    const path = PATHS.get(object.kind);
    if (path === undefined) return `${object.kind} is not known to this test`;
    const namespace = object.metadata.namespace ?? 'default';
    if (path.includes('/NS/')) await this.#made(namespace);
    const where = `${path.replace('/NS/', `/${namespace}/`)}?dryRun=All&fieldValidation=Strict`;
    const { status, body } = await this.#api.request('POST', where, object);
    return status === 201 ? undefined : `${object.kind} ${object.metadata.name}: ${status} ${JSON.stringify(body)}`;
  }

  #made(name: string): Promise<unknown> {
    const known = this.#namespaces.get(name);
    if (known) return known;
    const made = this.#api.request('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
    this.#namespaces.set(name, made);
    return made;
  }
}
