import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { API_GROUP } from './api-group.ts';
import { CLUSTER_RESOURCE_IN_ROLE } from './cluster-resource-in-role.ts';
import { type DeniedNeed, deniedNeeds } from './denied-needs.ts';
import { extendRoles } from './extend-roles.ts';
import { accountOf } from './fixed-account.ts';
import { newRoleFixes } from './grant-fixes.ts';
import { limitNamespacesFixes } from './limit-namespaces-fixes.ts';
import { mendBindingFixes } from './mend-binding-fixes.ts';
import { NAMES_ON_LIST } from './names-on-list.ts';
import { NEEDS_CLUSTER_BINDING } from './needs-cluster-binding.ts';
import { type RbacLint, workspaceFinding } from './rbac-lint.ts';
import { runAsFixes } from './run-as-fixes.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { SUBJECT_NAMESPACE } from './subject-namespace.ts';
import { fixOf } from './workspace-edits.ts';
import { nameOf } from './written-place.ts';

/** Mistakes by which access is missing, each with fixes of its own. */
const CAUSES: readonly RbacLint[] = [
  SUBJECT_NAMESPACE,
  NEEDS_CLUSTER_BINDING,
  API_GROUP,
  NAMES_ON_LIST,
  CLUSTER_RESOURCE_IN_ROLE,
];

/** Mends what is wrong, or adds what is missing to the roles of the account, or gives it new ones, or asks for less. */
export function missingAccessFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  if (!account) return [];
  const denied = deniedNeeds(account).filter(one => isToldBy(one, finding));
  if (denied.length === 0) return [];
  return [
    ...runAsFixes(scene, account),
    ...mendBindingFixes(scene, account),
    ...CAUSES.flatMap(lint =>
      lint
        .check(scene)
        .filter(report => report.data['account'] === finding.finding.data['account'])
        .flatMap(report => lint.fixes(workspaceFinding(lint, report), scene)),
    ),
    ...grantFixes(scene, account, denied),
    ...limitNamespacesFixes(finding, scene, account),
  ];
}

/** Whether it is at the place of the finding that the need is told. */
function isToldBy({ run, need }: DeniedNeed, { uri, finding: { data } }: WorkspaceFinding): boolean {
  const { configuration } = run;
  if (configuration.uri !== uri || configuration.key !== data['configuration']) return false;
  return need.reasons.some(({ section, index, discovery, why }) => {
    const by = why.of === 'attach_metadata' ? why.option : why.of;
    const isSame = section === data['section'] && String(index) === data['index'];
    return isSame && String(discovery) === data['discovery'] && by === data['why'];
  });
}

function grantFixes(scene: Scene, account: SceneAccount, denied: readonly DeniedNeed[]): readonly WorkspaceFix[] {
  const accesses = denied.map(({ need }) => need.access);
  const { roles, edits, left } = extendRoles(scene, account, accesses);
  if (roles.length === 0) return newRoleFixes(scene, account, accesses, []);
  if (left.length > 0) return newRoleFixes(scene, account, left, edits);
  const names = roles.map(({ role, origin }) => nameOf(role, origin)).join(' and ');
  return [
    ...fixOf(`Add what is missing to ${names}`, 'preferred', edits),
    ...newRoleFixes(scene, account, accesses, []),
  ];
}
