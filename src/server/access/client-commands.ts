import type { InitializeParams } from 'vscode-languageserver/node';
import type { AccessCommandNames } from '../../protocol/access.ts';

/** What the commands of access are called in the client; undefined for those that it does not have. */
export type ClientCommands = { readonly [What in keyof AccessCommandNames]: string | undefined };

export const NO_COMMANDS: ClientCommands = { reveal: undefined, generate: undefined };

/** Reads `accessCommands` of the client's initialization options; what is malformed is not there. */
export function clientCommands({ initializationOptions: options }: InitializeParams): ClientCommands {
  const names: unknown =
    typeof options === 'object' && options !== null && 'accessCommands' in options ? options.accessCommands : undefined;
  if (typeof names !== 'object' || names === null) return NO_COMMANDS;
  return {
    reveal: 'reveal' in names && typeof names.reveal === 'string' ? names.reveal : undefined,
    generate: 'generate' in names && typeof names.generate === 'string' ? names.generate : undefined,
  };
}
