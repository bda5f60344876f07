import { AccessRun } from './access/access-run.ts';
import { comparison } from './comparison.ts';

// Real service accounts, each with a real Prometheus' discovery of its own; the truth is the API server's audit log.
const run = new AccessRun();

comparison({ label: 'forbidden sets equal', required: 1, cases: () => run.forbiddenSets() });
comparison({ label: 'generated access is enough', required: 1, cases: () => run.expected('nothing') });
comparison({ label: 'generated access is minimal', required: 1, cases: () => run.expected('something') });
