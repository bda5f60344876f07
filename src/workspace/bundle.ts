import type { MapNode } from '../yaml/node.ts';
import type { Span } from '../yaml/span.ts';
import type { ManifestObject } from './manifest-object.ts';

/** A place in a file of the workspace; of the file's text as it was read. */
export interface ManifestPlace {
  readonly uri: string;
  readonly span: Span;
}

/** Why a bundle may hold more than what was read, or something else. */
export interface OpenReason {
  readonly kind:
    | 'remote' // a resource on another machine
    | 'missing' // a file that the kustomization names and the workspace does not have
    | 'unreadable' // broken YAML
    | 'templated'
    | 'chart' // templates are not rendered
    | 'plugin' // Helm charts, generators, transformers and replacements of a kustomization
    | 'component' // of a kustomization that is not there
    | 'base' // made to be included by others, and none of the files does
    | 'refused' // kustomize does not build it
    | 'delivered' // Flux or Argo CD changes it, and no file says how
    | 'beside-kustomization' // the folder's kustomization does not name the file
    | 'patched' // a patch may change a role or binding; said by `rbacOfBundle` alone
    | 'twice' // two roles or bindings of one name that differ; said by `rbacOfBundle` alone
    | 'too-large';
  readonly uri: string;
  /** The file, URL or field, as it is written: `../base`, `helmCharts`. '' where nothing more is to be said. */
  readonly what: string;
}

/**
 * Whether everything that the files of the bundle bring into a cluster was read. What a complete bundle does not hold
 * may still be in the cluster from somewhere else.
 */
export type Openness =
  | { readonly kind: 'complete' }
  | { readonly kind: 'open'; readonly reasons: readonly OpenReason[] };

/** A name that an object had before kustomize changed its name or namespace, and where it was then. */
export interface FormerName {
  readonly name: string;
  /** '' for kinds of the cluster; `default` where none was said, for so kustomize takes it. */
  readonly namespace: string;
}

/** What kustomize makes of an object: by which names it goes, and what else may be changed. */
export interface Kustomized {
  /** With the prefixes and suffixes of the kustomizations around it. Of what is generated without the hash behind it. */
  readonly name: string | undefined;
  /** Every name by which other objects of the bundle may call it: kustomize follows names as they change. */
  readonly names: readonly string[];
  /** Those that kustomize replaces where others call it so, in the order in which it had them. */
  readonly former: readonly FormerName[];
  /** `namePrefix` and `nameSuffix` of the kustomizations around it, innermost first: they tell apart what is called alike. */
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** '' for kinds of the cluster. Undefined where neither the object nor a kustomization says it: `kubectl -n` may. */
  readonly namespace: string | undefined;
  /** Patches that may change what we read of it: who it refers to, what it grants. Its text is then not its content. */
  readonly patches: readonly ManifestPlace[];
  /** `patched`: one of the patches may also rename, move or remove it. */
  readonly identity: 'known' | 'patched';
}

/** An object as its bundle brings it into a cluster. */
export interface BundledObject extends Kustomized {
  readonly object: ManifestObject;
  /** The namespace that kustomizations give to all that they hold, whatever it says itself. */
  readonly imposedNamespace: string | undefined;
  /** The bundle's id. */
  readonly bundle: string;
}

/** One key of a generated ConfigMap or Secret whose value is a file. */
export interface GeneratedEntry {
  readonly key: string;
  /** The file's path from the root of the workspace folder. */
  readonly path: string;
  /** Undefined where the workspace does not have that file. */
  readonly uri: string | undefined;
}

/** What `configMapGenerator` and `secretGenerator` make. A generator that adds to another one is one of its own. */
export interface GeneratedObject extends Kustomized {
  readonly kind: 'ConfigMap' | 'Secret';
  /** Whether kustomize puts a hash of the content behind the name, so that only names that it follows lead here. */
  readonly suffix: 'hash' | 'none';
  /** Whether it is an object of its own, or changes one that is written in a manifest. */
  readonly makes: 'object' | 'change';
  readonly entries: readonly GeneratedEntry[];
  /** The kustomization and the item of its list. */
  readonly uri: string;
  readonly node: MapNode;
}

/** What a name can stand for. */
export type Named = BundledObject | GeneratedObject;

/** Files that are brought into a cluster together. */
export interface Bundle {
  readonly id: string;
  readonly kind: 'kustomization' | 'chart' | 'folder';
  /** The folder of the kustomization or chart, or the folder itself, from the root of its workspace folder; '' is that. */
  readonly root: string;
  /** The URI of the workspace folder. */
  readonly folder: string;
  /** URIs. For a kustomization with its patches and the files of its generators. */
  readonly files: readonly string[];
  readonly objects: readonly BundledObject[];
  readonly generated: readonly GeneratedObject[];
  readonly openness: Openness;
}
