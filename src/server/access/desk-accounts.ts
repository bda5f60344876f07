import path from 'node:path';
import type { Account } from '../../kubernetes/rbac/account.ts';
import type { CredentialsHolder, KnownAccounts, OtherCredentials } from '../../workspace/known-accounts.ts';
import { askerKey } from '../../workspace/other-askers.ts';
import { pathOf } from '../targets/workspace-folders.ts';
import type { AccessConfigurations, WrittenConfiguration } from './access-configurations.ts';
import { credentialsHolder } from './credential-holders.ts';
import type { WorkspaceManifests } from './workspace-manifests.ts';

/** Reads a file below one of the folders; undefined for one that cannot be read, or is somewhere else. Never rejects. */
export type ReadBelow = (file: string, folders: readonly string[]) => Promise<Uint8Array | undefined>;

/** What settings and the credentials of configurations say about who asks, as it was when it was looked at last. */
export class DeskAccounts implements KnownAccounts {
  readonly #manifests: WorkspaceManifests;
  readonly #read: ReadBelow;
  #holders: ReadonlyMap<string, CredentialsHolder> = new Map();

  constructor(manifests: WorkspaceManifests, read: ReadBelow) {
    this.#manifests = manifests;
    this.#read = read;
  }

  settingFor(uri: string): Account | undefined {
    const setting = this.#manifests.file(uri)?.place.account;
    return setting?.state === 'said' ? setting.account : undefined;
  }

  holderOf(uri: string, credentials: OtherCredentials): CredentialsHolder {
    const why = 'Whose credentials these are was not looked at yet.';
    return this.#holders.get(keyOf(uri, credentials)) ?? { state: 'unknown', why };
  }

  /** Looks at the credentials that the configurations name now. Answers whether anything is another thing than before. */
  async look(configurations: AccessConfigurations): Promise<'new' | 'same'> {
    const { model } = this.#manifests;
    const folders = [...new Set([...model.files.values()].map(({ folder }) => folder))].flatMap(
      uri => pathOf(uri) ?? [],
    );
    const read = (file: string) => this.#read(file, folders);
    const holders = new Map<string, CredentialsHolder>();
    for (const { uri, origin, credentials } of this.#named(configurations)) {
      const key = keyOf(uri, credentials);
      if (holders.has(key)) continue;
      const folder = origin === 'elsewhere' ? undefined : this.#folderOf(uri);
      holders.set(key, await credentialsHolder(credentials, { folder, read }));
    }
    const isSame = JSON.stringify([...holders]) === JSON.stringify([...this.#holders]);
    this.#holders = holders;
    return isSame ? 'same' : 'new';
  }

  *#named(configurations: AccessConfigurations) {
    for (const uri of this.#manifests.model.files.keys()) {
      const file = this.#manifests.file(uri);
      for (const { written, required } of file ? configurations.of(file) : [])
        for (const { asker } of required(undefined).needs)
          if (asker.kind !== 'own-account') yield { uri, origin: originOf(written), credentials: asker };
    }
  }

  /** Where paths in the file start; undefined for what is brought into pods, which have other files. */
  #folderOf(uri: string): string | undefined {
    const bundles = this.#manifests.model.bundlesOf(uri);
    const isGenerated = bundles.some(({ generated }) =>
      generated.some(({ entries }) => entries.some(entry => entry.uri === uri)),
    );
    const file = isGenerated ? undefined : pathOf(uri);
    return file === undefined ? undefined : path.dirname(file);
  }
}

/** Whether the configuration is read where its file is. */
function originOf(written: WrittenConfiguration): 'here' | 'elsewhere' {
  return written.as === 'part' && !written.part.embedded ? 'here' : 'elsewhere';
}

/** The same credentials may be written in files of several folders. */
function keyOf(uri: string, credentials: OtherCredentials): string {
  return `${uri} ${askerKey(credentials)}`;
}
