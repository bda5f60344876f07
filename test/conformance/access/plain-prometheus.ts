import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../../../src/cli/host/free-port.ts';
import type { Owned } from '../../../src/cli/host/owned.ts';
import { type Daemon, startDaemon, untilDaemon } from '../../cluster/daemon.ts';
import { toolPath } from '../tools.ts';

export interface PlainPrometheus {
  readonly daemon: Daemon;
  readonly url: string;
}

/** Starts the real Prometheus on a configuration as it stands, with its files in `folder`. It ends with `owned`. */
export async function startPlainPrometheus(folder: string, text: string, owned: Owned): Promise<PlainPrometheus> {
  const config = path.join(folder, 'prometheus.yml');
  await writeFile(config, text);
  const port = await freePort();
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${path.join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--scrape.discovery-reload-interval=100ms', // hidden; 5 s otherwise
    '--log.level=error',
  ];
  const daemon = startDaemon({ name: 'prometheus', command: toolPath('prometheus'), args, env: process.env }, owned);
  const url = `http://127.0.0.1:${port}`;
  await untilDaemon(daemon, async () => ((await fetch(`${url}/-/ready`)).ok ? true : undefined));
  return { daemon, url };
}
