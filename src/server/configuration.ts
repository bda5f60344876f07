import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import type { ManifestTool } from '../protocol/manifest-tool.ts';
import { type ClusterSettings, DEFAULT_CLUSTER_SETTINGS, readClusterSettings } from './cluster-settings.ts';
import { DEFAULT_SETTINGS, readSettings, type ServerSettings } from './settings.ts';

const SECTION = 'prometheusKubernetes';

/** The settings that count for a document: asked of the client once for each, again after they changed. */
export class Configuration {
  readonly #connection: Connection;
  readonly #known = new Map<string, Promise<ServerSettings>>();
  /** The section, from a client that is not asked. */
  #section: unknown;
  #initial: ServerSettings = DEFAULT_SETTINGS;
  #initialCluster: ClusterSettings = DEFAULT_CLUSTER_SETTINGS;
  #cluster: Promise<ClusterSettings> | undefined;
  #asks: 'client' | 'nobody' = 'nobody';
  #tool: ManifestTool = 'absent';

  constructor(connection: Connection, onChange: () => void) {
    this.#connection = connection;
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#known.clear();
      this.#cluster = undefined;
      if (this.#asks === 'nobody') this.#setInitial(settings);
      onChange();
    });
    connection.onNotification('prometheusKubernetes/otherManifestTool', (said: unknown) => {
      const tool = toolIn(said, 'tool');
      if (tool === this.#tool) return;
      this.#tool = tool;
      this.#known.clear();
      this.#initial = readSettings(this.#section, tool);
      onChange();
    });
  }

  initialize({ capabilities, initializationOptions }: InitializeParams): void {
    this.#asks = capabilities.workspace?.configuration ? 'client' : 'nobody';
    this.#tool = toolIn(initializationOptions, 'otherManifestTool');
    this.#setInitial(initializationOptions);
  }

  /** Never rejects: a client that does not answer leaves the defaults. */
  of(uri: string): Promise<ServerSettings> {
    if (this.#asks === 'nobody') return Promise.resolve(this.#initial);
    const known = this.#known.get(uri);
    if (known) return known;
    const asked = this.#connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION }).then(
      found => readSettings(found, this.#tool),
      () => this.#initial,
    );
    this.#known.set(uri, asked);
    return asked;
  }

  /** How the cluster is reached: of the machine, so no document is named. Never rejects. */
  cluster(): Promise<ClusterSettings> {
    if (this.#asks === 'nobody') return Promise.resolve(this.#initialCluster);
    this.#cluster ??= this.#connection.workspace
      .getConfiguration(`${SECTION}.cluster`)
      .then(readClusterSettings, () => this.#initialCluster);
    return this.#cluster;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  #setInitial(settings: unknown): void {
    const section = sectionOf(settings);
    this.#section = section;
    this.#initial = readSettings(section, this.#tool);
    const cluster =
      typeof section === 'object' && section !== null && 'cluster' in section ? section.cluster : undefined;
    this.#initialCluster = readClusterSettings(cluster);
  }
}

/** What a client says of the tool under that name; none, where it says nothing. */
function toolIn(said: unknown, name: string): ManifestTool {
  const found =
    typeof said === 'object' && said !== null ? Object.entries(said).find(([key]) => key === name) : undefined;
  return found?.[1] === 'present' ? 'present' : 'absent';
}

/** The section itself, or the object that holds it under its name (clients differ). */
function sectionOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (SECTION in value) return value[SECTION];
  return 'settings' in value ? value.settings : value;
}
