import { type AccessDecision, decideByGrants } from '../../kubernetes/rbac/decide-access.ts';
import { type Grants, grantsOf } from '../../kubernetes/rbac/grants.ts';
import { describeAllowedBy, describeDecision } from '../../kubernetes/rbac/reasons.ts';
import { serviceAccountRequester } from '../../kubernetes/rbac/requester.ts';
import type { Access, AccessNeed, Asker as CredentialsOf } from '../../prometheus/access/access.ts';
import { accessRequests, coarserAccess } from '../../prometheus/access/access-requests.ts';
import type { AccessVerdict } from '../../protocol/access.ts';
import type { Bundle, OpenReason } from '../../workspace/bundle.ts';
import { type BundleRbac, rbacOfBundle } from '../../workspace/rbac-of-bundle.ts';
import type { Askers } from '../../workspace/who-asks.ts';
import { spanOf } from '../../yaml/source.ts';
import { askerName } from './account-of.ts';
import type { Places } from './places.ts';

/** One account that a configuration may run as, with what one bundle gives it. */
interface Holder {
  readonly name: string;
  readonly rbac: BundleRbac;
  /** Undefined where it is not known in which namespace the account is. */
  readonly held: Grants | undefined;
}

/** What the files say of each need of one configuration. */
export class FileVerdicts {
  readonly #holders: readonly Holder[];
  readonly #extent: 'whole' | 'part';
  readonly #places: Places;

  /** `bundles`: those that the configuration is in. `extent`: whether all files of the workspace are known. */
  constructor(askers: Askers, bundles: readonly Bundle[], extent: 'whole' | 'part', places: Places) {
    this.#holders = holdersOf(askers, bundles);
    this.#extent = extent;
    this.#places = places;
  }

  /** Whether the account is known, and none of its bundles has a role or binding: there is nothing to find fault with yet. */
  get hasNoRbac(): boolean {
    return this.#holders.every(({ rbac: { objects, unplaced, openness } }) => {
      const count = objects.roles.size + objects.clusterRoles.size + unplaced.length;
      return openness.kind === 'complete' && count + bindingCount(objects) === 0;
    });
  }

  of({ asker, access }: AccessNeed): AccessVerdict {
    if (asker.kind !== 'own-account') return { state: 'unknown', why: othersCredentials(asker) };
    if (this.#holders.length === 0) return { state: 'unknown', why: 'It is not known as whom the configuration runs.' };
    const verdicts = this.#holders.map(holder => ({ name: holder.name, verdict: this.#verdict(holder, access) }));
    const [first] = verdicts;
    const isOne = verdicts.every(({ verdict }) => verdict.state === first?.verdict.state);
    if (first && isOne) return first.verdict;
    const each = verdicts.map(({ name, verdict }) => `for ${name} it is ${verdict.state}`).join(', ');
    return { state: 'unknown', why: `It depends on where it is applied: ${each}.` };
  }

  #verdict(holder: Holder, access: Access): AccessVerdict {
    const { held, rbac, name } = holder;
    if (!held) return { state: 'unknown', why: `No file says in which namespace the service account ${name} is.` };
    const own = this.#decide(rbac, held, access);
    const coarser = own.state === 'granted' ? undefined : coarserAccess(access);
    const other = coarser && this.#decide(rbac, held, coarser);
    return other?.state === 'granted' ? other : own;
  }

  #decide(rbac: BundleRbac, held: Grants, access: Access): AccessVerdict {
    const decisions = accessRequests(access).map(request => ({ request, decision: decideByGrants(request, held) }));
    const refused = decisions.find(({ decision }) => decision.access === 'denied');
    if (refused) {
      const missing = decisions
        .filter(({ decision }) => decision.access === 'denied')
        .map(({ request }) => request.verb);
      return this.#denied(rbac, [...new Set(missing)], refused.decision);
    }
    const doubtful = decisions.find(({ decision }) => decision.access === 'unknown')?.decision;
    if (doubtful) return { state: 'unknown', why: `${capital(describeDecision(doubtful))}.` };
    const [first] = decisions;
    return first?.decision.access === 'allowed'
      ? this.#granted(rbac, first.decision)
      : { state: 'unknown', why: 'Nothing is asked.' };
  }

  #granted(rbac: BundleRbac, { by }: Extract<AccessDecision, { access: 'allowed' }>): AccessVerdict {
    const origin = by.kind === 'grant' ? rbac.originOf(by.writtenIn) : undefined;
    const rule = by.kind === 'grant' ? origin?.rules[by.index] : undefined;
    const at = origin && rule ? this.#places.of({ uri: origin.bundled.object.uri, span: spanOf(rule.node) }) : null;
    return { state: 'granted', by: describeAllowedBy(by), at };
  }

  #denied(rbac: BundleRbac, verbs: readonly string[], decision: AccessDecision): AccessVerdict {
    if (this.#extent === 'part') {
      return {
        state: 'unknown',
        why: 'No file that was read grants it, but not all files of the workspace were read.',
      };
    }
    const { openness } = rbac;
    if (openness.kind === 'open') {
      return { state: 'unknown', why: `No file that was read grants it, but ${openInWords(openness.reasons)}.` };
    }
    return { state: 'denied', why: `${capital(describeDecision(decision))} (${verbs.join(', ')}).` };
  }
}

/** The first reason is enough: each alone leaves it open. */
function openInWords([first]: readonly OpenReason[]): string {
  if (!first) return 'there may be more than was read';
  const what = first.what === '' ? '' : ` (${first.what})`;
  return `${OPEN[first.kind]}${what}`;
}

const OPEN: Readonly<Record<OpenReason['kind'], string>> = {
  remote: 'a kustomization takes more from another machine',
  missing: 'a kustomization names a file that is not here',
  unreadable: 'a file beside it has broken YAML',
  templated: 'a file beside it is a template',
  chart: 'Helm charts are not rendered here',
  plugin: 'a kustomization makes more by itself',
  component: 'a component is applied with kustomizations that are not here',
  'beside-kustomization': 'the kustomization of its folder does not name the file',
  patched: 'a patch changes roles or bindings',
  'too-large': 'there is more than is read',
};

/** Whose access other credentials have, no file says. */
function othersCredentials(asker: Exclude<CredentialsOf, { kind: 'own-account' }>): string {
  switch (asker.kind) {
    case 'kubeconfig':
      return `It is asked for as the user of the kubeconfig ${asker.file}, who is not known here.`;
    case 'api-server':
      return `It is asked for with the credentials for ${asker.address}, whose user is not known here.`;
    case 'job-credentials':
      return 'It is asked for with the credentials of the job, whose user is not known here.';
  }
}

function holdersOf(askers: Askers, bundles: readonly Bundle[]): readonly Holder[] {
  if (askers.kind === 'unknown') return [];
  if (askers.kind === 'found' || askers.candidates.length > 0) {
    return askers.candidates.map(({ namespace, name, bundle }) => holder(bundle, namespace, name));
  }
  return bundles.map(bundle => holder(bundle, askers.comment.namespace, askers.comment.name));
}

function holder(bundle: Bundle, namespace: string | undefined, name: string): Holder {
  const rbac = rbacOfBundle(bundle, namespace);
  const held = namespace === undefined ? undefined : grantsOf(serviceAccountRequester(namespace, name), rbac.objects);
  return { name: askerName({ namespace, name }), rbac, held };
}

function bindingCount({ roleBindings, clusterRoleBindings }: BundleRbac['objects']): number {
  return roleBindings.length + clusterRoleBindings.length;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
