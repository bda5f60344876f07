import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { askClientNode } from './kubeconfig/ask-client-node.ts';
import { placeCase } from './kubeconfig/case-folder.ts';
import { certificateMarks, makeCertificates } from './kubeconfig/certificate-marks.ts';
import { clientNodePart, clientNodeVerdict } from './kubeconfig/client-node-image.ts';
import type { ClientNodeAnswer, ClientNodeQuestion } from './kubeconfig/client-node-protocol.ts';
import { REQUEST_CASES } from './kubeconfig/request-cases.ts';
import { RESOLVED_CASES } from './kubeconfig/resolved-cases.ts';
import { type OracleAnswers, requestImage, requestPath, theirAnswers } from './kubeconfig/sent-requests.ts';
import { startStandIns } from './kubeconfig/stand-in-servers.ts';
import { type OracleResolution, oracleRequest, theirResolution } from './kubeconfig/their-resolution.ts';
import { askOracle } from './oracle.ts';

// Why kubeconfigs, credentials and connections are not left to @kubernetes/client-node: how many of the cases, which
// client-go and we answer alike, it answers so too. Only what it has a field for is compared. It need not be equal.

async function all<T>(answers: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const answer of answers) list.push(answer);
  return list;
}

async function resolvedAlike(root: string): Promise<readonly boolean[]> {
  const marks = certificateMarks(await makeCertificates());
  const cases = await Promise.all(RESOLVED_CASES.map((one, index) => placeCase(one, root, `case-${index}`, marks)));
  const theirs = await all(askOracle<OracleResolution>(cases.map(one => oracleRequest('kubeconfig', one))));
  const questions: ClientNodeQuestion[] = cases.map(one => ({ ...one, path: '', times: 0, manner: 'in-turn' }));
  const answers = await all(askClientNode(questions));
  return cases.map((one, index) => {
    const [their, answer] = [theirs[index], answers[index]];
    if (their === undefined || answer === undefined) throw new Error(`no answer for "${one.id}"`);
    return isDeepStrictEqual(clientNodeVerdict(answer), clientNodePart(theirResolution(one, their)));
  });
}

async function sentAlike(root: string): Promise<readonly boolean[]> {
  const certificates = await makeCertificates();
  const servers = await startStandIns(certificates);
  try {
    const marks = { ...certificateMarks(certificates), ...servers.marks };
    const place = (side: string) =>
      Promise.all(REQUEST_CASES.map((one, index) => placeCase(one, root, `case-${side}-${index}`, marks)));
    const [theirs, its] = [await place('theirs'), await place('its')];
    const asked = (folder: string, index: number) => ({
      path: requestPath(path.basename(folder)),
      times: REQUEST_CASES[index]?.times ?? 1,
      manner: REQUEST_CASES[index]?.manner ?? 'in-turn',
    });
    const requests = theirs.map((one, index) => {
      const { path: Path, times: Times, manner } = asked(one.folder, index);
      return { ...oracleRequest('kubeconfig-request', one), Path, Times, AtOnce: manner === 'at-once' };
    });
    const answers = await all(askOracle<OracleAnswers>(requests));
    const own: readonly ClientNodeAnswer[] = await all(
      askClientNode(its.map((one, index) => ({ ...one, ...asked(one.folder, index) }))),
    );
    return await Promise.all(
      its.map(async (one, index) => {
        const [their, answer, its] = [theirs[index], answers[index], own[index]];
        if (their === undefined || answer === undefined || its === undefined)
          throw new Error(`no answer for "${one.id}"`);
        const { times } = asked(one.folder, index);
        const given = its.outcome === 'sent' ? its.answers : Array.from({ length: times }, () => 'client' as const);
        const image = await requestImage(one, path.basename(one.folder), given, servers.arrivals);
        const theirGiven = theirAnswers(their, answer, times);
        const theirImage = await requestImage(their, path.basename(their.folder), theirGiven, servers.arrivals);
        const comparable = ({ arrived, told: _, ...rest }: typeof image) => ({
          // Plugins are told nothing by it, which most of them do not mind.
          ...rest,
          // Its HTTP library always asks for more kinds of compression.
          arrived: arrived.map(({ compression: _, ...other }) => other),
        });
        return isDeepStrictEqual(comparable(image), comparable(theirImage));
      }),
    );
  } finally {
    await servers.dispose();
  }
}

test('how often @kubernetes/client-node answers as client-go does', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'client-node-'));
  try {
    const alike = [...(await resolvedAlike(root)), ...(await sentAlike(root))];
    const equal = alike.filter(is => is).length;
    console.log(`@kubernetes/client-node answers ${alike.length - equal} kubeconfig cases otherwise than client-go`);
    assert.equal(alike.length, RESOLVED_CASES.length + REQUEST_CASES.length);
    assert.ok(equal < alike.length, 'nothing need be replaced any more');
  } finally {
    await rm(root, { recursive: true });
  }
});
