import { manifestsYaml } from '../../prometheus/access/manifest-yaml.ts';
import { rbacManifests } from '../../prometheus/access/rbac-manifests.ts';
import type { RbacAnswer } from './access-desk.ts';
import { type DecidedConfiguration, ownAccesses } from './configuration-access.ts';

/** Of the account where nothing says another. */
const USUAL_NAME = 'prometheus';

/**
 * The least that a configuration needs, as manifests for its account. Where several accounts come into question, or none is
 * known, it is for one that is called `prometheus`, and a comment says so.
 */
export function generatedRbac(decided: DecidedConfiguration): RbacAnswer {
  const accesses = ownAccesses(decided);
  const { access } = decided;
  if (accesses.length === 0) {
    const rest = access.needs.length > 0 ? 'What it needs, it asks for with other credentials. ' : '';
    return {
      ok: false,
      message: `Nothing has to be granted: the configuration needs nothing as its own account. ${rest}`.trim(),
    };
  }
  const account = accountFor(decided);
  const manifests = rbacManifests(accesses, {
    name: account.name,
    namespace: account.namespace,
    serviceAccount: { name: account.name, is: account.is },
    kubelet: 'fine-grained',
  });
  const notes = [...account.notes, ...access.unknown].map(note => `# ${note}\n`).join('');
  return { ok: true, text: `${notes}${manifestsYaml(manifests)}`, fileName: `${account.name}-rbac.yaml` };
}

interface AccountToWrite {
  readonly name: string;
  readonly namespace: string;
  readonly is: 'made' | 'there already';
  readonly notes: readonly string[];
}

function accountFor({ askers, access, configuration }: DecidedConfiguration): AccountToWrite {
  const home = configuration.writtenNamespace ?? '';
  if (askers.kind === 'said') {
    const { name, namespace } = askers.comment;
    const isThere = askers.candidates.some(({ account }) => account !== undefined);
    return { name, namespace, is: isThere ? 'there already' : 'made', notes: [] };
  }
  if (askers.kind === 'found' && access.account.state === 'known') {
    const [first] = askers.candidates;
    const isThere = first?.account !== undefined || first?.name === 'default';
    const name = first?.name ?? USUAL_NAME;
    return withNamespace({ name, is: isThere ? 'there already' : 'made', notes: [] }, first?.namespace ?? home);
  }
  const names = access.account.state === 'several' ? access.account.names : [];
  const why =
    names.length > 0
      ? `It runs as ${names.join(' or ')}: change the account to the one that is meant.`
      : 'It is not known as which service account Prometheus runs with this configuration: set its serviceAccountName to this one.';
  return withNamespace({ name: USUAL_NAME, is: 'made', notes: [why] }, home);
}

function withNamespace(account: Omit<AccountToWrite, 'namespace'>, namespace: string): AccountToWrite {
  if (namespace !== '') return { ...account, namespace };
  const note =
    'No file says the namespace of Prometheus: a ClusterRoleBinding needs it in its subjects before it can be applied.';
  return { ...account, namespace, notes: [...account.notes, note] };
}
