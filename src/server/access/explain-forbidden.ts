import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import { accountOfUser } from '../../kubernetes/rbac/account.ts';
import { ANONYMOUS_USER } from '../../kubernetes/rbac/requester.ts';
import type { Access, AccessNeed } from '../../prometheus/access/access.ts';
import { accessRequests, coarserAccess } from '../../prometheus/access/access-requests.ts';
import { manifestsYaml } from '../../prometheus/access/manifest-yaml.ts';
import { manifestsRequest, rbacManifests } from '../../prometheus/access/rbac-manifests.ts';
import type { ConfigPlace } from '../../protocol/targets.ts';
import type { ForbiddenAnswer } from './access-desk.ts';
import { accessInWords, requestInWords, whyInWords } from './access-words.ts';
import type { ForbiddenMessage } from './forbidden-message.ts';

/** A configuration with what it needs, and the account that asks, as far as that is known. */
export interface AskingConfiguration {
  readonly id: string;
  readonly name: string;
  readonly needs: readonly AskedNeed[];
}

export interface AskedNeed {
  readonly need: AccessNeed;
  /** Those who may ask for it; [] where nothing says who does. */
  readonly users: readonly string[];
}

export const NOT_A_REFUSAL =
  'This text holds no refusal of an API server. It has to have the words “User "…" cannot list resource "…"”, as Prometheus logs them.';

/**
 * What a refusal means for the configurations of the workspace, as Markdown: which jobs need it, and what would grant it.
 * What is known to be asked for as somebody else is left out.
 */
export function explainForbidden(
  { user, request }: ForbiddenMessage,
  configurations: readonly AskingConfiguration[],
): ForbiddenAnswer {
  const found = configurations.flatMap(configuration =>
    configuration.needs
      .filter(({ users }) => users.length === 0 || users.includes(user))
      .filter(({ need }) => consistsOf(need.access, request))
      .map(({ need }) => ({ configuration, need })),
  );
  const places = found.flatMap(({ configuration, need }) =>
    need.reasons.map(({ job }): ConfigPlace => ({ configuration: configuration.id, job, rule: null })),
  );
  const text = [
    `# ${user} may not ${requestInWords(request)}`,
    found.length > 0 ? neededBy(found) : notNeeded(request, configurations.length),
    grantText(
      user,
      found.map(({ need }) => need.access),
      request,
    ),
  ].join('\n\n');
  return { ok: true, text: `${text}\n`, places: unique(places) };
}

interface Found {
  readonly configuration: AskingConfiguration;
  readonly need: AccessNeed;
}

function neededBy(found: readonly Found[]): string {
  const lines = found.flatMap(({ configuration, need }) =>
    need.reasons.map(({ job, section, why }) => {
      const who =
        section === 'alertmanagers' ? 'The discovery of Alertmanagers' : `The job \`${job === '' ? '?' : job}\``;
      return `- ${who} of ${configuration.name} ${whyInWords(why)}: it has to ${accessInWords(need.access)}.`;
    }),
  );
  const consequence = 'Until it may, what depends on it is not found, or not scraped.';
  return [`## Who needs it`, consequence, [...new Set(lines)].join('\n')].join('\n\n');
}

function notNeeded(request: AccessRequest, known: number): string {
  const none =
    known === 0
      ? 'The workspace holds no configuration of Prometheus, so nothing here says who needs it.'
      : `No configuration of this workspace that may run as this user is known to need to ${requestInWords(request)}.`;
  return `## Who needs it\n\n${none} Something else may run as the same user, or with a configuration that is not here.`;
}

function grantText(user: string, needed: readonly Access[], request: AccessRequest): string {
  const heading = '## What would grant it';
  if (user === ANONYMOUS_USER)
    return `${heading}\n\nNothing should: the request had no credentials that the API server takes. Let whatever asks send some.`;
  const account = accountOfUser(user, []);
  const whom = account.kind === 'user' ? 'this user' : 'this service account';
  const accesses = needed.length > 0 ? needed : accessFor(request);
  if (accesses.length === 0) return `${heading}\n\nA role with this right, bound to ${whom}.`;
  const manifests = rbacManifests(accesses, manifestsRequest(account, 'there already'));
  const bound = account.kind === 'user' ? 'the user, or a group of theirs,' : 'the service account';
  const intro = `These objects, or their rules in a role that is bound to ${bound} already. Nothing has been applied.`;
  return `${heading}\n\n${intro}\n\n\`\`\`yaml\n${manifestsYaml(manifests)}\`\`\``;
}

/** The access that the request alone stands for; discovery lists and watches, always both. */
function accessFor(request: AccessRequest): readonly Access[] {
  if (request.kind === 'path')
    return request.verb === 'get' ? [{ kind: 'path', verbs: ['get'], path: request.path }] : [];
  const { verb, group, resource, subresource, namespace, name } = request;
  if (verb !== 'get' && verb !== 'list' && verb !== 'watch') return [];
  const verbs = verb === 'get' ? (['get'] as const) : (['list', 'watch'] as const);
  const names = verb === 'get' && name !== '' ? [name] : [];
  return [{ kind: 'resource', verbs, group, resource, subresource, coarser: '', names, namespace }];
}

/** Whether the request is a part of the access. A message need not tell the name of the object. */
function consistsOf(access: Access, request: AccessRequest): boolean {
  const coarser = coarserAccess(access);
  const requests = [...accessRequests(access), ...(coarser ? accessRequests(coarser) : [])];
  return requests.some(one => isSame(one, request));
}

function isSame(one: AccessRequest, other: AccessRequest): boolean {
  if (one.verb !== other.verb) return false;
  if (one.kind === 'path') return other.kind === 'path' && one.path === other.path;
  if (other.kind === 'path') return false;
  const isResource = one.group === other.group && one.resource === other.resource;
  const isName = one.name === '' || other.name === '' || one.name === other.name;
  return isResource && one.subresource === other.subresource && one.namespace === other.namespace && isName;
}

function unique(places: readonly ConfigPlace[]): readonly ConfigPlace[] {
  return [...new Map(places.map(place => [`${place.configuration} ${place.job}`, place])).values()];
}
