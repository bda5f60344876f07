import type { AccessRequest, PathRequest, ResourceRequest } from './access-request.ts';
import type { PolicyRule } from './policy-rule.ts';

/**
 * Whether the rule, where it applies, allows the request, exactly as the API server judges it: no pattern but `*`, and
 * no case folding.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export function ruleAllows(rule: PolicyRule, request: AccessRequest): boolean {
  if (!matches(rule.verbs, request.verb)) return false;
  return request.kind === 'resource' ? coversResource(rule, request) : coversPath(rule, request);
}

function coversResource(rule: PolicyRule, { group, resource, subresource, name }: ResourceRequest): boolean {
  if (!matches(rule.apiGroups, group)) return false;
  const asked = subresource === '' ? resource : `${resource}/${subresource}`;
  // `pods` does not cover `pods/log`, and `pods/*` is no pattern.
  const covers = matches(rule.resources, asked) || (subresource !== '' && rule.resources.includes(`*/${subresource}`));
  // A request that names no object matches no name: `resourceNames` takes list, watch and create away.
  return covers && (rule.resourceNames.length === 0 || rule.resourceNames.includes(name));
}

function coversPath({ nonResourceURLs }: PolicyRule, { path }: PathRequest): boolean {
  return nonResourceURLs.some(url => url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, ''))));
}

function matches(listed: readonly string[], asked: string): boolean {
  return listed.includes('*') || listed.includes(asked);
}
