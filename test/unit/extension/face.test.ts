import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adviceCommand, type FaceGrounds, faceOf } from '../../../src/extension/targets/face.ts';
import type { ClusterStatus, TargetsFace, TargetsState } from '../../../src/protocol/targets.ts';

function state(face: TargetsFace['face'], cluster: ClusterStatus): TargetsState {
  return { view: { face }, context: { name: 'kind-dev', chosen: 'kubeconfig', server: 'https://h', cluster } };
}

function grounds(changes: Partial<FaceGrounds>): FaceGrounds {
  return { trust: 'trusted', server: 'running', state: null, recording: null, now: 0, ...changes };
}

function clusterFace(cluster: ClusterStatus, recording: string | null = null) {
  return faceOf(grounds({ state: state('cluster', cluster), recording }));
}

test('without variable text a face is its welcome alone', () => {
  const connected = { state: 'connected' } as const;
  const cases: readonly (readonly [Partial<FaceGrounds>, string])[] = [
    [{ trust: 'untrusted', state: state('rows', connected) }, 'untrusted'],
    [{ server: 'stopped', state: state('rows', connected) }, 'stopped'],
    [{ server: 'starting' }, 'loading'],
    [{ state: state('loading', { state: 'idle' }) }, 'loading'],
    [{ state: state('cluster', { state: 'connecting' }) }, 'loading'],
    [{ state: state('no-configuration', connected) }, 'no-configuration'],
    [{ state: state('rows', { state: 'unreachable', message: 'm', since: 0 }) }, 'rows'],
  ];
  for (const [changes, name] of cases) assert.deepEqual(faceOf(grounds(changes)), { name, message: '', ways: [] });
});

test('each face of the cluster says what is wrong and what can be done', () => {
  const cases: readonly (readonly [ClusterStatus, RegExp, readonly string[]])[] = [
    [{ state: 'no-kubeconfig', looked: ['/a', '/b'] }, /\/a and \/b/, ['Set Kubeconfig Path…', 'Retry']],
    [
      { state: 'kubeconfig-unreadable', message: 'Line 3.' },
      /Line 3\.$/,
      ['Retry', 'Set Kubeconfig Path…', 'Show Log'],
    ],
    [
      { state: 'no-context', contexts: ['a'], message: '' },
      /Pick one/,
      ['Select Context…', 'Set Kubeconfig Path…', 'Retry'],
    ],
    [
      { state: 'unreachable', message: 'Refused.', since: 0 },
      /^kind-dev: .+Refused\.$/,
      ['Retry', 'Select Context…', 'Show Log'],
    ],
    [
      { state: 'unauthorised', message: 'Expired.', advice: 'Run `tool login` in a terminal.' },
      /Expired\. Run `tool login`/,
      ['Retry', 'Copy Command', 'Select Context…', 'Show Log'],
    ],
    [
      { state: 'unauthorised', message: 'Expired.', advice: '' },
      /Expired\.$/,
      ['Retry', 'Select Context…', 'Show Log'],
    ],
    [
      { state: 'forbidden', message: 'pods is forbidden.', namespace: 'shop' },
      /pods is forbidden/,
      ['Use the Namespace shop', 'Choose Namespaces…', 'Select Context…', 'Retry'],
    ],
    [
      { state: 'snapshot-unreadable', name: 'x.json', message: 'No JSON.' },
      /^x\.json .+No JSON/,
      ['Close Snapshot', 'Show Log'],
    ],
  ];
  for (const [cluster, message, labels] of cases) {
    const face = clusterFace(cluster);
    assert.equal(face.name, cluster.state);
    assert.match(face.message, message);
    assert.deepEqual(
      face.ways.map(({ label }) => label),
      labels,
    );
  }
});

test('a recording in the workspace is offered where there is no cluster', () => {
  const face = clusterFace({ state: 'no-kubeconfig', looked: [] }, 'file:///w/demo.prometheus-snapshot.json');
  const way = face.ways.at(-1);
  assert.equal(way?.label, 'Show the Demo Snapshot');
  assert.equal(way?.argument, 'file:///w/demo.prometheus-snapshot.json');
  assert.deepEqual(clusterFace({ state: 'connecting' }, 'file:///w/x').ways, []);
});

test('the command of an advice is what stands in quotes, or the whole', () => {
  assert.equal(adviceCommand('Run `gcloud auth login` and retry.'), 'gcloud auth login');
  assert.equal(adviceCommand('Use “aws sso login”.'), 'aws sso login');
  assert.equal(adviceCommand('Run: az login.'), 'az login');
});
