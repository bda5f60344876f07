/** Environment variables that a VS Code under test is started with: where it says how it can be reached, and the secret. */
export const ADDRESS_FILE_VARIABLE = 'VSCODE_TEST_ADDRESS_FILE';
export const SECRET_VARIABLE = 'VSCODE_TEST_SECRET';

// Every message is one line of JSON.

/** The first line of a connection. VS Code ends when the connection that `keeps` it is closed. */
export interface Greeting {
  readonly secret: string;
  readonly role: 'keeps' | 'calls';
}

/** Asks for a function to be called in the extension host with the module `vscode` and the arguments. */
export interface Call {
  readonly id: number;
  readonly source: string;
  readonly args: readonly unknown[];
}

export type Answer =
  | { readonly id: number; readonly kind: 'returned'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'threw'; readonly message: string };
