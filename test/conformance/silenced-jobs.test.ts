import { silencedJobs } from './access/silenced/silenced-run.ts';
import { comparison } from './comparison.ts';

// What the row of a job says that its account gets, against the targets of the real Prometheus that asks as that account.
comparison({ label: 'silenced jobs equal', required: 1, cases: silencedJobs });
