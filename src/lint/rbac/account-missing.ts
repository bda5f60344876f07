import { referencesOf } from '../../workspace/references.ts';
import { accountMissingFixes } from './account-missing-fixes.ts';
import type { RbacLint } from './rbac-lint.ts';
import type { Scene } from './scene.ts';

/**
 * The pods of Prometheus name a service account that no file has, although roles are bound to it: they are not started
 * until somebody makes it. It may be in the cluster, made by hand or with the files of something else.
 */
export const ACCOUNT_MISSING: RbacLint = {
  code: 'rbac/account-missing',
  severity: 'hint',
  summary: 'Pods of Prometheus that run as a service account which is in none of the files.',
  check: scene => {
    // Where not even the roles of the account are among the files, the account need not be either.
    const accounts = scene.accounts.filter(({ evidence, held }) => evidence === 'complete' && held.grants.length > 0);
    if (accounts.length === 0) return [];
    const missing = missingAccounts(scene);
    return accounts.flatMap(({ askers, name, namespace, shown }) =>
      askers
        .filter(one => missing.has(`${one.place.uri} ${one.place.span.start}`))
        .map(({ place }) => ({
          place,
          message: `The pods do not start until there is a service account \`${shown}\`: it is in none of the files. Write it, or name one that is there.`,
          others: [],
          data: { bundle: scene.bundle.id, account: `${namespace}/${name}` },
        })),
    );
  },
  fixes: accountMissingFixes,
};

function missingAccounts({ model, bundle }: Scene): ReadonlySet<string> {
  const references = referencesOf(model, bundle).filter(
    one => one.by === 'service-account' && one.target.kind === 'not-found',
  );
  return new Set(references.map(({ place }) => `${place.uri} ${place.span.start}`));
}
