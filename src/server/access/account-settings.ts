import type { Account } from '../../kubernetes/rbac/account.ts';
import { readAccountText } from '../../kubernetes/rbac/account-text.ts';
import { fitsPath } from '../../workspace/path-pattern.ts';

/** The setting `prometheusKubernetes.accounts`: accounts as people write them, by patterns of paths. */
export type AccountSettings = ReadonlyMap<string, string>;

/** What is malformed counts as not set. */
export function readAccountSettings(value: unknown): AccountSettings {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** What a setting says of the configurations in a file: that of the first pattern that fits. */
export type AccountSetting =
  | { readonly state: 'said'; readonly account: Account }
  /** `why`: a sentence for the log. */
  | { readonly state: 'refused'; readonly why: string }
  | { readonly state: 'none' };

/** `path`: from the root of the workspace folder on. */
export function accountSetting(settings: AccountSettings, path: string): AccountSetting {
  for (const [pattern, text] of settings) {
    if (pattern !== path && !fitsPath(pattern, path)) continue;
    const read = readAccountText(text);
    if (read.state === 'read') return { state: 'said', account: read.account };
    const setting = `The setting prometheusKubernetes.accounts for ${JSON.stringify(pattern)}`;
    return { state: 'refused', why: `${setting} says no account, so that it is ignored. ${read.why}` };
  }
  return { state: 'none' };
}
