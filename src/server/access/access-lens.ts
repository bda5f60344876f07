import type { Command } from 'vscode-languageserver/node';
import type { AccessCommands } from '../../protocol/access.ts';
import type { JobAccess } from './access-desk.ts';

/** What the lens over a job that lacks something says, and what of the client it runs. */
export function accessLens({ configuration, job, account, missing }: JobAccess, command: string): Command {
  const argument: AccessCommands['reveal'] = { configuration, job };
  return {
    title: `${missing} missing for ${account}`,
    tooltip: 'The job needs rights that the files do not give to the service account of Prometheus.',
    command,
    arguments: [argument],
  };
}
