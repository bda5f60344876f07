import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Compared, comparison } from './comparison.ts';
import { type Marks, placeCase } from './kubeconfig/case-folder.ts';
import { certificateMarks, makeCertificates } from './kubeconfig/certificate-marks.ts';
import { ourResolution } from './kubeconfig/our-resolution.ts';
import { RESOLVED_CASES } from './kubeconfig/resolved-cases.ts';
import { type OracleResolution, oracleRequest, theirResolution } from './kubeconfig/their-resolution.ts';
import { askOracle } from './oracle.ts';

/** What a kubeconfig resolves to, without any server. */
async function* resolved(root: string, marks: Marks): AsyncGenerator<Compared> {
  const cases = await Promise.all(RESOLVED_CASES.map((one, index) => placeCase(one, root, index, marks)));
  let index = 0;
  for await (const answer of askOracle<OracleResolution>(cases.map(one => oracleRequest('kubeconfig', one)))) {
    const one = cases[index++];
    if (one === undefined) return;
    yield { id: one.id, ours: ourResolution(one), theirs: theirResolution(one, answer) };
  }
}

async function* compared(): AsyncGenerator<Compared> {
  const root = await mkdtemp(path.join(tmpdir(), 'kubeconfig-'));
  try {
    const marks = certificateMarks(await makeCertificates());
    yield* resolved(root, marks);
  } finally {
    await rm(root, { recursive: true });
  }
}

comparison({ label: 'kubeconfig cases equal', required: 1, cases: compared });
