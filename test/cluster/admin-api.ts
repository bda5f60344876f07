import https from 'node:https';

/** What an API server answered: any status, never thrown. */
export interface ApiAnswer {
  readonly status: number;
  /** JSON where it is that, else the text. */
  readonly body: unknown;
}

/** Where an API server is and who asks it. */
export interface ApiAddress {
  readonly server: string;
  readonly certificateAuthority: string;
  readonly token: string;
}

/** A Kubernetes object of any kind. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

export interface ManifestMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly [field: string]: unknown;
}

/** What names an object. */
export type ObjectKey = Pick<Manifest, 'apiVersion' | 'kind' | 'metadata'>;

interface Resources {
  readonly root: string;
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

const MERGE = { 'content-type': 'application/merge-patch+json' };

/** A client of an API server for tests: JSON in, JSON out. */
export class AdminApi {
  readonly #address: ApiAddress;
  readonly #agent: https.Agent;
  readonly #resources = new Map<string, Promise<Resources>>();

  constructor(address: ApiAddress) {
    this.#address = address;
    this.#agent = new https.Agent({ keepAlive: true, maxSockets: 32, ca: address.certificateAuthority });
  }

  /** Rejects only when there is no answer. */
  request(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    return this.#send(method, path, body === undefined ? undefined : JSON.stringify(body), headers);
  }

  /** As `request`, with the text of a YAML document, which the server reads itself. */
  postYaml(path: string, text: string): Promise<ApiAnswer> {
    return this.#send('POST', path, text, { 'content-type': 'application/yaml' });
  }

  #send(method: string, path: string, data: string | undefined, headers: Readonly<Record<string, string>>) {
    const own = { accept: 'application/json', authorization: `Bearer ${this.#address.token}` };
    const { promise, resolve, reject } = Promise.withResolvers<ApiAnswer>();
    const request = https.request(this.#address.server + path, {
      method,
      agent: this.#agent,
      headers: { ...own, ...(data === undefined ? {} : contentOf(data)), ...headers },
    });
    request.once('error', reject);
    request.once('response', response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, body: jsonOrText(Buffer.concat(chunks).toString()) });
      });
    });
    request.end(data);
    return promise;
  }

  /** As `request`, but a refusal rejects, with the server's words. */
  async must(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    const answer = await this.request(method, path, body, headers);
    if (answer.status < 300) return answer.body;
    throw new Error(`${method} ${path}: ${answer.status} ${messageOf(answer.body)}`);
  }

  /** Creates the object, then sets its status where it has one, which the server ignores on creation. */
  async create({ status, ...object }: Manifest): Promise<void> {
    await this.must('POST', await this.#collection(object), object);
    if (status !== undefined) await this.patchStatus(object, status);
  }

  /** Merges `change` into the object (https://www.rfc-editor.org/rfc/rfc7396): null removes. */
  async patch(key: ObjectKey, change: unknown): Promise<void> {
    await this.must('PATCH', await this.#path(key), change, MERGE);
  }

  async patchStatus(key: ObjectKey, status: unknown): Promise<void> {
    await this.must('PATCH', `${await this.#path(key)}/status`, { status }, MERGE);
  }

  /** Deletes the object. A pod with a node stays, terminating: no kubelet is there to end it. */
  async delete(key: ObjectKey): Promise<void> {
    await this.must('DELETE', await this.#path(key));
  }

  /** Deletes the object at once, a pod with a node too. */
  async deleteNow(key: ObjectKey): Promise<void> {
    await this.must('DELETE', await this.#path(key), { gracePeriodSeconds: 0, propagationPolicy: 'Background' });
  }

  /** Undefined when there is no such object. */
  async read(key: ObjectKey): Promise<Manifest | undefined> {
    const { status, body } = await this.request('GET', await this.#path(key));
    return status === 200 ? (body as Manifest) : undefined;
  }

  /** All objects of a kind in all namespaces, with the apiVersion and kind that items of a list lack. */
  async list(apiVersion: string, kind: string): Promise<readonly Manifest[]> {
    const { root, resources } = await this.#resourcesOf(apiVersion);
    const resource = resources.find(one => one.kind === kind && !one.name.includes('/'));
    const { items } = (await this.must('GET', `${root}/${resource?.name}`)) as { readonly items: readonly Manifest[] };
    return items.map(item => ({ ...item, apiVersion, kind }));
  }

  dispose(): void {
    this.#agent.destroy();
  }

  async #path(key: ObjectKey): Promise<string> {
    return `${await this.#collection(key)}/${encodeURIComponent(key.metadata.name)}`;
  }

  async #collection({ apiVersion, kind, metadata }: ObjectKey): Promise<string> {
    const { root, resources } = await this.#resourcesOf(apiVersion);
    const resource = resources.find(one => one.kind === kind && !one.name.includes('/'));
    if (!resource) throw new Error(`the API server has no ${kind} in ${apiVersion}`);
    const namespace = resource.namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
    return `${root}${namespace}/${resource.name}`;
  }

  #resourcesOf(apiVersion: string): Promise<Resources> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const known = this.#resources.get(apiVersion);
    if (known) return known;
    const asked = this.must('GET', root).then(list => ({ root, ...(list as Pick<Resources, 'resources'>) }));
    this.#resources.set(apiVersion, asked);
    return asked;
  }
}

/** Node frames the body of a DELETE only when it is told its length. */
function contentOf(data: string) {
  return { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(data)) };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // such as that of /readyz
  }
}

function messageOf(body: unknown): string {
  const isStatus = typeof body === 'object' && body !== null && 'message' in body;
  return isStatus ? String(body.message) : JSON.stringify(body).slice(0, 2000);
}
