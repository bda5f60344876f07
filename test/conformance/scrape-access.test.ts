import { ScrapeComparisons } from './access/scrape/scrape-comparisons.ts';
import { comparison } from './comparison.ts';

// Real service accounts scrape with a real Prometheus; kubelets and components are stubs that ask the API server.
const run = new ScrapeComparisons();

comparison({ label: 'scrape access equal', required: 1, cases: () => run.access() });
comparison({ label: 'scrape access is enough and minimal', required: 1, cases: () => run.expected() });
