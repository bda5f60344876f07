import { rbacFindings } from '../../lint/rbac/rbac-findings.ts';
import { rbacFixes } from '../../lint/rbac/rbac-fixes.ts';
import type { WorkspaceLints } from './file-desk.ts';

/** Every lint that needs more than one file. */
export const WORKSPACE_LINTS: WorkspaceLints = { findings: rbacFindings, fixes: rbacFixes };
