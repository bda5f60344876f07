import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Credentials, Login } from '../credentials/credentials.ts';
import { impersonationHeaders } from '../credentials/impersonation-headers.ts';
import { openCredentials } from '../credentials/open-credentials.ts';
import type { ClusterAccess } from '../kubeconfig/cluster-access.ts';
import { AgentPool } from './agent-pool.ts';
import type { ApiConnection, ApiRequest, ApiResponse, ApiReview } from './api-connection.ts';
import { ApiError } from './api-failure.ts';
import { connectionFailure } from './connection-failure.ts';
import type { ConnectionOptions } from './connection-options.ts';
import type { Route } from './dial.ts';
import { speaksToProxy } from './dial.ts';
import { Exchange, type Message } from './exchange.ts';
import { proxyAuthorization } from './http-connect.ts';
import { decompressed } from './response-body.ts';
import { originOf, readServerAddress, type ServerAddress } from './server-address.ts';
import type { ServerAgent } from './server-agent.ts';
import { readErrorBody, statusFailure } from './status-failure.ts';
import { withoutSecrets } from './without-secrets.ts';

/**
 * Opens a connection to the API server of a context. Nothing is read, run or dialled before the first request. A
 * kubeconfig that cannot work gives a connection whose requests reject with what is wrong.
 */
export function openConnection(access: ClusterAccess, options: ConnectionOptions): ApiConnection {
  const server = readServerAddress(access.server);
  if (!server) {
    const message = 'The server address in the kubeconfig is no http or https URL.';
    return new UselessConnection(new ApiError({ kind: 'unreachable', code: 'ERR_INVALID_URL', message }));
  }
  try {
    return new HttpsConnection(access, server, options);
  } catch (error) {
    if (error instanceof ApiError) return new UselessConnection(error);
    throw error;
  }
}

/** A request with its body, which a GET does not have. */
interface Sent extends ApiRequest {
  readonly body: string | undefined;
}

/** Who we are to the API server: a login, and an agent with its TLS identity. */
interface Identity {
  readonly login: Login;
  readonly agent: ServerAgent;
  verdict: 'untried' | 'accepted' | 'rejected';
}

class HttpsConnection implements ApiConnection {
  readonly #access: ClusterAccess;
  readonly #server: ServerAddress;
  readonly #options: ConnectionOptions;
  readonly #credentials: Credentials;
  readonly #pool: AgentPool;
  readonly #open = new Set<Exchange>();
  /** What the newest request was sent with; after a renewal, that there will be another. */
  #newest: Identity | 'to-be-renewed' | 'none' = 'none';
  #disposed: ApiError | undefined;

  constructor(access: ClusterAccess, server: ServerAddress, options: ConnectionOptions) {
    this.#access = access;
    this.#server = server;
    this.#options = options;
    this.#pool = new AgentPool(access, server, options);
    this.#credentials = openCredentials(access, server, options);
  }

  get(request: ApiRequest, signal: AbortSignal): Promise<ApiResponse> {
    return this.#send({ ...request, body: undefined }, signal);
  }

  review(request: ApiReview, signal: AbortSignal): Promise<ApiResponse> {
    return this.#send(request, signal);
  }

  async #send(request: Sent, signal: AbortSignal): Promise<ApiResponse> {
    if (this.#disposed) throw this.#disposed;
    signal.throwIfAborted();
    const exchange = new Exchange(signal, ended => this.#open.delete(ended));
    this.#open.add(exchange);
    let login: Login | undefined;
    try {
      login = await this.#login(signal);
      return await this.#answer(exchange, request, login);
    } catch (error) {
      exchange.finish();
      throw exchange.stopped ? exchange.stopped.reason : this.#failure(error, login);
    }
  }

  renewCredentials(): 'renewed' | 'same' {
    if (this.#disposed || this.#newest === 'none') return 'same';
    // Several requests are refused for one login: the first of them brings the next one, and the others get it too.
    if (this.#newest === 'to-be-renewed' || this.#newest.verdict !== 'rejected') return 'renewed';
    const renewed = [this.#credentials.renew() === 'renewed', this.#pool.certificateChanged()];
    if (!renewed.includes(true)) return 'same';
    this.#newest = 'to-be-renewed';
    return 'renewed';
  }

  dispose(): void {
    const message = `The connection to ${originOf(this.#server)} was closed here.`;
    this.#disposed ??= new ApiError({ kind: 'unreachable', code: 'ECONNABORTED', message });
    for (const exchange of [...this.#open]) exchange.stop(this.#disposed);
    this.#credentials.dispose();
    this.#pool.dispose();
  }

  async #answer(exchange: Exchange, request: Sent, login: Login): Promise<ApiResponse> {
    const agent = await this.#pool.agentFor(login.certificate);
    const identity = this.#identity(login, agent);
    const message = this.#message(request, login, agent.route);
    const response = await exchange.send(agent, message, request.firstByteMs, this.#options.clock);
    const code = response.statusCode ?? 0;
    identity.verdict = code === 401 ? 'rejected' : code < 500 && code !== 407 ? 'accepted' : identity.verdict;
    if (identity.verdict === 'accepted') this.#credentials.accepted(login);
    const body = decompressed(response);
    body.on('error', () => {});
    if (code < 200 || code > 299) throw await this.#refusal(response, body);
    exchange.answered();
    return { chunks: this.#chunks(exchange, body, login), close: () => exchange.stop(CLOSED) };
  }

  async #login(signal: AbortSignal): Promise<Login> {
    try {
      return await this.#credentials.current(signal);
    } catch (error) {
      if (!signal.aborted) this.#newest = 'none';
      throw error;
    }
  }

  #identity(login: Login, agent: ServerAgent): Identity {
    const newest = this.#newest;
    if (typeof newest === 'object' && newest.login === login && newest.agent === agent) return newest;
    const identity: Identity = { login, agent, verdict: 'untried' };
    this.#newest = identity;
    return identity;
  }

  async *#chunks(exchange: Exchange, body: Readable, login: Login): AsyncGenerator<Uint8Array, void, void> {
    try {
      yield* body;
    } catch (error) {
      if (exchange.stopped?.reason === CLOSED) return;
      throw exchange.stopped ? exchange.stopped.reason : this.#failure(error, login);
    } finally {
      exchange.finish();
    }
  }

  async #refusal(response: IncomingMessage, body: Readable): Promise<ApiError> {
    const text = await readErrorBody(body);
    return new ApiError(statusFailure(response, text, this.#options.clock.now()));
  }

  /** A failure whose text may come from another program: the secrets that we know are taken out of it. */
  #failure(error: unknown, login: Login | undefined): ApiError {
    const failure = connectionFailure(error, { name: originOf(this.#server), host: this.#server.host });
    return new ApiError({ ...failure, message: withoutSecrets(failure.message, login?.secrets ?? []) });
  }

  #message({ path, accept, body }: Sent, login: Login, route: Route): Message {
    const { server, proxy } = route;
    const toProxy = speaksToProxy(route);
    const proxyLogin = proxy && toProxy ? proxyAuthorization(proxy) : undefined;
    const own = {
      host: server.authority,
      'user-agent': this.#options.userAgent,
      accept,
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...(!this.#access.disableCompression && { 'accept-encoding': 'gzip' }),
      ...(login.authorization !== undefined && { authorization: login.authorization }),
      ...(proxyLogin !== undefined && { 'proxy-authorization': proxyLogin }),
    };
    const headers: OutgoingHttpHeaders = { ...own };
    for (const [name, values] of impersonationHeaders(this.#access.user.impersonate)) {
      headers[name] = values.map(onTheWire);
    }
    const target = server.path + path;
    return { target: toProxy ? originOf(server) + target : target, headers, body };
  }
}

/** Given as the reason of a stop by the reader itself, who then sees an end and no error. */
const CLOSED: unique symbol = Symbol('closed by the reader');

/** Node takes the characters of a header for bytes; Go sends UTF-8. */
function onTheWire(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

/** Stands for a connection that no request can be sent on. */
class UselessConnection implements ApiConnection {
  readonly #error: ApiError;

  constructor(error: ApiError) {
    this.#error = error;
  }

  get(_request: ApiRequest, signal: AbortSignal): Promise<ApiResponse> {
    return Promise.reject(signal.aborted ? signal.reason : this.#error);
  }

  review(request: ApiReview, signal: AbortSignal): Promise<ApiResponse> {
    return this.get(request, signal);
  }

  renewCredentials(): 'same' {
    return 'same';
  }

  dispose(): void {}
}
