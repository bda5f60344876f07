import type { AccessReason } from '../../prometheus/access/access.ts';
import { accessPlace } from '../../prometheus/access/access-place.ts';
import type { ManifestPlace } from '../../workspace/bundle.ts';
import { askerKey } from '../../workspace/other-askers.ts';
import { spanOf } from '../../yaml/source.ts';
import { rbacFiles, requestWords, unsaidNamespace } from './access-words.ts';
import { type DeniedNeed, deniedNeeds } from './denied-needs.ts';
import { missingAccessFixes } from './missing-access-fixes.ts';
import type { Elsewhere, RbacLint, RbacReport } from './rbac-lint.ts';
import type { Scene, SceneAccount } from './scene.ts';

/**
 * Prometheus may not do what a configuration asks of it. Discovery that may not list one of its kinds finds nothing and
 * says so in the log alone; a scrape that may not get a path is answered 403.
 *
 * Only where the account that runs the configuration is known and its RBAC is among the files.
 */
export const MISSING_ACCESS: RbacLint = {
  code: 'rbac/missing-access',
  severity: 'warning',
  summary: 'A right that a job needs and that whoever asks for it, mostly a service account, does not have.',
  check: scene => {
    const byCredentials = Map.groupBy(
      scene.accounts.flatMap(account => account.runs.map(run => ({ account, run }))),
      ({ run: { configuration, credentials } }) =>
        JSON.stringify([configuration.uri, configuration.key, askerKey(credentials)]),
    );
    return [...byCredentials.values()].flatMap(runs => {
      const [first, ...others] = runs.map(({ account, run }) =>
        reportsOf(
          scene,
          account,
          deniedNeeds(account).filter(denied => denied.run === run),
        ),
      );
      if (!first) return [];
      return [...first].filter(([key]) => others.every(one => one.has(key))).map(([, report]) => report);
    });
  },
  fixes: missingAccessFixes,
};

/** What of a need is told at which place. */
interface Told extends DeniedNeed {
  readonly reason: AccessReason;
  readonly place: ManifestPlace;
}

function reportsOf(
  scene: Scene,
  account: SceneAccount,
  denied: readonly DeniedNeed[],
): ReadonlyMap<string, RbacReport> {
  const told = denied.flatMap(one => one.need.reasons.flatMap(reason => toldAt(one, reason)));
  const byPlace = Map.groupBy(told, ({ place: { span } }) => `${span.start} ${span.end}`);
  const reports = [...byPlace].flatMap(([key, same]): readonly (readonly [string, RbacReport])[] => {
    const [first] = same;
    return first ? [[key, reportAt(scene, account, first, same)]] : [];
  });
  return new Map(reports);
}

function toldAt(denied: DeniedNeed, reason: AccessReason): readonly Told[] {
  const { configuration } = denied.run;
  const span = accessPlace(reason, configuration.document, configuration.config);
  if (!span) return [];
  return [{ ...denied, reason, place: { uri: configuration.uri, span: configuration.toFile(span) } }];
}

function reportAt(scene: Scene, account: SceneAccount, first: Told, same: readonly Told[]): RbacReport {
  const requests = same.flatMap(one => one.requests);
  const what = requestWords(requests, unsaidNamespace(scene, account));
  return {
    place: first.place,
    message: `${consequence(first, same)}: \`${account.shown}\` may not ${what}. Looked for in ${rbacFiles(scene)}.`,
    others: bindingsOf(scene, account),
    data: {
      bundle: scene.bundle.id,
      account: `${account.namespace}/${account.name}`,
      configuration: first.run.configuration.key,
      section: first.reason.section,
      index: String(first.reason.index),
      discovery: String(first.reason.discovery),
      why: first.reason.why.of === 'attach_metadata' ? first.reason.why.option : first.reason.why.of,
    },
  };
}

function consequence(first: Told, same: readonly Told[]): string {
  const { why, section, job } = first.reason;
  const whose = section === 'alertmanagers' ? 'the Alertmanagers' : `job \`${job}\``;
  if (isDoneWithout(first)) return `Prometheus attaches no such metadata for ${whose}`;
  if (why.of === 'role' || why.of === 'attach_metadata') {
    const namespaces = new Set(same.map(({ need }) => (need.access.kind === 'resource' ? need.access.namespace : '')));
    const isPart = namespaces.size > 0 && !namespaces.has('');
    if (isPart) return `Prometheus discovers nothing in a part of the namespaces of ${whose}`;
    return `Prometheus discovers nothing for ${whose}`;
  }
  const who = why.of === 'kubelet' ? 'Kubelets refuse' : 'The API server refuses';
  return `${who} the scrapes of ${whose}`;
}

/** Discovery of endpoints does not wait for the owners of pods, all other discovery waits for all that it lists. */
function isDoneWithout({ run, reason: { why, section, index, discovery } }: Told): boolean {
  if (why.of !== 'attach_metadata' || section !== 'scrape_configs') return false;
  const role = run.configuration.config.scrapeConfigs[index]?.kubernetesSdConfigs[discovery]?.role;
  const isOfEndpoints = role?.state === 'set' && (role.value === 'endpoints' || role.value === 'endpointslice');
  return isOfEndpoints && why.option !== 'node' && why.option !== 'namespace';
}

/** What is bound to the account, for whoever looks for the reason. */
function bindingsOf({ rbac }: Scene, { held, shown }: SceneAccount): readonly Elsewhere[] {
  const bindings = new Set([...held.grants, ...held.refused].map(({ binding }) => binding));
  return [...bindings].slice(0, 5).flatMap(binding => {
    const origin = rbac.originOf(binding);
    const node = origin?.roleRef?.node ?? origin?.node.node;
    if (!origin || !node) return [];
    const message = `This is bound to \`${shown}\` and does not allow it.`;
    return [{ uri: origin.bundled.object.uri, span: spanOf(node), message }];
  });
}
