import path from 'node:path';
import type { Compared } from '../comparison.ts';
import { askOracle } from '../oracle.ts';
import { type Marks, placeCase } from './case-folder.ts';
import { type Certificates, certificateMarks } from './certificate-marks.ts';
import type { KubeconfigCase } from './kubeconfig-case.ts';
import { ourResolution } from './our-resolution.ts';
import type { RequestCase } from './request-case.ts';
import {
  type OracleAnswers,
  ourAnswers,
  type RequestImage,
  requestImage,
  requestPath,
  theirAnswers,
} from './sent-requests.ts';
import { startStandIns } from './stand-in-servers.ts';
import { type OracleResolution, oracleRequest, theirResolution } from './their-resolution.ts';

/** What each kubeconfig resolves to, without any server. Files are written below `root`. */
export async function* resolvedByBoth(
  cases: readonly KubeconfigCase[],
  root: string,
  marks: Marks,
): AsyncGenerator<Compared> {
  const placed = await Promise.all(cases.map((one, index) => placeCase(one, root, `case-${index}`, marks)));
  let index = 0;
  for await (const answer of askOracle<OracleResolution>(placed.map(one => oracleRequest('kubeconfig', one)))) {
    const one = placed[index++];
    if (one === undefined) return;
    yield { id: one.id, ours: ourResolution(one), theirs: theirResolution(one, answer) };
  }
}

/** A case as both sides sent it. */
export interface SentByBoth {
  readonly id: string;
  readonly ours: RequestImage;
  readonly theirs: RequestImage;
}

/** What a server gets. Both sides have files of their own, for plugins write down their runs beside the kubeconfig. */
export async function* sentByBoth(
  cases: readonly RequestCase[],
  root: string,
  certificates: Certificates,
): AsyncGenerator<SentByBoth> {
  const servers = await startStandIns(certificates);
  try {
    const marks = { ...certificateMarks(certificates), ...servers.marks };
    const place = (side: string) =>
      Promise.all(cases.map((one, index) => placeCase(one, root, `case-${side}-${index}`, marks)));
    const [theirs, ours] = [await place('theirs'), await place('ours')];
    const requests = theirs.map((one, index) => ({
      ...oracleRequest('kubeconfig-request', one),
      Path: requestPath(path.basename(one.folder)),
      Times: cases[index]?.times,
      AtOnce: cases[index]?.manner === 'at-once',
    }));
    let index = 0;
    for await (const answer of askOracle<OracleAnswers>(requests)) {
      const [own, their, one] = [ours[index], theirs[index], cases[index]];
      index++;
      if (own === undefined || their === undefined || one === undefined) return;
      const [ownToken, theirToken] = [path.basename(own.folder), path.basename(their.folder)];
      const answers = await ourAnswers(own, ownToken, one);
      yield {
        id: one.id,
        ours: await requestImage(own, ownToken, answers, servers.arrivals),
        theirs: await requestImage(their, theirToken, theirAnswers(their, answer, one.times), servers.arrivals),
      };
    }
  } finally {
    await servers.dispose();
  }
}
