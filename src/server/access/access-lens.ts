import type { Command } from 'vscode-languageserver/node';
import type { JobStatus } from '../../cluster/worker-protocol.ts';
import type { AccessCommands } from '../../protocol/access.ts';
import { refusalText } from '../targets/lens-text.ts';
import type { JobAccess } from './access-desk.ts';

/**
 * What the lens over a job that lacks something says, and what of the client it runs; undefined where nothing is known to
 * be missing. What the job lost by it is said first; what is said so is not counted again.
 */
export function accessLens(
  job: AccessCommands['reveal'],
  lacking: JobAccess | undefined,
  status: JobStatus | undefined,
  command: string,
): Command | undefined {
  const refusal = status?.refusal ?? null;
  if (status && refusal) {
    const more = (lacking?.missing ?? 0) - refusal.reasons.length;
    const title = `${refusalText(status)}${more > 0 ? ` · ${more} more missing` : ''}`;
    return { title, tooltip: refusal.reasons.join('\n'), command, arguments: [job] };
  }
  if (!lacking) return undefined;
  return {
    title: `${lacking.missing} missing for ${lacking.account}`,
    tooltip: `The job needs rights that the files do not give to ${lacking.account}.`,
    command,
    arguments: [job],
  };
}
