import type { AttachMetadataOption, KubernetesRole } from '../config/kubernetes-sd-config.ts';
import type { HttpCredentials } from './http-credentials.ts';

/** What is asked of objects: discovery lists and watches, always both; scraping gets. */
export type AccessVerb = 'get' | 'list' | 'watch';

/** A right on a resource of the API server, as RBAC names it. */
export interface ResourceAccess {
  readonly kind: 'resource';
  readonly verbs: readonly AccessVerb[];
  /** '' for the core group. */
  readonly group: string;
  /** The plural, as in `endpointslices`. */
  readonly resource: string;
  /** '' for the resource itself. */
  readonly subresource: string;
  /**
   * A subresource that grants the same, and much more: Kubernetes before 1.33 asks for it instead, later ones take it as
   * well. '' where there is none.
   */
  readonly coarser: string;
  /** The objects that are asked for by name; none for all of them. */
  readonly names: readonly string[];
  /** '' for all namespaces, and for resources that are in none. */
  readonly namespace: string;
}

/** A right on a path that is no resource. See https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface PathAccess {
  readonly kind: 'path';
  readonly verbs: readonly AccessVerb[];
  readonly path: string;
}

export type Access = ResourceAccess | PathAccess;

/** With whose credentials the API server, or who asks it, is approached. */
export type Asker =
  /** The service account of the pod that Prometheus runs in. */
  | { readonly kind: 'own-account' }
  /** The user of a `kubeconfig_file`. `said`: what a comment in the entry says about who that is, '' without one. */
  | { readonly kind: 'kubeconfig'; readonly file: string; readonly said: string }
  /** Whoever the credentials beside an `api_server` belong to. */
  | {
      readonly kind: 'api-server';
      readonly address: string;
      readonly credentials: HttpCredentials;
      readonly said: string;
    }
  /** Whoever the credentials of a job, which are not those of the own account, belong to. */
  | { readonly kind: 'job-credentials'; readonly job: string; readonly credentials: HttpCredentials };

/** An entry of the configuration. */
export interface AccessSource {
  readonly section: 'scrape_configs' | 'alertmanagers';
  /** Its index among the mappings of the section. */
  readonly index: number;
  /** The `job_name`, '' for Alertmanagers and for a job without one. */
  readonly job: string;
  /** The index in `kubernetes_sd_configs`; -1 where it is not of one entry. */
  readonly discovery: number;
}

export type AccessWhy =
  | { readonly of: 'role'; readonly role: KubernetesRole }
  | { readonly of: 'attach_metadata'; readonly option: AttachMetadataOption }
  /** The kubelet asks the API server whether the path may be had. */
  | { readonly of: 'kubelet'; readonly path: string }
  /** Targets that are reached through the API server, by a path such as `/api/v1/nodes/NAME/proxy/metrics`. */
  | { readonly of: 'api-server-proxy'; readonly path: string }
  | { readonly of: 'api-server'; readonly path: string }
  /**
   * The job sends the token of the own account over TLS: a component that asks the API server whom it belongs to, such as
   * kube-scheduler or kube-rbac-proxy, asks for the path by default. One that is set up otherwise does not.
   */
  | { readonly of: 'secured-component'; readonly path: string };

export interface AccessReason extends AccessSource {
  readonly why: AccessWhy;
}

/** A right that a configuration needs, with every reason for it. */
export interface AccessNeed {
  readonly asker: Asker;
  readonly access: Access;
  readonly reasons: readonly AccessReason[];
}

export type UnknownAccessWhy =
  /** It discovers in the namespace of its own pod, which is not known. */
  | 'own-namespace'
  /** Prometheus does not load what is written. */
  | 'refused'
  /** The rules cannot be followed: one is too large to be run, or too much depends on the objects. */
  | 'rules'
  /** Which address, scheme or path is scraped depends on the objects, and with it what must be allowed. */
  | 'address'
  | 'scheme'
  | 'path';

/** A part of the configuration of which nobody can say from the text what it needs. */
export interface UnknownAccess extends AccessSource {
  readonly unknown: UnknownAccessWhy;
}

/** All that a configuration needs to be allowed, as far as its text decides it. */
export interface RequiredAccess {
  /** Each right once. */
  readonly needs: readonly AccessNeed[];
  readonly unknown: readonly UnknownAccess[];
}
