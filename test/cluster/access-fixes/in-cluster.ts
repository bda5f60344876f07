import { setTimeout as delay } from 'node:timers/promises';
import { reviewAccess } from '../../conformance/rbac/access-reviews.ts';
import type { AdminApi, Manifest } from '../admin-api.ts';
import type { AskedAfter } from './needs-after.ts';

const RBAC = /^(?:ServiceAccount|(?:Cluster)?Role(?:Binding)?)$/;
/** The authorizer sees objects a moment after they are made, and after they are gone. */
const PATIENCE_MS = 10_000;

/**
 * Makes the accounts, roles and bindings among the objects, asks the API server for each request whether it is allowed
 * then, and takes them away again. The answers are `allowed` or the request that is not.
 */
export async function reviewsWith(
  api: AdminApi,
  objects: readonly Manifest[],
  asked: readonly AskedAfter[],
): Promise<readonly string[]> {
  const made: Manifest[] = [];
  try {
    for (const object of objects.filter(({ kind }) => RBAC.test(kind))) {
      await api.create(object);
      made.push(object);
    }
    return await waitFor(
      () => reviews(api, asked),
      answers => answers.every(answer => answer === 'allowed'),
    );
  } finally {
    for (const object of made) await api.deleteNow(object);
    // What is allowed by nothing would be allowed for the next one too.
    await waitFor(
      () => reviews(api, asked),
      answers => !answers.includes('allowed'),
    );
  }
}

function reviews(api: AdminApi, asked: readonly AskedAfter[]): Promise<readonly string[]> {
  return Promise.all(
    asked.flatMap(({ who, requests }) =>
      requests.map(async request => {
        const { allowed } = await reviewAccess(api, request, who);
        return allowed ? 'allowed' : `${who.user}: ${JSON.stringify(request)}`;
      }),
    ),
  );
}

async function waitFor<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  const limit = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (isRight(answer) || performance.now() > limit) return answer;
    await delay(20);
  }
}
