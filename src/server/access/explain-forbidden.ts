import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import { accountInWords, accountOfUser } from '../../kubernetes/rbac/account.ts';
import { ANONYMOUS_USER } from '../../kubernetes/rbac/requester.ts';
import type { Access, AccessNeed } from '../../prometheus/access/access.ts';
import { accessRequests, coarserAccess } from '../../prometheus/access/access-requests.ts';
import { manifestsYaml } from '../../prometheus/access/manifest-yaml.ts';
import { manifestsRequest, rbacManifests } from '../../prometheus/access/rbac-manifests.ts';
import type { AccessVerdict, ConfigurationAccess, ForbiddenLink, NeededAccess } from '../../protocol/access.ts';
import type { ForbiddenAnswer } from './access-desk.ts';
import { requestInWords } from './access-words.ts';
import type { ForbiddenMessage } from './forbidden-message.ts';
import { lineInWords } from './places.ts';

/** A configuration with what it needs, and the account that asks, as far as that is known. */
export interface AskingConfiguration {
  readonly access: ConfigurationAccess;
  /** Those of `access`, in the same order. */
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
 * What a refusal means for the configurations of the workspace, as Markdown: which jobs need it, what the files say of it,
 * and what would grant it. What is known to be asked for as somebody else is left out.
 */
export function explainForbidden(
  { user, request }: ForbiddenMessage,
  configurations: readonly AskingConfiguration[],
): ForbiddenAnswer {
  const found = mostLikely(
    configurations.flatMap(({ access, needs }) =>
      access.needs.flatMap((shown, index): readonly Found[] => {
        const asked = needs[index];
        if (!asked || !consistsOf(asked.need.access, request)) return [];
        const by = asked.users.length === 0 ? 'perhaps' : asked.users.includes(user) ? 'certainly' : 'not';
        return by === 'not' ? [] : [{ access, name: nameOf(access, configurations), shown, need: asked.need, by }];
      }),
    ),
  );
  const lines: Line[] = [
    plain(`# ${accountInWords(accountOfUser(user, []))} may not ${requestInWords(request)}`),
    ...(found.length > 0 ? neededBy(found) : notNeeded(request, configurations.length)),
    ...found.flatMap(one => inFiles(one, found.length)),
    ...grant(
      user,
      found.map(({ need }) => need.access),
      request,
    ),
  ];
  const links = lines.flatMap(({ link }, line): readonly ForbiddenLink[] => (link ? [{ ...link, line }] : []));
  return { ok: true, text: lines.map(({ text }) => `${text}\n`).join(''), links };
}

interface Found {
  readonly access: ConfigurationAccess;
  /** With the folder where several are called the same. */
  readonly name: string;
  /** `perhaps`: nothing says as whom it is asked for. */
  readonly by: 'certainly' | 'perhaps';
  readonly shown: NeededAccess;
  readonly need: AccessNeed;
}

/** Where some are known to be asked for by the user, the others only hide them. */
function mostLikely(found: readonly Found[]): readonly Found[] {
  const certain = found.filter(({ by }) => by === 'certainly');
  return certain.length > 0 ? certain : found;
}

function nameOf({ name, folder }: ConfigurationAccess, all: readonly AskingConfiguration[]): string {
  const isShared = all.filter(({ access }) => access.name === name).length > 1;
  return isShared && folder !== '' ? `${folder}/${name}` : name;
}

type LinkTo =
  | Omit<Extract<ForbiddenLink, { kind: 'text' }>, 'line'>
  | Omit<Extract<ForbiddenLink, { kind: 'fixes' }>, 'line'>;

interface Line {
  readonly text: string;
  readonly link: LinkTo | null;
}

const EMPTY = plain('');

function plain(text: string): Line {
  return { text, link: null };
}

function heading(text: string): readonly Line[] {
  return [EMPTY, plain(`## ${text}`), EMPTY];
}

function neededBy(found: readonly Found[]): readonly Line[] {
  const jobs = found.flatMap(({ name, shown }) =>
    shown.jobs.flatMap(({ job, who, why, at }): readonly Line[] => {
      const subject = job === '' ? who : `The job \`${job}\``;
      const where = at ? ` (${lineInWords(at)})` : '';
      return [
        { text: `- ${subject} of ${name}${where}`, link: at ? { kind: 'text', at } : null },
        plain(`  ${why}: it has to ${shown.what}.`),
      ];
    }),
  );
  const consequence = 'Until it may, what depends on it is not found, or not scraped.';
  return [...heading('Who needs it'), plain(consequence), EMPTY, ...jobs];
}

function notNeeded(request: AccessRequest, known: number): readonly Line[] {
  const none =
    known === 0
      ? 'The workspace holds no configuration of Prometheus, so nothing here says who needs it.'
      : `No configuration of this workspace that may run as this user is known to need to ${requestInWords(request)}.`;
  const text = `${none} Something else may run as the same user, or with a configuration that is not here.`;
  return [...heading('Who needs it'), plain(text)];
}

/** What the files say of it, and the way to the edits that grant it. */
function inFiles({ access, name, shown }: Found, count: number): readonly Line[] {
  const head = heading(count === 1 ? 'What the files say' : `What the files say of ${name}`);
  const need = { configuration: access.configuration, need: shown.id };
  const { files } = shown;
  switch (files.state) {
    case 'granted':
      return [...head, ...grantedInFiles(files)];
    case 'denied':
      return [
        ...head,
        plain('They do not grant it either.'),
        EMPTY,
        { text: '- Grant it in the files…', link: { kind: 'fixes', need } },
      ];
    case 'unknown':
      return [...head, plain(`They do not decide it. ${files.why}`)];
  }
}

function grantedInFiles({ by, at }: Extract<AccessVerdict, { state: 'granted' }>): readonly Line[] {
  const what = by === '' ? 'They grant it' : `${by} grants it`;
  const text = at ? `- ${what} (${lineInWords(at)})` : `- ${what}`;
  return [
    plain('They grant it already. Where it is refused all the same, they have not been applied as they are here.'),
    EMPTY,
    { text, link: at ? { kind: 'text', at } : null },
  ];
}

function grant(user: string, needed: readonly Access[], request: AccessRequest): readonly Line[] {
  const head = heading('What would grant it');
  if (user === ANONYMOUS_USER) {
    const nothing =
      'Nothing should: the request had no credentials that the API server takes. Let whatever asks send some.';
    return [...head, plain(nothing)];
  }
  const account = accountOfUser(user, []);
  const whom = account.kind === 'user' ? 'this user' : 'this service account';
  const accesses = needed.length > 0 ? needed : accessFor(request);
  if (accesses.length === 0) return [...head, plain(`A role with this right, bound to ${whom}.`)];
  const manifests = rbacManifests(accesses, manifestsRequest(account, 'there already'));
  const bound = account.kind === 'user' ? 'the user, or a group of theirs,' : 'the service account';
  const intro = `These objects, or their rules in a role that is bound to ${bound} already. Nothing has been applied.`;
  const yaml = manifestsYaml(manifests).trimEnd().split('\n');
  return [...head, ...[intro, '', '```yaml', ...yaml, '```'].map(plain)];
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
