import type { AccessRequest } from '../../../src/kubernetes/rbac/access-request.ts';
import type { Requester } from '../../../src/kubernetes/rbac/requester.ts';
import { scenesOf } from '../../../src/lint/rbac/rbac-findings.ts';
import type { WorkspaceFinding } from '../../../src/lint/workspace-finding.ts';
import type { AccessReason } from '../../../src/prometheus/access/access.ts';
import { accessRequests } from '../../../src/prometheus/access/access-requests.ts';
import type { WorkspaceModel } from '../../../src/workspace/workspace-model.ts';
import { newCache } from '../../unit/lint/rbac/check-rbac.ts';

/** What somebody asks for at the place of a finding. */
export interface AskedAfter {
  readonly who: Requester;
  readonly requests: readonly AccessRequest[];
}

/** Who runs the configuration of a `rbac/missing-access`, and what is asked at its place, in a changed workspace. */
export function askedAfter(model: WorkspaceModel, { finding: { data } }: WorkspaceFinding): readonly AskedAfter[] {
  const scenes = model.bundles.flatMap(bundle => scenesOf(model, bundle, newCache()).slice(0, 1));
  return scenes.flatMap(({ accounts }) =>
    accounts.flatMap(({ held, runs }) => {
      const own = runs.filter(({ configuration }) => configuration.key === data['configuration']);
      const needs = own.flatMap(run => run.needs).filter(({ need }) => need.reasons.some(reason => isAt(reason, data)));
      const requests = needs.flatMap(({ need }) => accessRequests(need.access));
      return requests.length === 0 ? [] : [{ who: held.who, requests }];
    }),
  );
}

function isAt({ section, index, discovery, why }: AccessReason, data: WorkspaceFinding['finding']['data']): boolean {
  const by = why.of === 'attach_metadata' ? why.option : why.of;
  const isSame = section === data['section'] && String(index) === data['index'] && by === data['why'];
  return isSame && String(discovery) === data['discovery'];
}
