import type { KnownVersion } from '../../prometheus/version.ts';
import { type KnownAccounts, NO_ACCOUNTS } from '../../workspace/known-accounts.ts';
import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import { type Configuration, configurationsOf } from './configuration.ts';

/** What is known of files, for as long as they are the same. */
export interface RbacCache {
  configurationsOf(file: WorkspaceFile): readonly Configuration[];
  /** What is known beside the files. */
  readonly accounts: KnownAccounts;
}

/** A cache for configurations that are for the release of Prometheus that `versionOf` says, without any accounts. */
export function createRbacCache(versionOf: (uri: string) => KnownVersion): RbacCache {
  const known = new WeakMap<
    WorkspaceFile,
    { readonly version: string; readonly configurations: readonly Configuration[] }
  >();
  return {
    accounts: NO_ACCOUNTS,
    configurationsOf: file => {
      const said = versionOf(file.uri);
      const version = JSON.stringify(said);
      const before = known.get(file);
      if (before?.version === version) return before.configurations;
      const configurations = configurationsOf(file, said);
      known.set(file, { version, configurations });
      return configurations;
    },
  };
}
