import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { type Compared, comparison } from './comparison.ts';
import { resolvedByBoth, type SentByBoth, sentByBoth } from './kubeconfig/both-sides.ts';
import { certificateMarks, makeCertificates } from './kubeconfig/certificate-marks.ts';
import { OIDC_REFRESH_CASE } from './kubeconfig/credential-request-cases.ts';
import { ALWAYS_EXPIRED_CASE } from './kubeconfig/plugin-request-cases.ts';
import { randomKubeconfig } from './kubeconfig/random-kubeconfig.ts';
import { REQUEST_CASES } from './kubeconfig/request-cases.ts';
import { RESOLVED_CASES } from './kubeconfig/resolved-cases.ts';
import { Random, runSeed } from './random.ts';

async function* compared(): AsyncGenerator<Compared> {
  const root = await mkdtemp(path.join(tmpdir(), 'kubeconfig-'));
  try {
    const certificates = await makeCertificates();
    yield* resolvedByBoth(RESOLVED_CASES, root, certificateMarks(certificates));
    yield* sentByBoth(REQUEST_CASES, root, certificates);
  } finally {
    await rm(root, { recursive: true });
  }
}

comparison({ label: 'kubeconfig cases equal', required: 1, cases: compared });

test('what is done otherwise than in client-go, on purpose', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'kubeconfig-'));
  const both: SentByBoth[] = [];
  try {
    const cases = [OIDC_REFRESH_CASE, ALWAYS_EXPIRED_CASE];
    for await (const one of sentByBoth(cases, root, await makeCertificates())) both.push(one);
  } finally {
    await rm(root, { recursive: true });
  }
  const [oidc, expired] = both;
  assert.deepEqual([oidc?.ours.answers, oidc?.theirs.answers], [['client'], ['network']]);
  assert.deepEqual(expired?.ours.arrived, expired?.theirs.arrived);
  assert.equal(expired?.ours.runs, 1);
  assert.ok((expired?.theirs.runs ?? 0) >= 3, 'client-go runs it for every request');
});

const RANDOM_CASES = 300;

async function* random(): AsyncGenerator<Compared> {
  console.log(`random kubeconfigs from seed ${runSeed()}`);
  const source = new Random(runSeed());
  const cases = Array.from({ length: RANDOM_CASES }, (_, number) => randomKubeconfig(source, number));
  const root = await mkdtemp(path.join(tmpdir(), 'kubeconfig-'));
  try {
    yield* resolvedByBoth(cases, root, certificateMarks(await makeCertificates()));
  } finally {
    await rm(root, { recursive: true });
  }
}

comparison({ label: 'random kubeconfigs equal', required: 1, cases: random });
