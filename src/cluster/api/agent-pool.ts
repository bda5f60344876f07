import type { ClusterAccess } from '../kubeconfig/cluster-access.ts';
import { ApiError } from './api-failure.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { chooseProxy, type ProxyServer } from './proxy-choice.ts';
import type { ServerAddress } from './server-address.ts';
import { ServerAgent } from './server-agent.ts';
import { type CertificatePair, TlsSource } from './tls-source.ts';

/** The agents of one access: one for the TLS identity that counts, and older ones on which a watch still runs. */
export class AgentPool {
  readonly #server: ServerAddress;
  readonly #options: ConnectionOptions;
  readonly #tls: TlsSource;
  readonly #proxy: ProxyServer | undefined;
  #current: ServerAgent | undefined;
  #retired: readonly ServerAgent[] = [];
  #disposed: ApiError | undefined;

  /** Throws an `ApiError` when the proxy cannot be used. */
  constructor(access: ClusterAccess, server: ServerAddress, options: ConnectionOptions) {
    this.#server = server;
    this.#options = options;
    this.#tls = new TlsSource(access, options.clock, options.log);
    const choice = chooseProxy(server, access.proxyUrl, options.environment);
    if (choice.via === 'refused') throw new ApiError({ kind: 'unreachable', code: 'EPROXY', message: choice.message });
    this.#proxy = choice.via === 'proxy' ? choice.proxy : undefined;
  }

  /** The agent for a request that is sent now. Rejects with an `ApiError` when a certificate cannot be used. */
  async agentFor(certificate: CertificatePair | undefined): Promise<ServerAgent> {
    const tls = await this.#tls.current(certificate);
    if (this.#disposed) throw this.#disposed;
    if (this.#current?.route.tls === tls) return this.#current;
    this.#current?.retire();
    this.#retired = [...this.#retired, this.#current]
      .filter(agent => agent?.isUsed())
      .filter(agent => agent !== undefined);
    this.#current = new ServerAgent({ server: this.#server, tls, proxy: this.#proxy }, this.#options.clock);
    return this.#current;
  }

  /** Whether a file with a certificate or key of ours has become another. */
  certificateChanged(): boolean {
    return this.#tls.changed();
  }

  dispose(): void {
    this.#disposed ??= new ApiError({
      kind: 'unreachable',
      code: 'ECONNABORTED',
      message: 'The connection was closed here.',
    });
    for (const agent of [this.#current, ...this.#retired]) agent?.destroy();
  }
}
