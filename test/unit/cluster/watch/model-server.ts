import type { ApiConnection, ApiRequest, ApiResponse } from '../../../../src/cluster/api/api-connection.ts';
import type { ApiFailure } from '../../../../src/cluster/api/api-failure.ts';
import type { Random } from '../../../conformance/random.ts';
import { CUT, FakeRequest, status } from './fake-connection.ts';
import { bookmark, errorEvent, listEnd, pod } from './scene.ts';

interface Change {
  readonly version: number;
  readonly event: unknown;
}

type Fault = (request: FakeRequest) => unknown;

const FAULTS: readonly Fault[] = [
  request => request.refuse(CUT),
  request => request.refuse({ kind: 'unreachable', code: 'ECONNREFUSED', message: 'refused' }),
  request => request.refuse({ kind: 'timeout', message: 'no answer' }),
  ...[400, 401, 403, 404, 410, 422, 429, 500, 503].map(
    (code): Fault =>
      request =>
        request.refuse(status(code)),
  ),
  request => request.open().end(),
  request => request.open().text('<html>\n').end(),
  request => request.open().text('{"type":"ADDED","object":{').end(),
  request => request.open().fail(CUT),
  request => request.open(errorEvent(410, 'too old')),
  request => request.open(errorEvent(500, 'planted')),
];

/** An API server of pods with a history that is compacted, which fails at random while it is told to. */
export class ModelServer implements ApiConnection {
  readonly #random: Random;
  readonly #pods = new Map<string, number>();
  readonly #requests: FakeRequest[] = [];
  #watches: FakeRequest[] = [];
  #history: Change[] = [];
  #compacted = 0;
  #version = 1;
  #failsOf10 = 0;
  #hasWatchList = true;

  constructor(random: Random) {
    this.#random = random;
    for (let count = 0; count < 20; count++) this.change();
  }

  /** Every request that was sent. */
  get requests(): readonly FakeRequest[] {
    return this.#requests;
  }

  /** The pods, each with its version as its phase. */
  get pods(): ReadonlyMap<string, number> {
    return this.#pods;
  }

  /** So many of ten requests fail from now on. */
  failing(ofTen: number): void {
    this.#failsOf10 = ofTen;
  }

  get(request: ApiRequest, signal: AbortSignal): Promise<ApiResponse> {
    const sent = new FakeRequest(request, signal);
    this.#requests.push(sent);
    if (this.#random.happens(this.#failsOf10, 10)) this.#random.pick(FAULTS)(sent);
    else this.#answer(sent);
    return sent.response;
  }

  review(request: ApiRequest, signal: AbortSignal): Promise<ApiResponse> {
    return this.get(request, signal);
  }

  renewCredentials(): 'renewed' | 'same' {
    return this.#random.pick(['renewed', 'same']);
  }

  dispose(): void {}

  /** A pod comes, goes or changes. */
  change(): void {
    const name = `pod-${this.#random.below(30)}`;
    const version = ++this.#version;
    const isGone = this.#pods.has(name) && this.#random.happens(1, 3);
    const type = isGone ? 'DELETED' : this.#pods.has(name) ? 'MODIFIED' : 'ADDED';
    if (isGone) this.#pods.delete(name);
    else this.#pods.set(name, version);
    this.#tell({ version, event: { type, object: pod(name, String(version), String(version)) } });
  }

  /** A pod comes of which no watch is told: what no API server does. */
  plant(): void {
    this.#pods.set('planted', ++this.#version);
  }

  /** Something happens to the watches that run, or to the server. */
  strike(): void {
    const random = this.#random;
    const failure: ApiFailure = CUT;
    const strikes: readonly (() => void)[] = [
      () => this.#endAll(watch => watch.end()),
      () => this.#endAll(watch => watch.fail(failure)),
      () => this.#endAll(watch => watch.events(errorEvent(random.pick([401, 403, 410, 429, 500]), 'planted'))),
      () => this.#endAll(watch => watch.text(random.pick(['garbage\n', '{"type":"ADDED"', '\n{}\n']))),
      // Nothing comes any more, and nobody says so.
      () => this.#endAll(() => {}),
      () => {
        for (const watch of this.#watches) watch.events(bookmark(String(this.#version)));
      },
      () => this.#compact(),
      () => {
        this.#hasWatchList = !this.#hasWatchList;
      },
    ];
    random.pick(strikes)();
  }

  #endAll(end: (watch: FakeRequest) => unknown): void {
    for (const watch of this.#watches) end(watch);
    this.#watches = [];
  }

  #compact(): void {
    this.#compacted = this.#version;
    this.#history = [];
  }

  #tell(change: Change): void {
    this.#history.push(change);
    for (const watch of this.#watches) watch.events(change.event);
  }

  #answer(request: FakeRequest): void {
    const { query } = request;
    if (query.get('watch') === null) this.#list(request);
    else if (query.get('sendInitialEvents') === null) this.#resume(request, Number(query.get('resourceVersion')));
    else if (this.#hasWatchList) this.#watchList(request);
    else request.refuse(status(422));
  }

  #list(request: FakeRequest): void {
    const items = [...this.#pods].map(([name, version]) => pod(name, String(version), String(version)));
    request.json({ kind: 'PodList', metadata: { resourceVersion: String(this.#version) }, items });
  }

  #watchList(request: FakeRequest): void {
    const items = [...this.#pods].map(([name, version]) => pod(name, String(version), String(version)));
    request.open(...items.map(object => ({ type: 'ADDED', object })), listEnd(String(this.#version)));
    this.#watches.push(request);
  }

  #resume(request: FakeRequest, from: number): void {
    if (from < this.#compacted) {
      request.open(errorEvent(410, 'too old'));
      return;
    }
    request.open(...this.#history.filter(({ version }) => version > from).map(({ event }) => event));
    this.#watches.push(request);
  }
}
