import type { WorkspaceLints } from './file-desk.ts';

/** Every lint that needs more than one file. */
export const WORKSPACE_LINTS: WorkspaceLints = { findings: () => [], fixes: () => [] };
