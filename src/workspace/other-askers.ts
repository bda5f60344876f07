import { readAccountText } from '../kubernetes/rbac/account-text.ts';
import type { Asker, RequiredAccess } from '../prometheus/access/access.ts';
import type { CredentialsHolder, KnownAccounts, OtherCredentials } from './known-accounts.ts';
import type { Askers } from './who-asks.ts';

/** Credentials of a configuration that are not those of its own account, with whose they are. */
export interface OtherAsker {
  readonly credentials: OtherCredentials;
  readonly holder: CredentialsHolder;
}

/** A configuration as far as it decides as whom it asks. */
export interface AskingText {
  readonly uri: string;
  readonly required: RequiredAccess;
  /** Who asks with the own account. */
  readonly own: Askers;
}

/**
 * As whom a configuration asks with each of its other credentials: as a comment in the entry says, else what the
 * credentials themselves say. Where the configuration needs nothing of its own account, what is said about it as a whole is
 * said about the one kind of credentials that it discovers with.
 */
export function otherAskers({ uri, required, own }: AskingText, accounts: KnownAccounts): readonly OtherAsker[] {
  const main = mainAsker(required);
  return credentialsIn(required).map(credentials => {
    const said = credentials.kind === 'job-credentials' ? '' : credentials.said;
    if (said !== '') return { credentials, holder: saidHolder(said) };
    if (own.kind === 'said' && isSameAsker(credentials, main)) {
      const from = own.said.by === 'comment' ? 'a comment of the configuration' : 'a setting';
      return { credentials, holder: { state: 'known', account: own.said.account, from } };
    }
    return { credentials, holder: accounts.holderOf(uri, credentials) };
  });
}

/** With what the configuration asks for the most part: its own account, unless it discovers with one other alone. */
export function mainAsker({ needs }: RequiredAccess): Asker {
  const own: Asker = { kind: 'own-account' };
  if (needs.some(({ asker }) => asker.kind === 'own-account')) return own;
  const discovering = needs.map(({ asker }) => asker).filter(({ kind }) => kind !== 'job-credentials');
  const [first] = discovering;
  return first && discovering.every(one => isSameAsker(one, first)) ? first : own;
}

/** Whether both are the same credentials. */
export function isSameAsker(one: Asker, other: Asker): boolean {
  return askerKey(one) === askerKey(other);
}

/** Tells credentials from others of the same configuration. */
export function askerKey(asker: Asker): string {
  return JSON.stringify(Object.entries(asker));
}

function credentialsIn({ needs }: RequiredAccess): readonly OtherCredentials[] {
  const others = needs.flatMap(({ asker }) => (asker.kind === 'own-account' ? [] : [asker]));
  return [...new Map(others.map(one => [askerKey(one), one])).values()];
}

function saidHolder(said: string): CredentialsHolder {
  const read = readAccountText(said);
  if (read.state === 'read') return { state: 'known', account: read.account, from: 'a comment of the entry' };
  return { state: 'unknown', why: `The comment that should say who asks cannot be read. ${read.why}` };
}
