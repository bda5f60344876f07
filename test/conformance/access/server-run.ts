import { setTimeout as delay } from 'node:timers/promises';
import { Owned } from '../../../src/cli/host/owned.ts';
import type { Access } from '../../../src/prometheus/access/access.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../../cluster/control-plane.ts';
import { startRealPrometheus } from '../../cluster/real-prometheus.ts';
import type { AccessCase, PairSets } from './access-case.ts';
import { HOME } from './access-cases.ts';
import { startAccountsPrometheus } from './account-prometheus.ts';
import { createAccounts, tokenOf } from './accounts.ts';
import { AuditLog } from './audit-log.ts';
import { configurationOf } from './configuration-text.ts';
import { NAMESPACES } from './configurations.ts';
import { neededByAsker, neededPairs, ourPairs, rolesOf } from './our-access.ts';

/** What a case came to on one API server. */
export interface CaseAnswer {
  readonly ours: PairSets;
  readonly theirs: PairSets;
}

/** How long nothing new must have been heard of, once everything expected has. */
const QUIET_MS = 1500;
const LIMIT_MS = 120_000;

/** Runs the cases against an API server with these feature gates. */
export async function runOnServer(
  featureGates: readonly string[],
  cases: readonly AccessCase[],
): Promise<ReadonlyMap<AccessCase, CaseAnswer>> {
  const plane = await startControlPlane(
    { ...PLAIN_CONTROL_PLANE, featureGates, controllers: 'none' },
    'service accounts',
  );
  try {
    await createAccounts(plane.api, [HOME, ...NAMESPACES], cases);
    const roles = await rolesOf(plane.api);
    const log = new AuditLog(plane.auditLogFile);
    const together = cases.filter(({ runs }) => runs === 'with others by a kubeconfig');
    const pods = cases.filter(({ runs }) => runs === 'as a pod');
    const needed = new Map(await runTogether(plane, together, log));
    for (const one of pods) needed.set(one, await runAsPod(plane, one, log));
    return new Map(
      cases.map(one => {
        const ours = ourPairs(one, needed.get(one) ?? [], roles);
        return [one, { ours, theirs: log.pairs(userOf(one)) }] as const;
      }),
    );
  } finally {
    await plane.dispose();
  }
}

type Needed = ReadonlyMap<AccessCase, readonly Access[]>;

async function runTogether(plane: ControlPlane, cases: readonly AccessCase[], log: AuditLog): Promise<Needed> {
  const owned = new Owned();
  try {
    const tokens = await Promise.all(cases.map(one => tokenOf(plane.api, one)));
    const kubeconfigs = new Map(cases.map((one, index) => [one, plane.kubeconfigOf(tokens[index] ?? '')]));
    const { text, kubeconfigOf } = await startAccountsPrometheus(cases, kubeconfigs, owned);
    const byFile = neededByAsker(text, undefined);
    const needed = new Map(cases.map(one => [one, byFile.get(kubeconfigOf(one)) ?? []]));
    await untilDecided(needed, log);
    return needed;
  } finally {
    await owned.end();
  }
}

async function runAsPod(plane: ControlPlane, one: AccessCase, log: AuditLog): Promise<readonly Access[]> {
  const text = configurationOf([{ ...one, job: one.name, kubeconfig: '' }], '');
  const token = await tokenOf(plane.api, one);
  const { certificateAuthority, port } = plane;
  const account = { token, certificateAuthority, namespace: one.namespace, port };
  const prometheus = await startRealPrometheus({ text, access: { from: 'pod', account } });
  try {
    const needed = neededByAsker(text, one.namespace).get('') ?? [];
    await untilDecided(new Map([[one, needed]]), log);
    return needed;
  } finally {
    await prometheus.dispose();
  }
}

/**
 * Waits until the API server has decided what we say that each account asks for, and nothing more is heard. What it never
 * hears of shows as a difference.
 */
export async function untilDecided(needed: Needed, log: AuditLog): Promise<void> {
  const expected = [...needed].flatMap(([one, accesses]) =>
    neededPairs(accesses).map(pair => ({ user: userOf(one), pair })),
  );
  const limit = performance.now() + LIMIT_MS;
  for (let since = performance.now(), news = -1; performance.now() < limit; await delay(100)) {
    await log.read();
    const isAll = expected.every(({ user, pair }) => log.isDecided(user, pair));
    if (!isAll || log.news !== news) since = performance.now();
    news = log.news;
    if (performance.now() - since >= QUIET_MS) return;
  }
}

function userOf({ name, namespace }: AccessCase): string {
  return `system:serviceaccount:${namespace}:${name}`;
}
