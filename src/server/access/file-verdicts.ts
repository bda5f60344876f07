import { decideByGrants } from '../../kubernetes/rbac/decide-access.ts';
import { describeAllowedBy, describeUncertainty } from '../../kubernetes/rbac/reasons.ts';
import { isNamedElsewhere } from '../../lint/rbac/bindings-elsewhere.ts';
import { isCertain, needState } from '../../lint/rbac/need-state.ts';
import type { Scene, SceneAccount } from '../../lint/rbac/scene.ts';
import type { Access, AccessNeed, Asker as Credentials } from '../../prometheus/access/access.ts';
import { accessRequests, coarserAccess } from '../../prometheus/access/access-requests.ts';
import type { AccessVerdict } from '../../protocol/access.ts';
import type { OpenReason } from '../../workspace/bundle.ts';
import { isSameAsker, type OtherAsker } from '../../workspace/other-askers.ts';
import type { BundleRbac } from '../../workspace/rbac-of-bundle.ts';
import { spanOf } from '../../yaml/source.ts';
import type { Places } from './places.ts';

/** An account that a configuration may run as, in one bundle and under one assumption about its namespace. */
export interface Holder {
  readonly scene: Scene;
  readonly account: SceneAccount;
  /** With which of the configuration's credentials. */
  readonly credentials: Credentials;
}

/** What the verdicts on the needs of one configuration go by. */
export interface VerdictFacts {
  readonly holders: readonly Holder[];
  readonly others: readonly OtherAsker[];
  /** Why it is not known who asks with the own account, as a sentence. */
  readonly nobody: string;
  /** Whether all files of the workspace are known. */
  readonly extent: 'whole' | 'part';
  readonly places: Places;
}

/** What the files say of each need of one configuration: the same as what is found fault with. */
export class FileVerdicts {
  readonly #facts: VerdictFacts;

  constructor(facts: VerdictFacts) {
    this.#facts = facts;
  }

  /** Whether no file has a role or binding for any of the accounts: there is nothing to find fault with yet. */
  get hasNoRbac(): boolean {
    const { extent, holders } = this.#facts;
    return extent === 'whole' && holders.length > 0 && holders.every(isWithoutRbac);
  }

  /** The names of the files that have the rules of the accounts. */
  get fileNames(): readonly string[] {
    const uris = this.#facts.holders.flatMap(({ scene, account }) =>
      account.held.grants.flatMap(({ writtenIn }) => scene.rbac.originOf(writtenIn)?.bundled.object.uri ?? []),
    );
    return [...new Set(uris.map(uri => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))))];
  }

  of(need: AccessNeed): AccessVerdict {
    const { asker } = need;
    const other = this.#facts.others.find(({ credentials }) => isSameAsker(credentials, asker));
    if (other?.holder.state === 'unknown') return unknown(other.holder.why);
    const holders = this.#facts.holders.filter(({ credentials }) => isSameAsker(credentials, asker));
    const verdicts = holders.map(holder => ({
      name: holder.account.shown,
      verdict: this.#verdict(holder, need),
    }));
    const [first] = verdicts;
    if (!first) return unknown(this.#facts.nobody);
    if (verdicts.every(({ verdict }) => verdict.state === first.verdict.state)) return first.verdict;
    const names = new Set(verdicts.map(({ name }) => name));
    if (names.size === 1) return unknown(`It depends on the namespace that ${first.name} is in, which no file says.`);
    const each = verdicts.map(({ name, verdict }) => `for ${name} it is ${verdict.state}`);
    return unknown(`It depends on where it is applied: ${[...new Set(each)].join(', ')}.`);
  }

  #verdict({ scene, account }: Holder, need: AccessNeed): AccessVerdict {
    const state = needState(need.access, account.held);
    if (state.state === 'allowed') return this.#granted(scene.rbac, account, need.access);
    if (state.state === 'unknown') {
      const why = [...new Set(state.doubts.map(describeUncertainty))].join('; ');
      return unknown(why === '' ? 'A binding that names no namespace would grant it in its own.' : `${capital(why)}.`);
    }
    if (this.#facts.extent === 'part') {
      return unknown('No file that was read grants it, but not all files of the workspace were read.');
    }
    if (account.evidence === 'open')
      return unknown(`No file that was read grants it, but ${openBecause(scene, account)}.`);
    if (!isCertain(need)) {
      return unknown(
        'No file grants it; whether it is asked for depends on what is scraped, and on what the cluster grants to all.',
      );
    }
    const verbs = new Set(state.requests.map(({ verb }) => verb));
    return { state: 'denied', why: `No rule allows it (${[...verbs].join(', ')}).` };
  }

  #granted(rbac: BundleRbac, { held }: SceneAccount, access: Access): AccessVerdict {
    const coarser = coarserAccess(access);
    const requests = [access, ...(coarser ? [coarser] : [])].map(accessRequests);
    const decisions = requests.map(all => all.map(request => decideByGrants(request, held)));
    const [decision] = decisions.find(all => all.every(one => one.access === 'allowed')) ?? [];
    if (decision?.access !== 'allowed') return { state: 'granted', by: '', at: null };
    const { by } = decision;
    const origin = by.kind === 'grant' ? rbac.originOf(by.writtenIn) : undefined;
    const rule = by.kind === 'grant' ? origin?.rules[by.index] : undefined;
    const at =
      origin && rule ? this.#facts.places.of({ uri: origin.bundled.object.uri, span: spanOf(rule.node) }) : null;
    return { state: 'granted', by: describeAllowedBy(by), at };
  }
}

function unknown(why: string): AccessVerdict {
  return { state: 'unknown', why };
}

function isWithoutRbac({ scene, account }: Holder): boolean {
  const { objects, unplaced, openness } = scene.rbac;
  const count = [...objects.roles, ...objects.clusterRoles, ...objects.roleBindings, ...objects.clusterRoleBindings];
  const isEmpty = count.length + unplaced.length === 0;
  return isEmpty && openness.kind === 'complete' && !isNamedElsewhere(scene.model, scene.bundle, account.account);
}

/** The first reason is enough: each alone leaves it open. */
function openBecause({ rbac, model, bundle }: Scene, { account, name, shown }: SceneAccount): string {
  if (rbac.openness.kind === 'open') return openInWords(rbac.openness.reasons);
  const isUser = account.kind === 'user';
  if (isNamedElsewhere(model, bundle, account))
    return `files that belong elsewhere bind ${isUser ? `the ${shown}, or a group of theirs` : `an account that is called ${name}`}`;
  if (isUser) return `the files beside it do not bind the ${shown}`;
  return `the files beside it neither have the service account ${shown} nor bind it`;
}

function openInWords([first]: readonly OpenReason[]): string {
  if (!first) return 'there may be more than was read';
  const what = first.what === '' ? '' : ` (${first.what})`;
  return `${OPEN[first.kind]}${what}`;
}

const OPEN: Readonly<Record<OpenReason['kind'], string>> = {
  remote: 'a kustomization takes more from another machine',
  missing: 'a kustomization names a file that is not here',
  unreadable: 'something beside it cannot be read here',
  templated: 'a file beside it is a template',
  chart: 'Helm charts are not rendered here',
  plugin: 'a kustomization makes more by itself',
  component: 'a component is applied with kustomizations that are not here',
  base: 'a base is applied with kustomizations that are not here',
  refused: 'kustomize would not build a kustomization',
  delivered: 'Flux or Argo CD changes it in ways that no file says',
  'beside-kustomization': 'the kustomization of its folder does not name the file',
  patched: 'a patch changes roles or bindings',
  twice: 'roles or bindings of one name differ',
  'too-large': 'there is more than is read',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
