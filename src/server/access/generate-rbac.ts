import type { Account } from '../../kubernetes/rbac/account.ts';
import type { Access, Asker as Credentials } from '../../prometheus/access/access.ts';
import { manifestsYaml } from '../../prometheus/access/manifest-yaml.ts';
import { manifestsRequest, type RbacManifest, rbacManifests } from '../../prometheus/access/rbac-manifests.ts';
import type { RbacAnswer } from './access-desk.ts';
import { accountsBehind } from './account-of.ts';
import { accessesWith, type DecidedConfiguration } from './configuration-access.ts';

/** Of the account where nothing says another. */
const USUAL_NAME = 'prometheus';

/**
 * The least that a configuration needs, as manifests for those who ask. Where several accounts come into question for the
 * pods that run it, or none is known, it is for one that is called `prometheus`, and a comment says so.
 */
export function generatedRbac(decided: DecidedConfiguration): RbacAnswer {
  const { access } = decided;
  const accounts = accountsToWrite(decided);
  const [first] = accounts;
  if (!first) {
    const rest =
      access.needs.length > 0
        ? 'What it needs, it asks for with credentials of which it is not known whose they are. '
        : '';
    const nothing = 'Nothing has to be granted: the configuration needs nothing as an account that is known.';
    return { ok: false, message: `${nothing} ${rest}`.trim() };
  }
  const notes = [...accounts.flatMap(one => one.notes), ...access.unknown].map(note => `# ${note}\n`).join('');
  const text = `${notes}${manifestsYaml(manifestsFor(accounts))}`;
  return { ok: true, text, fileName: `${manifestsRequest(first.account, first.is).name}-rbac.yaml` };
}

interface AccountToWrite {
  readonly account: Account;
  readonly accesses: readonly Access[];
  readonly is: 'made' | 'there already';
  readonly notes: readonly string[];
}

/** Roles of two accounts may not have one name. */
function manifestsFor(accounts: readonly AccountToWrite[]): readonly RbacManifest[] {
  const taken = new Set<string>();
  return accounts.flatMap(({ account, accesses, is }) => {
    const request = manifestsRequest(account, is);
    const candidates = [request.name, ...accounts.map((_, index) => `${request.name}-${index + 2}`)];
    const name = candidates.find(one => !taken.has(one)) ?? request.name;
    taken.add(name);
    return rbacManifests(accesses, { ...request, name });
  });
}

/** Each account once. */
function accountsToWrite(decided: DecidedConfiguration): readonly AccountToWrite[] {
  const { accounts } = decided;
  const all: readonly Credentials[] = [
    { kind: 'own-account' },
    ...accounts.others.map(({ credentials }) => credentials),
  ];
  const found = all.flatMap(credentials => {
    const accesses = accessesWith(decided, credentials);
    const account = accesses.length === 0 ? undefined : accountToWrite(decided, credentials);
    return account ? [{ ...account, accesses }] : [];
  });
  const byAccount = Map.groupBy(found, ({ account }) => JSON.stringify(account));
  return [...byAccount.values()].flatMap(same =>
    same.slice(0, 1).map(one => ({ ...one, accesses: same.flatMap(({ accesses }) => accesses) })),
  );
}

function accountToWrite(
  decided: DecidedConfiguration,
  credentials: Credentials,
): Omit<AccountToWrite, 'accesses'> | undefined {
  const [account, ...more] = accountsBehind(decided.accounts, credentials) ?? [];
  if (credentials.kind !== 'own-account') return account && { account, is: 'there already', notes: [] };
  const { own, values } = decided.accounts;
  const candidates = own.kind === 'unknown' ? [] : own.candidates;
  const byChart = values?.name.state === 'named' && (values.name.made === 'by-chart' || values.name.name === 'default');
  const isThere = byChart || candidates.some(one => one.account !== undefined || one.name === 'default');
  if (account && more.length === 0) return { account, is: isThere ? 'there already' : 'made', notes: [] };
  return ownAccount(decided, isThere ? 'there already' : 'made');
}

/** The account of the pods, where not all of it is known. */
function ownAccount(
  { accounts: { own, values }, configuration }: DecidedConfiguration,
  is: AccountToWrite['is'],
): Omit<AccountToWrite, 'accesses'> {
  const home = configuration.writtenNamespace ?? '';
  const candidates = own.kind === 'found' ? own.candidates : [];
  const names = new Set(
    candidates.map(({ namespace, name }) => (namespace === undefined ? name : `${namespace}/${name}`)),
  );
  const [first] = candidates;
  if (first && names.size === 1) return withNamespace(first.name, first.namespace ?? home, is, []);
  if (values?.name.state === 'named') return withNamespace(values.name.name, home, is, []);
  const why =
    names.size > 0
      ? `It runs as ${[...names].join(' or ')}: change the account to the one that is meant.`
      : 'It is not known as which service account Prometheus runs with this configuration: set its serviceAccountName to this one.';
  return withNamespace(USUAL_NAME, home, 'made', [why]);
}

function withNamespace(
  name: string,
  namespace: string,
  is: AccountToWrite['is'],
  notes: readonly string[],
): Omit<AccountToWrite, 'accesses'> {
  const note =
    'No file says the namespace of Prometheus: a ClusterRoleBinding needs it in its subjects before it can be applied.';
  const account = { kind: 'service-account', namespace, name } as const;
  return { account, is, notes: namespace === '' ? [...notes, note] : notes };
}
