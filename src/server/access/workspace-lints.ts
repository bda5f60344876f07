import { manifestFindings } from '../../lint/manifest/manifest-findings.ts';
import { manifestFixes } from '../../lint/manifest/manifest-fixes.ts';
import { rbacFindings } from '../../lint/rbac/rbac-findings.ts';
import { rbacFixes } from '../../lint/rbac/rbac-fixes.ts';
import type { WorkspaceLints } from './file-desk.ts';

/** Every lint that needs more than one file. */
export const WORKSPACE_LINTS: WorkspaceLints = {
  findings: rbacFindings,
  findingsIn: manifestFindings,
  fixes: (model, finding, cache) => {
    if (!finding.finding.code.startsWith('manifest/')) return rbacFixes(model, finding, cache);
    const file = model.files.get(finding.uri);
    return file ? manifestFixes(file, finding) : [];
  },
};
