import net, { type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy on 127.0.0.1 in front of a port there, which fails as networks do. */
export class FaultyProxy {
  readonly #upstream: number;
  readonly #server: net.Server;
  readonly #pairs = new Set<readonly [client: Socket, server: Socket]>();
  #held: (() => void)[] | undefined;
  #port = 0;

  private constructor(upstream: number) {
    this.#upstream = upstream;
    this.#server = net.createServer(client => this.#accept(client));
  }

  static async start(upstream: number): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(upstream);
    await proxy.listen();
    return proxy;
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  /** How many connections there are. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** Accepts connections (again), always, at the same port. */
  listen(): Promise<void> {
    if (this.#server.listening) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.removeListener('error', reject);
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  /** Refuses connections from now on; those that there are stay. */
  refuse(): void {
    this.#server.close();
  }

  /** Cuts every connection, with a reset or an ordinary end. */
  cut(how: 'reset' | 'end'): void {
    for (const [client, server] of this.#pairs) {
      if (how === 'reset') client.resetAndDestroy();
      else client.end();
      server.destroy();
    }
  }

  /** Swallows what comes over the connections that there are, both ways, while TCP still says that it has arrived. */
  freeze(): void {
    for (const sockets of this.#pairs) {
      for (const socket of sockets) {
        socket.unpipe();
        socket.resume();
      }
    }
  }

  /** The client no longer gets what the server sends: it is too slow. */
  stall(): void {
    for (const [, server] of this.#pairs) server.pause();
    for (const [client, server] of this.#pairs) server.unpipe(client);
  }

  /** The client goes on reading. */
  unstall(): void {
    for (const [client, server] of this.#pairs) server.pipe(client);
  }

  /** New connections are accepted and wait until they are released. */
  hold(): void {
    this.#held = [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const connect of held) connect();
  }

  dispose(): void {
    this.#server.close();
    this.release();
    for (const sockets of this.#pairs) for (const socket of sockets) socket.destroy();
  }

  #accept(client: Socket): void {
    client.on('error', () => {});
    const connect = () => this.#connect(client);
    if (this.#held) this.#held.push(connect);
    else connect();
  }

  #connect(client: Socket): void {
    if (client.destroyed) return;
    const server = net.connect(this.#upstream, '127.0.0.1');
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    server.on('error', () => {});
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroySoon());
    client.on('close', () => this.#pairs.delete(pair));
    client.pipe(server);
    server.pipe(client);
  }
}
