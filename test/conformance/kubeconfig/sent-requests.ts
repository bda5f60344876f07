import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ApiConnection } from '../../../src/cluster/api/api-connection.ts';
import { ApiError, type ApiFailure } from '../../../src/cluster/api/api-failure.ts';
import { openConnection } from '../../../src/cluster/api/https-connection.ts';
import { SYSTEM_CLOCK } from '../../../src/cluster/clock.ts';
import type { Arrival, Arrivals } from './arrivals.ts';
import type { PlacedCase } from './case-folder.ts';
import { ourAccess } from './our-resolution.ts';
import type { RequestCase } from './request-case.ts';

/** A status, or why there is none: `tls`, `network`, or `client` when nothing was sent. */
export type Answer = number | 'tls' | 'network' | 'client';

export interface RequestImage {
  readonly answers: readonly Answer[];
  readonly arrived: readonly Arrival[];
  /** How often the plugin was run; what it was told at last. */
  readonly runs: number;
  readonly told: unknown;
}

const FIRST_BYTE_MS = 20_000;

/** The path of a case's requests: its first part tells them from those of others. */
export function requestPath(token: string): string {
  return `/${token}/api/v1/pods?limit=1`;
}

/** Sends the requests of a case by our own connection. After a 401 it asks for new credentials, as all callers do. */
export async function ourAnswers(one: PlacedCase, token: string, asked: Asked): Promise<readonly Answer[]> {
  const ours = ourAccess(one);
  if (!ours.ok) return Array.from({ length: asked.times }, () => 'client' as const);
  const connection = openConnection(ours.access, {
    clock: SYSTEM_CLOCK,
    environment: one.env,
    userAgent: 'test',
    log: () => undefined,
  });
  const send = () => ourAnswer(connection, token);
  try {
    if (asked.manner === 'at-once') return await Promise.all(Array.from({ length: asked.times }, send));
    const answers: Answer[] = [];
    while (answers.length < asked.times) answers.push(await send());
    return answers;
  } finally {
    connection.dispose();
  }
}

/** How the requests of a case are sent. */
export type Asked = Pick<RequestCase, 'times' | 'manner'>;

async function ourAnswer(connection: ApiConnection, token: string): Promise<Answer> {
  const request = { path: requestPath(token), accept: 'application/json', firstByteMs: FIRST_BYTE_MS };
  try {
    const response = await connection.get(request, new AbortController().signal);
    for await (const _chunk of response.chunks);
    return 200;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.failure.kind === 'status' && error.failure.code === 401) connection.renewCredentials();
    return answerOf(error.failure);
  }
}

function answerOf(failure: ApiFailure): Answer {
  if (failure.kind === 'status') return failure.code;
  if (failure.kind === 'tls') return 'tls';
  return failure.kind === 'credentials' ? 'client' : 'network';
}

/** The answer of the oracle's op `kubeconfig-request`. */
export interface OracleAnswers {
  readonly stage: 'load' | 'config' | 'transport' | 'request';
  readonly answers?: readonly { readonly status?: number; readonly failure?: 'tls' | 'network' | 'client' }[];
  readonly error?: string;
}

export function theirAnswers(one: PlacedCase, answer: OracleAnswers, times: number): readonly Answer[] {
  if (answer.error !== undefined) throw new Error(`the oracle on "${one.id}": ${answer.error}`);
  if (answer.answers === undefined) return Array.from({ length: times }, () => 'client' as const);
  return answer.answers.map(({ status, failure }) => status ?? failure ?? 'client');
}

export async function requestImage(
  one: PlacedCase,
  token: string,
  answers: readonly Answer[],
  arrivals: Arrivals,
): Promise<RequestImage> {
  const runs = await readFile(path.join(one.folder, 'runs'), 'utf8').catch(() => '');
  const told = await readFile(path.join(one.folder, 'info'), 'utf8').catch(() => '');
  return {
    answers,
    arrived: arrivals.of(token),
    runs: runs.split('\n').length - 1,
    told: told === '' ? null : JSON.parse(told),
  };
}
