import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccessRequest } from '../../../../src/kubernetes/rbac/access-request.ts';
import { readPolicyRule } from '../../../../src/kubernetes/rbac/policy-rule.ts';
import { ruleAllows } from '../../../../src/kubernetes/rbac/rule-allows.ts';

/** `list apps/deployments/scale web`: the group (none is the core), resource, subresource and name. */
function request(text: string): AccessRequest {
  const [verb = '', what = '', name = ''] = text.split(' ');
  if (what.startsWith('path:')) return { kind: 'path', verb, path: what.slice(5) };
  const [group = '', resource = '', subresource = ''] = what.split('|');
  return { kind: 'resource', verb, group, resource, subresource, namespace: 'shop', name };
}

const PODS = { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] };

const CASES: readonly (readonly [rule: object, allowed: readonly string[], refused: readonly string[]])[] = [
  [
    PODS,
    ['get |pods web', 'list |pods'],
    ['watch |pods', 'get |pods|log web', 'get apps|pods web', 'GET |pods', 'get |Pods'],
  ],
  [{ ...PODS, verbs: ['*'] }, ['get |pods', 'anything |pods', '* |pods'], ['get |services']],
  [{ ...PODS, apiGroups: ['*'] }, ['get |pods', 'get metrics.k8s.io|pods'], []],
  [{ ...PODS, apiGroups: ['apps'] }, ['get apps|pods'], ['get |pods']],
  [{ ...PODS, resources: ['*'] }, ['get |pods', 'get |pods|log', 'get |x|y'], ['get apps|pods']],
  [{ ...PODS, resources: ['pods/log'] }, ['get |pods|log'], ['get |pods', 'get |services|log']],
  [
    { ...PODS, resources: ['*/log'] },
    ['get |pods|log', 'get |services|log'],
    ['get |pods', 'get |pods|xlog', 'get |pods|og'],
  ],
  [{ ...PODS, resources: ['pods/*'] }, [], ['get |pods', 'get |pods|log']],
  [{ ...PODS, resources: ['*/*'] }, ['get |pods|*'], ['get |pods', 'get |pods|log']],
  [
    { ...PODS, resourceNames: ['web', 'db'] },
    ['get |pods web', 'list |pods db'],
    ['get |pods x', 'list |pods', 'get |pods'],
  ],
  [{ ...PODS, resourceNames: [''] }, ['list |pods'], ['get |pods web']],
  [{ ...PODS, resourceNames: ['*'] }, [], ['get |pods web', 'list |pods']],
  [
    { verbs: ['get'], nonResourceURLs: ['/metrics'] },
    ['get path:/metrics'],
    ['get path:/metrics/', 'post path:/metrics', 'get |pods'],
  ],
  [
    { verbs: ['get'], nonResourceURLs: ['/metrics*'] },
    ['get path:/metrics', 'get path:/metricsx'],
    ['get path:/metric'],
  ],
  [{ verbs: ['get'], nonResourceURLs: ['/m/*'] }, ['get path:/m/', 'get path:/m/a/b'], ['get path:/m']],
  [{ verbs: ['get'], nonResourceURLs: ['/a**'] }, ['get path:/ab'], ['get path:/b']],
  [{ verbs: ['get'], nonResourceURLs: ['*'] }, ['get path:/anything', 'get path:'], ['get |pods']],
  [
    { verbs: ['get'], nonResourceURLs: ['*/metrics', '/a*b'] },
    ['get path:*/metrics'],
    ['get path:/x/metrics', 'get path:/axb'],
  ],
  [{ ...PODS, verbs: [] }, [], ['get |pods']],
  [{}, [], ['get |pods', 'get path:/']],
];

for (const [rule, allowed, refused] of CASES) {
  test(JSON.stringify(rule), () => {
    const read = readPolicyRule(rule);
    for (const text of allowed) assert.ok(ruleAllows(read, request(text)), `allows ${text}`);
    for (const text of refused) assert.ok(!ruleAllows(read, request(text)), `refuses ${text}`);
  });
}
