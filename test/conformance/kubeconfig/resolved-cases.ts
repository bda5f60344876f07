import { CLUSTER_CASES } from './cluster-cases.ts';
import { CONTEXT_CASES } from './context-cases.ts';
import { FILE_CASES } from './file-cases.ts';
import type { KubeconfigCase } from './kubeconfig-case.ts';
import { PLUGIN_CASES } from './plugin-cases.ts';
import { USER_CASES } from './user-cases.ts';

/** Cases whose resolved values decide; `request-cases.ts` has those that need a server. */
export const RESOLVED_CASES: readonly KubeconfigCase[] = [
  ...FILE_CASES,
  ...CONTEXT_CASES,
  ...CLUSTER_CASES,
  ...USER_CASES,
  ...PLUGIN_CASES,
];
