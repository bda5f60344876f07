import type { ManifestTool } from '../protocol/manifest-tool.ts';

/** What is installed and set beside us. */
export interface OtherTools {
  readonly hasExtension: (id: string) => boolean;
  /** The keys of `yaml.schemas`, of every scope: names, URLs and paths of schemas. */
  readonly schemas: readonly string[];
}

const YAML = 'redhat.vscode-yaml';
/** Gives the YAML extension a schema for every manifest. */
const KUBERNETES = 'ms-kubernetes-tools.vscode-kubernetes-tools';
/** `kubernetes`, which the YAML extension knows itself, or the URL or path of one of the published sets of schemas. */
const OF_KUBERNETES = /kubernetes/i;

/**
 * Whether another extension judges Kubernetes manifests: the YAML extension, when it has a schema for them by its settings
 * or by the Kubernetes extension.
 */
export function judgesManifests({ hasExtension, schemas }: OtherTools): ManifestTool {
  if (!hasExtension(YAML)) return 'absent';
  return hasExtension(KUBERNETES) || schemas.some(schema => OF_KUBERNETES.test(schema)) ? 'present' : 'absent';
}
