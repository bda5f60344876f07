import { openDocument } from '../../src/language/document.ts';
import { findingsOf } from '../../src/language/findings.ts';
import { type FindingPage, findingPages } from '../fixtures/finding-page.ts';
import { type Compared, comparison } from './comparison.ts';
import { askOracle } from './oracle.ts';

interface ConfigAnswer {
  readonly ok?: boolean;
  readonly error?: string;
}

interface YamlAnswer {
  readonly documents?: readonly { readonly ok: boolean }[];
}

/** Pages about manifests, which Kubernetes reads: those around a configuration, and those that grant it access. */
const isAboutManifest = ({ code }: FindingPage) => /^(?:manifest|rbac)\//.test(code);

/** Whether we say that the newest program takes the text. */
function isTaken(text: string): boolean {
  const found = findingsOf(openDocument(text), { version: 'unknown', severities: new Map() });
  return found.every(({ finding }) => finding.severity !== 'error');
}

const ours = ({ before, after, refusal }: FindingPage) => ({ before: isTaken(before), after: isTaken(after), refusal });

async function* cases(): AsyncGenerator<Compared> {
  const pages = findingPages();
  yield* configCases(pages.filter(page => !isAboutManifest(page)));
  yield* manifestCases(pages.filter(isAboutManifest));
}

async function listed<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Both examples as Prometheus takes them, and the words that it refuses the first one with. */
async function* configCases(pages: readonly FindingPage[]): AsyncGenerator<Compared> {
  const requests = pages.flatMap(({ before, after }) => [before, after]).map(text => ({ op: 'config', text }));
  const answers = await listed(askOracle<ConfigAnswer>(requests));
  for (const [index, page] of pages.entries()) {
    const [before, after] = answers.slice(2 * index, 2 * index + 2);
    const said = before?.error ?? '';
    const refusal = page.refusal !== undefined && said.includes(page.refusal) ? page.refusal : before?.error;
    yield {
      id: `${page.code}: ${said}`,
      ours: ours(page),
      theirs: { before: before?.ok === true, after: after?.ok === true, refusal },
    };
  }
}

async function* manifestCases(pages: readonly FindingPage[]): AsyncGenerator<Compared> {
  const texts = pages.flatMap(({ before, after }) => [before, after]);
  const requests = texts.map(text => ({
    op: 'yaml',
    dialect: 'manifest',
    base64: Buffer.from(text).toString('base64'),
  }));
  const answers = await listed(askOracle<YamlAnswer>(requests));
  const isRead = (answer: YamlAnswer | undefined) => answer?.documents?.every(({ ok }) => ok) === true;
  for (const [index, page] of pages.entries()) {
    const [before, after] = answers.slice(2 * index, 2 * index + 2);
    yield {
      id: page.code,
      ours: ours(page),
      theirs: { before: isRead(before), after: isRead(after), refusal: undefined },
    };
  }
}

comparison({ label: 'examples of findings equal', required: 1, cases });
