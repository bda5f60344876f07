import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import { namespaceOf } from '../../kubernetes/rbac/access-request.ts';
import type { Binding } from '../../kubernetes/rbac/grants.ts';
import { ruleAllows } from '../../kubernetes/rbac/rule-allows.ts';
import { fieldOf } from '../../workspace/manifest-fields.ts';
import { isUnsaid } from './access-words.ts';
import { deniedRequests } from './denied-needs.ts';
import type { RbacLint, RbacReport } from './rbac-lint.ts';
import { type RoleRules, rulesOfBinding } from './role-of-binding.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { subjectNamespaceFixes } from './subject-namespace-fixes.ts';
import { placeIn, writtenBindings } from './written-place.ts';

/**
 * A binding grants to an account of the right name in another namespace, where no such account is: Prometheus, which runs
 * in its own, gets nothing of it.
 */
export const SUBJECT_NAMESPACE: RbacLint = {
  code: 'rbac/subject-namespace',
  severity: 'warning',
  summary: 'A binding that grants to the account of Prometheus in a namespace in which it does not run.',
  check: scene => scene.accounts.flatMap(account => reportsFor(scene, account)),
  fixes: subjectNamespaceFixes,
};

function reportsFor(scene: Scene, account: SceneAccount): readonly RbacReport[] {
  const denied = account.account.kind === 'user' ? [] : deniedRequests(account);
  if (denied.length === 0) return [];
  return writtenBindings(scene).flatMap(({ binding, origin }) => {
    if (!wouldAllow(binding, rulesOfBinding(binding, scene.rbac), denied)) return [];
    const namespaces = binding.subjects.map(subject => namespaceOfSubject(binding, subject));
    const isBound = binding.subjects.some((subject, index) => isAccount(subject, namespaces[index], account));
    if (isBound) return [];
    return binding.subjects.flatMap((subject, index): readonly RbacReport[] => {
      const node = origin.subjects[index];
      const namespace = namespaces[index] ?? '';
      const isNamed = subject.kind === 'ServiceAccount' && subject.name === account.name;
      if (!node || !isNamed || isSomebody(scene, namespace, account.name)) return [];
      const place = placeIn(origin, fieldOf(node, 'namespace') ?? fieldOf(node, 'name') ?? node);
      return [{ place, message: messageFor(account, namespace), others: [], data: dataOf(scene, account, index) }];
    });
  });
}

function messageFor(account: SceneAccount, namespace: string): string {
  const { shown, namespace: own, name } = account;
  const whom = namespace === '' ? 'a service account without a namespace, which is nobody' : `\`${namespace}/${name}\``;
  const write = isUnsaid(account) ? 'Write the namespace' : `Write namespace \`${own}\`,`;
  return `\`${shown}\` gets nothing of this binding, which is for ${whom}. ${write} in which Prometheus runs.`;
}

function dataOf({ bundle }: Scene, { namespace, name }: SceneAccount, index: number): RbacReport['data'] {
  return { bundle: bundle.id, account: `${namespace}/${name}`, namespace, subject: String(index) };
}

function namespaceOfSubject(binding: Binding, subject: Binding['subjects'][number]): string {
  return subject.namespace || (binding.kind === 'RoleBinding' ? binding.metadata.namespace : '');
}

function isAccount(
  subject: Binding['subjects'][number],
  namespace: string | undefined,
  account: SceneAccount,
): boolean {
  return subject.kind === 'ServiceAccount' && subject.name === account.name && namespace === account.namespace;
}

/** Whether any file has that account, or pods of the bundle run as it: then the binding is theirs. */
function isSomebody({ model, rbac, accounts }: Scene, namespace: string, name: string): boolean {
  if (accounts.some(one => one.name === name && one.namespace === namespace)) return true;
  if (rbac.accounts.some(({ account: { metadata } }) => metadata.name === name && metadata.namespace === namespace))
    return true;
  return model.objectsNamed('ServiceAccount', name).some(one => one.namespace === namespace);
}

function wouldAllow(binding: Binding, rules: RoleRules, denied: readonly AccessRequest[]): boolean {
  if (rules.kind === 'none') return false;
  const inScope = denied.filter(
    request => binding.kind === 'ClusterRoleBinding' || namespaceOf(request) === binding.metadata.namespace,
  );
  return inScope.some(request => rules.rules.some(({ rule }) => ruleAllows(rule, request)));
}
