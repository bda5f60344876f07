import { CancellationTokenSource } from 'vscode';
import type { TargetsRequests } from '../../protocol/targets-methods.ts';
import type { TargetsPort } from './targets-port.ts';

/** Asks the language server on behalf of a command, which the user cannot cancel. Rejects when the server stops. */
export async function askServer<Method extends keyof TargetsRequests>(
  { server }: TargetsPort,
  method: Method,
  params: TargetsRequests[Method]['params'],
): Promise<TargetsRequests[Method]['result']> {
  const cancel = new CancellationTokenSource();
  try {
    return await server.request(method, params, cancel.token);
  } finally {
    cancel.dispose();
  }
}
