import { type KnownVersion, parseVersion } from '../prometheus/version.ts';
import type { ManifestTool } from '../protocol/manifest-tool.ts';
import type { Severity } from '../schema/finding.ts';
import { type AccountSettings, readAccountSettings } from './access/account-settings.ts';

/** The user's settings in the form that the language room takes. */
export interface ServerSettings {
  readonly enabled: boolean;
  readonly version: KnownVersion;
  /** As the user wrote the version; empty when it is not known. */
  readonly versionText: string;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** Whether jobs say over them what they discover. */
  readonly codeLens: boolean;
  /** Whether the fields of manifests are checked, completed and explained, or left to another tool. */
  readonly manifests: 'ours' | 'left-alone';
  /** Who asks the API server with which configurations. */
  readonly accounts: AccountSettings;
}

export const DEFAULT_SETTINGS: ServerSettings = {
  enabled: true,
  version: 'unknown',
  versionText: '',
  severities: new Map(),
  codeLens: true,
  manifests: 'ours',
  accounts: new Map(),
};

const SEVERITIES: ReadonlySet<string> = new Set(['error', 'warning', 'information', 'hint', 'off']);

/**
 * Reads the section `prometheusKubernetes` as any client may send it; what is malformed counts as not set. `tool`: whether
 * something else in the editor judges Kubernetes manifests.
 */
export function readSettings(section: unknown, tool: ManifestTool): ServerSettings {
  if (!isRecord(section)) return { ...DEFAULT_SETTINGS, manifests: whoseManifests('auto', tool) };
  const { enable, prometheusVersion, severities, codeLens, manifests, accounts } = section;
  const version = typeof prometheusVersion === 'string' ? parseVersion(prometheusVersion) : 'unknown';
  return {
    enabled: enable !== false,
    version,
    versionText: version === 'unknown' ? '' : `${version.major}.${version.minor}`,
    severities: readSeverities(severities),
    codeLens: codeLens !== false,
    manifests: whoseManifests(manifests, tool),
    accounts: readAccountSettings(accounts),
  };
}

function whoseManifests(setting: unknown, tool: ManifestTool): ServerSettings['manifests'] {
  if (setting === 'on') return 'ours';
  return setting === 'off' || tool === 'present' ? 'left-alone' : 'ours';
}

function readSeverities(value: unknown): ReadonlyMap<string, Severity | 'off'> {
  if (!isRecord(value)) return new Map();
  return new Map(
    Object.entries(value).filter((entry): entry is [string, Severity | 'off'] => SEVERITIES.has(String(entry[1]))),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
