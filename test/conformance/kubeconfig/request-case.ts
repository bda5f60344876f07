import { config, type KubeconfigCase, single } from './kubeconfig-case.ts';

/** A case whose difference shows in what a server gets. */
export interface RequestCase extends KubeconfigCase {
  /** How many requests are sent. */
  readonly times: number;
  readonly manner: 'in-turn' | 'at-once';
}

/** Trusts the stand-ins' certificates. */
export const CA = 'certificate-authority-data: {ca}';

/** The stand-in that speaks TLS. */
export const TLS_SERVER = `server: "https://{https}", ${CA}`;

/** One request with a kubeconfig of this cluster and this user. */
export function once(id: string, cluster: string, user: string, files: KubeconfigCase['files'] = {}): RequestCase {
  return { ...single(id, config(cluster, user), files), times: 1, manner: 'in-turn' };
}
