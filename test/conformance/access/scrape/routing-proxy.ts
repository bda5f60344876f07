import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Owned } from '../../../../src/cli/host/owned.ts';

/**
 * A proxy that leads every connection to a port of this machine, whatever its address is, and answers plain HTTP itself.
 * Gives its URL; it ends with `owned`.
 */
export async function startRoutingProxy(portOf: (address: string) => number, owned: Owned): Promise<string> {
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy());
  };
  const server = createServer((_, response) => response.end());
  server.on('connection', keep);
  server.on('connect', (request, client: Socket) => {
    const upstream = connect(portOf(request.url ?? ''), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    keep(upstream);
    upstream.once('close', () => client.destroy());
    client.once('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  owned.add(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP port could be had.');
  return `http://127.0.0.1:${address.port}`;
}
