import { CancellationTokenSource } from 'vscode';
import type { LanguageServer, ServerRequests } from '../language-server.ts';

/** Asks the language server on behalf of a command, which the user cannot cancel. Rejects when the server stops. */
export async function askServer<Method extends keyof ServerRequests>(
  { server }: { readonly server: LanguageServer },
  method: Method,
  params: ServerRequests[Method]['params'],
): Promise<ServerRequests[Method]['result']> {
  const cancel = new CancellationTokenSource();
  try {
    return await server.request(method, params, cancel.token);
  } finally {
    cancel.dispose();
  }
}
