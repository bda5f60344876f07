import type { MapNode } from '../yaml/node.ts';
import type { SourceFile } from '../yaml/source.ts';
import type { OpenReason } from './bundle.ts';

/** A Kubernetes object as it stands in a file of the workspace; what cannot be read is undefined, never guessed. */
export interface ManifestObject {
  readonly uri: string;
  readonly file: SourceFile;
  readonly node: MapNode;
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  /** As written: undefined is not `default`, for a kustomization or kubectl may say another one. */
  readonly namespace: string | undefined;
}

/** A YAML file of the workspace that was read. Templated files have no objects: what they will be is unknown. */
export interface WorkspaceFile {
  readonly uri: string;
  /** Where it is, from the root of its workspace folder, with `/`: `base/rbac.yaml`. */
  readonly path: string;
  /** The URI of its workspace folder. */
  readonly folder: string;
  readonly file: SourceFile;
  readonly templated: 'templated' | 'plain';
  readonly objects: readonly ManifestObject[];
  /** Why it may hold other objects than these: none when it was read whole, or is no manifest. */
  readonly unread: readonly OpenReason[];
}
