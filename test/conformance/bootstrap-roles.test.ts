import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { bootstrapRoles, GENERATED_ROLES } from '../../src/cli/bootstrap-roles.ts';
import { rulesOfClusterRole } from '../../src/kubernetes/rbac/aggregation.ts';
import { BOOTSTRAP_ROLES } from '../../src/kubernetes/rbac/bootstrap-roles.ts';
import { RBAC_API_VERSION, rbacObjects } from '../../src/kubernetes/rbac/rbac-objects.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../cluster/control-plane.ts';
import { until } from '../cluster/until.ts';
import { type Compared, comparison } from './comparison.ts';
import { readManifest } from './rbac/read-manifest.ts';

let without: ControlPlane;
let plane: ControlPlane;
before(async () => {
  without = await startControlPlane({ ...PLAIN_CONTROL_PLANE, controllers: 'none' });
  plane = await startControlPlane(PLAIN_CONTROL_PLANE);
});
after(async () => {
  await without?.dispose();
  await plane?.dispose();
});

test('the built-in ClusterRoles are those of the API server', async () => {
  for (const { name, text } of await bootstrapRoles(without))
    assert.equal(
      readFileSync(path.join(GENERATED_ROLES, name), 'utf8'),
      text,
      `${name}: run src/cli/bootstrap-roles.ts`,
    );
});

/** Those that the controller puts together too, rule by rule. */
async function* compared(): AsyncGenerator<Compared> {
  const inCluster = await until('the aggregated roles', async () => {
    const roles = await plane.api.list(RBAC_API_VERSION, 'ClusterRole');
    const [view = 0, edit = 0, admin = 0] = ['view', 'edit', 'admin'].map(name =>
      rulesIn(roles.find(({ metadata }) => metadata.name === name)),
    );
    // Each of them is a part of the next.
    return view > 0 && edit > view && admin > edit ? roles : undefined;
  });
  const files = rbacObjects('files', []);
  for (const manifest of inCluster) {
    const theirs = readManifest(manifest);
    const ours = BOOTSTRAP_ROLES.get(manifest.metadata.name);
    yield {
      id: manifest.metadata.name,
      ours: ours && rulesOfClusterRole(ours, files).map(({ rule }) => rule),
      theirs: theirs.kind === 'ClusterRole' && theirs.rules,
    };
  }
}

function rulesIn(role: Readonly<Record<string, unknown>> | undefined): number {
  return Array.isArray(role?.['rules']) ? role['rules'].length : 0;
}

comparison({ label: 'built-in ClusterRoles equal', required: 1, cases: compared });
