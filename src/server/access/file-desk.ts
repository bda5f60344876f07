import { isDeepStrictEqual } from 'node:util';
import { accountRequester } from '../../kubernetes/rbac/account.ts';
import { createManifestCache } from '../../lint/manifest/manifest-cache.ts';
import type { ManifestKnowledge } from '../../lint/manifest/manifest-findings.ts';
import { MISSING_ACCESS } from '../../lint/rbac/missing-access.ts';
import { createRbacCache, type RbacCache } from '../../lint/rbac/rbac-cache.ts';
import type { FileChange, WorkspaceFinding, WorkspaceFix } from '../../lint/workspace-finding.ts';
import type { AccessChange, ConfigurationAccess, NeedName } from '../../protocol/access.ts';
import type { PlaceInText } from '../../protocol/targets-methods.ts';
import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';
import { lspEdit } from '../positions.ts';
import { AccessConfigurations } from './access-configurations.ts';
import {
  type AccessDesk,
  type AccessFinding,
  type AccessNews,
  type DeskQuestions,
  type ForbiddenAnswer,
  NO_NEWS,
  type OfferedAccessFix,
  type RbacAnswer,
  type WorkspaceChanges,
} from './access-desk.ts';
import { accountsBehind } from './account-of.ts';
import {
  type DecidedConfiguration,
  type DecidingFacts,
  decidedConfigurations,
  jobsLacking,
} from './configuration-access.ts';
import { DeskAccounts, type ReadBelow } from './desk-accounts.ts';
import { explainForbidden, NOT_A_REFUSAL } from './explain-forbidden.ts';
import { parseForbiddenMessage } from './forbidden-message.ts';
import { generatedRbac } from './generate-rbac.ts';
import { listRefusals } from './list-refusals.ts';
import { Places } from './places.ts';
import { reviewWishes } from './review-wishes.ts';
import { type ReadText, WorkspaceManifests } from './workspace-manifests.ts';

/** What finds fault with several files at once, and knows what to do about it. */
export interface WorkspaceLints {
  findings(model: WorkspaceModel, cache: RbacCache): readonly WorkspaceFinding[];
  /** In one file, in the light of the others. Undefined for a file that is none of our business. */
  findingsIn(
    model: WorkspaceModel,
    file: WorkspaceFile,
    knowledge: ManifestKnowledge,
  ): readonly WorkspaceFinding[] | undefined;
  fixes(model: WorkspaceModel, finding: WorkspaceFinding, cache: RbacCache): readonly WorkspaceFix[];
}

/** How files are read. Neither rejects. */
export interface ReadFiles {
  readonly text: ReadText;
  /** Of credentials. */
  readonly below: ReadBelow;
}

/** What is known of the files, and what follows from nothing else. */
interface DeskFacts extends DecidingFacts {
  readonly accounts: DeskAccounts;
}

function noFacts(files: ReadFiles): DeskFacts {
  const manifests = new WorkspaceManifests(files.text);
  const accounts = new DeskAccounts(manifests, files.below);
  const cache = createRbacCache(uri => manifests.file(uri)?.place.version ?? 'unknown');
  return {
    manifests,
    accounts,
    configurations: new AccessConfigurations(),
    places: new Places(manifests),
    cache: { ...cache, accounts },
  };
}

/** Works out access from the texts of files. */
export class FileDesk implements AccessDesk {
  readonly #lints: WorkspaceLints;
  readonly #failed: (error: unknown) => void;
  readonly #files: ReadFiles;
  #facts: DeskFacts;
  #decided: readonly DecidedConfiguration[] = [];
  #findings: readonly WorkspaceFinding[] = [];
  #told = '';
  /** Others than those of a desk before, which has ended. */
  #state = Math.floor(Math.random() * 2 ** 40);
  /** An editor asks for them at every move of the cursor. */
  readonly #fixesOf = new Map<WorkspaceFinding, readonly WorkspaceFix[]>();
  readonly #ofManifests = createManifestCache();

  /** `failed` is told of mistakes of ours; the question is then not answered, and everything is forgotten. */
  constructor(files: ReadFiles, lints: WorkspaceLints, failed: (error: unknown) => void) {
    this.#files = files;
    this.#lints = lints;
    this.#failed = failed;
    this.#facts = noFacts(files);
  }

  async ask<Name extends keyof DeskQuestions>(
    question: Name,
    ask: DeskQuestions[Name]['ask'],
  ): Promise<DeskQuestions[Name]['answer'] | undefined> {
    const answerers: Answerers = {
      take: changes => this.#take(changes),
      access: () => this.#access(),
      reviews: () => this.#decided.flatMap(reviewWishes),
      fixes: finding => this.#fixes(finding),
      fixesOfNeed: need => this.#fixesOfNeed(need),
      generate: ({ configuration }) => this.#generate(configuration),
      explain: ({ message }) => this.#explain(message),
    };
    try {
      return await answerers[question](ask);
    } catch (error) {
      this.#failed(error);
      this.dispose();
      return undefined;
    }
  }

  dispose(): void {
    this.#facts = noFacts(this.#files);
    this.#decided = [];
    this.#findings = [];
    this.#fixesOf.clear();
  }

  async #take(changes: WorkspaceChanges): Promise<AccessNews> {
    const facts = this.#facts;
    const { manifests, accounts, configurations, cache } = facts;
    await manifests.take(changes);
    if (facts === this.#facts) await accounts.look(configurations);
    // Forgotten meanwhile.
    if (facts !== this.#facts) return NO_NEWS;
    this.#fixesOf.clear();
    this.#decided = decidedConfigurations(facts);
    const across = manifests.extent === 'whole' ? this.#lints.findings(manifests.model, cache) : [];
    const inFiles = manifests.open.map(({ file }) => ({ uri: file.uri, found: this.#findingsIn(file) }));
    this.#findings = [
      ...across.filter(({ uri }) => manifests.isListed(uri)),
      ...inFiles.flatMap(({ found }) => found ?? []),
    ];
    this.#noteState();
    const denied = this.#decided.flatMap(({ access }) => access.needs.filter(({ files }) => files.state === 'denied'));
    return {
      findings: this.#findings.flatMap(found => this.#accessFinding(found)),
      jobs: this.#decided.flatMap(jobsLacking),
      lists: this.#decided.flatMap(listRefusals),
      missing: denied.length,
      withoutRbac: this.#decided.filter(({ rbac }) => rbac === 'none').map(({ access }) => access.configuration),
      manifests: inFiles.flatMap(({ uri, found }) => (found ? [uri] : [])),
      state: this.#state,
    };
  }

  #findingsIn(file: WorkspaceFile): readonly WorkspaceFinding[] | undefined {
    const { manifests, cache } = this.#facts;
    return this.#lints.findingsIn(manifests.model, file, {
      extent: manifests.isListed(file.uri) ? manifests.extent : 'part',
      configurations: cache,
      cache: this.#ofManifests,
    });
  }

  /** Kubeconfigs and certificates are no files that an editor tells about: who asks may have changed since. */
  async #access(): Promise<readonly ConfigurationAccess[]> {
    const facts = this.#facts;
    const seen = await facts.accounts.look(facts.configurations);
    if (seen === 'new' && facts === this.#facts) this.#decided = decidedConfigurations(facts);
    return this.#decided.map(({ access }) => access);
  }

  #noteState(): void {
    const text = JSON.stringify(this.#decided.map(({ access }) => access));
    if (text !== this.#told) this.#state++;
    this.#told = text;
  }

  #accessFinding({ uri, finding, elsewhere }: WorkspaceFinding): readonly AccessFinding[] {
    const documentVersion = this.#facts.manifests.file(uri)?.documentVersion ?? null;
    if (documentVersion === null) return [];
    const places = elsewhere.flatMap(({ uri: other, span, message }) => {
      const place = this.#facts.places.of({ uri: other, span });
      return place ? [{ ...place, message }] : [];
    });
    return [{ uri, documentVersion, finding, elsewhere: places }];
  }

  #fixes({ uri, finding }: AccessFinding): readonly OfferedAccessFix[] {
    const found = this.#findings.find(one => one.uri === uri && isSameFinding(one.finding, finding));
    return found ? this.#fixesOfFinding(found) : [];
  }

  /** Those of what is found at the places that need it: the first that has any settles the others too. */
  #fixesOfNeed({ configuration, need }: NeedName): readonly OfferedAccessFix[] {
    const decided = this.#decided.find(({ access }) => access.configuration === configuration);
    const shown = decided?.access.needs.find(({ id }) => id === need);
    for (const { at } of shown?.files.state === 'denied' ? shown.jobs : []) {
      const found = this.#findings.find(
        one => one.uri === at?.uri && one.finding.code === MISSING_ACCESS.code && this.#isAt(one, at),
      );
      const fixes = found ? this.#fixesOfFinding(found) : [];
      if (fixes.length > 0) return fixes;
    }
    return [];
  }

  #isAt({ uri, finding }: WorkspaceFinding, at: PlaceInText): boolean {
    return isDeepStrictEqual(this.#facts.places.of({ uri, span: finding.span }), at);
  }

  #fixesOfFinding(found: WorkspaceFinding): readonly OfferedAccessFix[] {
    const fixes = this.#fixesOf.get(found) ?? this.#lints.fixes(this.#facts.manifests.model, found, this.#facts.cache);
    this.#fixesOf.set(found, fixes);
    return fixes.flatMap((fix): readonly OfferedAccessFix[] => {
      if (fix.kind === 'disabled') return [fix];
      const { title, kind, changes } = fix;
      const offered = changes.map(change => this.#offeredChange(change));
      return offered.every(one => one !== undefined) ? [{ title, kind, changes: offered }] : [];
    });
  }

  #offeredChange(change: FileChange): AccessChange | undefined {
    if (change.kind === 'create') return change;
    const document = this.#facts.places.document(change.uri);
    const documentVersion = this.#facts.manifests.file(change.uri)?.documentVersion ?? null;
    return document && { ...change, documentVersion, edits: change.edits.map(edit => lspEdit(document, edit)) };
  }

  #generate(configuration: string): RbacAnswer {
    const decided = this.#decided.find(({ access }) => access.configuration === configuration);
    return decided
      ? generatedRbac(decided)
      : { ok: false, message: 'This configuration is not there any more. Choose another one.' };
  }

  #explain(text: string): ForbiddenAnswer {
    const message = parseForbiddenMessage(text);
    if (!message) return { ok: false, message: NOT_A_REFUSAL };
    const configurations = this.#decided.map(({ access, needs, accounts }) => ({
      access,
      needs: needs.map(need => {
        const behind = accountsBehind(accounts, need.asker) ?? [];
        return { need, users: behind.map(account => accountRequester(account).user) };
      }),
    }));
    return explainForbidden(message, configurations);
  }
}

type Answerers = {
  readonly [Name in keyof DeskQuestions]: (
    ask: DeskQuestions[Name]['ask'],
  ) => DeskQuestions[Name]['answer'] | Promise<DeskQuestions[Name]['answer']>;
};

function isSameFinding(one: AccessFinding['finding'], other: AccessFinding['finding']): boolean {
  const isPlace = one.span.start === other.span.start && one.span.end === other.span.end;
  return isPlace && one.code === other.code && one.message === other.message;
}
