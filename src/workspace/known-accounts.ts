import type { Account } from '../kubernetes/rbac/account.ts';
import type { Asker } from '../prometheus/access/access.ts';

/** Credentials that are not those of the own account. */
export type OtherCredentials = Exclude<Asker, { readonly kind: 'own-account' }>;

/** As whom an API server takes credentials. */
export type CredentialsHolder =
  /** `from`: what says so, behind "as … says". */
  | { readonly state: 'known'; readonly account: Account; readonly from: string }
  /** `why`: a sentence, with the way out. */
  | { readonly state: 'unknown'; readonly why: string };

/** What is known of accounts beside what configurations and manifests say. */
export interface KnownAccounts {
  /** What a setting says about the configurations of the file. */
  settingFor(uri: string): Account | undefined;
  /** Whose credentials the configuration in that file names. */
  holderOf(uri: string, credentials: OtherCredentials): CredentialsHolder;
}

/** Where nothing but the texts is known. */
export const NO_ACCOUNTS: KnownAccounts = {
  settingFor: () => undefined,
  holderOf: () => ({ state: 'unknown', why: 'Whose credentials these are is not known here.' }),
};
