import { writeText } from '../../yaml/write-scalar.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { accountOf } from './fixed-account.ts';
import { writtenAccount } from './grant-fixes.ts';
import { documentsBehind } from './new-documents.ts';
import type { Scene } from './scene.ts';
import { fixOf } from './workspace-edits.ts';

/** Writes the account beside its bindings, or names one of the bundle. */
export function accountMissingFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  if (!account) return [];
  const beside = writtenAccount(scene, account);
  const isSaid = account.askers.some(({ workload }) => workload.object.namespace !== undefined);
  const metadata = { name: account.name, ...(isSaid ? { namespace: account.namespace } : {}) };
  const manifest = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
  const written = beside
    ? fixOf(`Write the ServiceAccount \`${account.name}\``, 'preferred', [
        documentsBehind(scene, beside.uri, [manifest]),
      ])
    : [];
  const others = scene.rbac.accounts.filter(one => one.account.metadata.namespace === account.namespace);
  const { uri, finding: found } = finding;
  const named = others.flatMap(({ origin }) =>
    origin.object.name === undefined
      ? []
      : fixOf(`Run as \`${origin.object.name}\``, 'alternative', [
          { uri, edit: { ...found.span, text: writeText(origin.object.name) } },
        ]),
  );
  return [...written, ...named];
}
