import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import { DEFAULT_SETTINGS, readSettings, type ServerSettings } from './settings.ts';

const SECTION = 'prometheusKubernetes';

/** The settings that count for a document: asked of the client once for each, again after they changed. */
export class Configuration {
  readonly #connection: Connection;
  readonly #known = new Map<string, Promise<ServerSettings>>();
  #initial: ServerSettings = DEFAULT_SETTINGS;
  #asks: 'client' | 'nobody' = 'nobody';

  constructor(connection: Connection, onChange: () => void) {
    this.#connection = connection;
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#known.clear();
      if (this.#asks === 'nobody') this.#initial = readSettings(sectionOf(settings));
      onChange();
    });
  }

  initialize({ capabilities, initializationOptions }: InitializeParams): void {
    this.#asks = capabilities.workspace?.configuration ? 'client' : 'nobody';
    this.#initial = readSettings(sectionOf(initializationOptions));
  }

  /** Never rejects: a client that does not answer leaves the defaults. */
  of(uri: string): Promise<ServerSettings> {
    if (this.#asks === 'nobody') return Promise.resolve(this.#initial);
    const known = this.#known.get(uri);
    if (known) return known;
    const asked = this.#connection.workspace
      .getConfiguration({ scopeUri: uri, section: SECTION })
      .then(readSettings, () => this.#initial);
    this.#known.set(uri, asked);
    return asked;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }
}

/** The section itself, or the object that holds it under its name (clients differ). */
function sectionOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (SECTION in value) return value[SECTION];
  return 'settings' in value ? value.settings : value;
}
