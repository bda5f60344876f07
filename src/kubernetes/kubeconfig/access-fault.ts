/**
 * What makes the cluster and user of a context unusable, by client-go's rules. The names are stable; the comment gives the
 * words of client-go where it has its own.
 */
export type FaultKind =
  /** `cluster has no server defined`, or `no configuration has been provided` when that is all. */
  | 'no-such-cluster'
  /** `no server found for cluster` */
  | 'no-server'
  /** `invalid 'proxy-url'` */
  | 'proxy-url'
  /** `certificate-authority-data and certificate-authority are both specified` */
  | 'ca-twice'
  | 'ca-unreadable'
  /** `specifying a root certificates file with the insecure flag is not allowed` */
  | 'ca-with-insecure'
  /** `unable to load root certificates` */
  | 'ca-garbage'
  | 'cert-twice'
  | 'cert-unreadable'
  | 'key-twice'
  | 'key-missing'
  | 'key-unreadable'
  /** The certificate and the key cannot be read or do not belong together. */
  | 'key-pair'
  | 'token-file'
  /** `more than one authentication method found`, or both at last. */
  | 'several-methods'
  /** `requesting uid, groups or user-extra for … without impersonating a user` */
  | 'impersonation-without-user'
  | 'exec-and-auth-provider'
  | 'exec-command'
  | 'exec-api-version'
  /** `exec plugin: invalid apiVersion`: v1alpha1, which is no more, or none at all that exists. */
  | 'exec-api-version-unsupported'
  | 'exec-env-name'
  | 'exec-mode-missing'
  | 'exec-mode-invalid'
  /** `The gcp auth plugin has been removed`, and azure's. */
  | 'auth-provider-removed'
  /** `no Auth Provider found for name` */
  | 'auth-provider-unknown'
  /** `Must provide idp-issuer-url` and its kin; a token that cannot be read. */
  | 'oidc-settings'
  /** The token has expired or is not there: kubectl asks the issuer for a new one, we do not. */
  | 'oidc-token'
  /** `host must be a URL or a host:port pair`, or a scheme that is neither http nor https. */
  | 'server-url';

export interface AccessFault {
  readonly kind: FaultKind;
  /** One sentence or two for the user: what is wrong and the way out. Never holds a secret. */
  readonly message: string;
}
