import type { Access } from '../../prometheus/access/access.ts';
import { rbacManifests } from '../../prometheus/access/rbac-manifests.ts';
import { roleNameFor } from '../../prometheus/access/role-name.ts';
import type { WorkspaceFix } from '../workspace-finding.ts';
import { isUnsaid } from './access-words.ts';
import { documentsBehind, newFile } from './new-documents.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { type FileEdit, fixOf } from './workspace-edits.ts';
import { writtenBindings } from './written-place.ts';

/** New roles with bindings that grant the accesses: behind the account's others, or in a file of their own. */
export function newRoleFixes(
  scene: Scene,
  account: SceneAccount,
  accesses: readonly Access[],
  more: readonly FileEdit[],
): readonly WorkspaceFix[] {
  const written = writtenAccount(scene, account);
  if (!written) return [];
  const name = freeName(scene, roleNameFor({ kind: account.account.kind, name: written.name }));
  const subject =
    account.account.kind === 'user'
      ? { user: account.name }
      : { namespace: written.namespace, serviceAccount: { name: written.name, is: 'there already' } as const };
  const objects = rbacManifests(accesses, { name, ...subject, kubelet: 'fine-grained' });
  if (objects.length === 0) return [];
  const kinds = [...new Set(objects.map(({ kind }) => kind))].join(' and ');
  const file = newFile(scene, name, objects);
  return [
    ...fixOf(`Write a ${kinds} for \`${account.shown}\``, 'alternative', [
      ...more,
      documentsBehind(scene, written.uri, objects),
    ]),
    ...(file
      ? fixOf(
          `Write a ${kinds} for \`${account.shown}\` in a new file`,
          'alternative',
          [...more, ...file.edits],
          [file.created],
        )
      : []),
  ];
}

/** The account as files call it, and the file beside whose objects new ones stand. */
export function writtenAccount(
  scene: Scene,
  account: SceneAccount,
): { readonly name: string; readonly namespace: string; readonly uri: string } | undefined {
  const bound = account.held.grants[0]?.binding ?? account.held.doubts[0]?.binding ?? account.held.refused[0]?.binding;
  const origin = bound && scene.rbac.originOf(bound);
  const own = scene.rbac.accounts.find(
    ({ account: { metadata } }) =>
      account.account.kind === 'service-account' &&
      metadata.name === account.name &&
      metadata.namespace === account.namespace,
  )?.origin;
  const uri = origin?.bundled.object.uri ?? own?.object.uri ?? writtenBindings(scene)[0]?.origin.bundled.object.uri;
  if (uri === undefined) return undefined;
  const name = own?.object.name ?? account.name;
  return { name, namespace: own?.object.namespace ?? (isUnsaid(account) ? '' : account.namespace), uri };
}

/** A name that no role and no binding has yet. */
export function freeName({ bundle }: Scene, wanted: string): string {
  const taken = new Set(
    bundle.objects.flatMap(({ object, names }) => (/Role(?:Binding)?$/.test(object.kind ?? '') ? names : [])),
  );
  const candidates = [wanted, `${wanted}-discovery`, ...[2, 3, 4, 5, 6, 7, 8, 9].map(n => `${wanted}-discovery-${n}`)];
  return candidates.find(name => !taken.has(name)) ?? `${wanted}-discovery-10`;
}
