import { ACCOUNT_MISSING } from './account-missing.ts';
import { API_GROUP } from './api-group.ts';
import { CLUSTER_RESOURCE_IN_ROLE } from './cluster-resource-in-role.ts';
import { MISSING_ACCESS } from './missing-access.ts';
import { NAMES_ON_LIST } from './names-on-list.ts';
import { NEEDS_CLUSTER_BINDING } from './needs-cluster-binding.ts';
import { NODES_PROXY } from './nodes-proxy.ts';
import type { RbacLint } from './rbac-lint.ts';
import { ROLE_NOT_FOUND } from './role-not-found.ts';
import { SECRETS } from './secrets.ts';
import { SUBJECT_NAMESPACE } from './subject-namespace.ts';
import { TOKEN_NOT_MOUNTED } from './token-not-mounted.ts';
import { UNUSED_RULE } from './unused-rule.ts';
import { WILDCARD } from './wildcard.ts';

/** Every lint about access, by code. */
export const RBAC_LINTS: readonly RbacLint[] = [
  ACCOUNT_MISSING,
  API_GROUP,
  CLUSTER_RESOURCE_IN_ROLE,
  MISSING_ACCESS,
  NAMES_ON_LIST,
  NEEDS_CLUSTER_BINDING,
  NODES_PROXY,
  ROLE_NOT_FOUND,
  SECRETS,
  SUBJECT_NAMESPACE,
  TOKEN_NOT_MOUNTED,
  UNUSED_RULE,
  WILDCARD,
];
