import { canRunInCluster } from '../../cluster/in-cluster.ts';
import type { Compared } from '../comparison.ts';
import type { AccessCase, Expectation } from './access-case.ts';
import { accessCases } from './access-cases.ts';
import { type CaseAnswer, runOnServer } from './server-run.ts';

/** What a case came to on an API server that streams lists, and on one that has to be asked for them. */
interface BothAnswers {
  readonly streaming: CaseAnswer;
  readonly listing: CaseAnswer;
}

/** All cases on both kinds of API server, run once for all comparisons. */
export class AccessRun {
  #answers: Promise<ReadonlyMap<AccessCase, BothAnswers>> | undefined;

  /** What each account asks for, and which of it is forbidden on either server. */
  async *forbiddenSets(): AsyncGenerator<Compared> {
    for (const [{ id }, answers] of await this.#run()) {
      const { streaming, listing } = answers;
      yield {
        id,
        ours: { asked: [streaming.ours.asked, listing.ours.asked], forbidden: streaming.ours.forbidden },
        theirs: { asked: [streaming.theirs.asked, listing.theirs.asked], forbidden: forbiddenOnEither(answers) },
      };
    }
  }

  /** Of the cases that must come to something whatever we say, whether they do. */
  async *expected(expects: Exclude<Expectation, 'as it is'>): AsyncGenerator<Compared> {
    for (const [one, answers] of await this.#run()) {
      if (one.expects !== expects) continue;
      const theirs = forbiddenOnEither(answers).length === 0 ? 'nothing' : 'something';
      yield { id: one.id, ours: { forbidden: expects }, theirs: { forbidden: theirs } };
    }
  }

  #run(): Promise<ReadonlyMap<AccessCase, BothAnswers>> {
    this.#answers ??= runBoth();
    return this.#answers;
  }
}

async function runBoth(): Promise<ReadonlyMap<AccessCase, BothAnswers>> {
  const all = accessCases();
  const hasPods = await canRunInCluster();
  const cases = hasPods ? all : all.filter(({ runs }) => runs !== 'as a pod');
  if (!hasPods) console.log(`${all.length - cases.length} cases need user namespaces and are left out`);
  const streaming = await runOnServer(['WatchList=true'], cases);
  const listing = await runOnServer(['WatchList=false'], cases);
  const both = new Map<AccessCase, BothAnswers>();
  for (const one of cases) {
    const answers = [streaming.get(one), listing.get(one)] as const;
    if (answers[0] && answers[1]) both.set(one, { streaming: answers[0], listing: answers[1] });
  }
  return both;
}

function forbiddenOnEither({ streaming, listing }: BothAnswers): readonly string[] {
  return [...new Set([...streaming.theirs.forbidden, ...listing.theirs.forbidden])].sort();
}
