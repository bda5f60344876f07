import type { RbacManifest } from '../../../src/prometheus/access/rbac-manifests.ts';

/** An entry of `kubernetes_sd_configs`, as plain data. */
export interface DiscoveryEntry {
  readonly role: string;
  readonly namespaces?: { readonly names?: readonly string[]; readonly own_namespace?: boolean };
  readonly attach_metadata?: Readonly<Record<string, boolean>>;
  readonly selectors?: readonly { readonly role: string; readonly label: string }[];
}

/** Whose discovery it is. */
export type Section = 'scrape_configs' | 'alertmanagers';

/** A service account with what it discovers and what it has been granted. */
export interface AccessCase {
  /** What is tried, in words. */
  readonly id: string;
  /** The name of the account, and of all that belongs to it. */
  readonly name: string;
  /** Of the account. */
  readonly namespace: string;
  readonly entries: readonly DiscoveryEntry[];
  readonly section: Section;
  readonly rbac: readonly RbacManifest[];
  /** `pod`: a Prometheus of its own that finds its account where a pod has it. */
  readonly runs: 'with others by a kubeconfig' | 'as a pod';
  readonly expects: Expectation;
}

/** What must be forbidden whatever we say: nothing, something, or as the real Prometheus and API server have it. */
export type Expectation = 'nothing' | 'something' | 'as it is';

/** What an account was seen or said to ask for, as `apps/replicasets in shop`, each for list and watch together. */
export interface PairSets {
  readonly asked: readonly string[];
  readonly forbidden: readonly string[];
}

/** The words for a pair; `namespace` is '' for the whole cluster. */
export function pairOf(group: string, resource: string, namespace: string): string {
  return `${group}/${resource} in ${namespace === '' ? 'the cluster' : namespace}`;
}
