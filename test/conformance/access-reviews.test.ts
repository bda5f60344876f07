import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AccessRequest, namespaceOf } from '../../src/kubernetes/rbac/access-request.ts';
import { rulesOfClusterRole } from '../../src/kubernetes/rbac/aggregation.ts';
import { allowingGrants, decideByGrants } from '../../src/kubernetes/rbac/decide-access.ts';
import { type Grants, grantsOf } from '../../src/kubernetes/rbac/grants.ts';
import type { RbacObjects } from '../../src/kubernetes/rbac/rbac-objects.ts';
import { refusalReasons } from '../../src/kubernetes/rbac/refused-objects.ts';
import type { Requester } from '../../src/kubernetes/rbac/requester.ts';
import { type Compared, comparison } from './comparison.ts';
import { Random, runSeed } from './random.ts';
import { type ReviewAnswer, reviewAccess } from './rbac/access-reviews.ts';
import { type AccessWorld, startAccessWorld } from './rbac/access-world.ts';
import { ourRefusals, randomOddObject, serverRefusals } from './rbac/random-refusals.ts';
import { NAMESPACES, randomRequest, requestNear } from './rbac/random-rules.ts';
import type { BoundRequester } from './rbac/random-world.ts';
import { readManifest } from './rbac/read-manifest.ts';
import { rolesNotFound, rolesNotFoundIn, serverReason } from './rbac/server-words.ts';

const REQUESTS_OF_EACH = 40;
const AT_ONCE = 60;
const ODD_OBJECTS = 800;

interface Reviewed {
  readonly id: string;
  readonly who: Requester;
  readonly request: AccessRequest;
  readonly answer: ReviewAnswer;
}

let world: AccessWorld;
let reviews: readonly Reviewed[];

before(async () => {
  console.log(`access reviews from seed ${runSeed()}`);
  const random = new Random(runSeed());
  world = await startAccessWorld(random);
  reviews = await reviewAll(random, world);
});

after(() => world?.plane.dispose());

/** Asks each question once. */
async function reviewAll(random: Random, { plane, requesters }: AccessWorld): Promise<readonly Reviewed[]> {
  const questions = new Map<string, Omit<Reviewed, 'answer'>>();
  for (const bound of requesters) {
    for (let count = 0; count < REQUESTS_OF_EACH; count++) {
      const request = requestOf(random, bound);
      const id = `${JSON.stringify(bound.who)} ${JSON.stringify(request)}`;
      questions.set(id, { id, who: bound.who, request });
    }
  }
  const asked = [...questions.values()];
  const reviewed: Reviewed[] = [];
  for (let start = 0; start < asked.length; start += AT_ONCE) {
    const batch = asked.slice(start, start + AT_ONCE).map(async question => {
      return { ...question, answer: await reviewAccess(plane.api, question.request, question.who) };
    });
    reviewed.push(...(await Promise.all(batch)));
  }
  return reviewed;
}

/** Near a rule that the requester has, where the binding grants it; now and then elsewhere, or something else. */
function requestOf(random: Random, { near }: BoundRequester): AccessRequest {
  const elsewhere = random.pick([...NAMESPACES, '']);
  if (near.length === 0 || random.happens(1, 5)) return randomRequest(random, elsewhere);
  const { rule, namespace } = random.pick(near);
  return requestNear(random, rule, random.happens(1, 4) ? elsewhere : namespace);
}

/** The grants of each requester, made once. */
function grantsBy(rbac: RbacObjects): (who: Requester) => Grants {
  const known = new Map<Requester, Grants>();
  return who => {
    const grants = known.get(who) ?? grantsOf(who, rbac);
    known.set(who, grants);
    return grants;
  };
}

/**
 * Allowed or not, and why. Where several grants allow something, the API server names the one that it happens to meet
 * first: it must be among ours.
 */
async function* comparedInCluster(): AsyncGenerator<Compared> {
  const grants = grantsBy(world.listed);
  for (const { id, who, request, answer } of reviews) {
    const held = grants(who);
    const decision = decideByGrants(request, held);
    const reasons = allowingGrants(request, held).map(serverReason);
    const theirs = answer.allowed
      ? { access: 'allowed', by: answer.reason }
      : { access: 'denied', notFound: rolesNotFoundIn(answer.reason) };
    if (decision.access === 'allowed') {
      const byMasters = decision.by.kind === 'masters' && answer.reason === '';
      const by = byMasters || reasons.includes(answer.reason) ? answer.reason : reasons;
      yield { id, ours: { access: 'allowed', by }, theirs };
    } else {
      const notFound = decision.access === 'denied' ? rolesNotFound(decision.notFound) : [];
      yield { id, ours: { access: decision.access, notFound }, theirs };
    }
  }
}

comparison({ label: 'access reviews equal', required: 1, cases: comparedInCluster });

/** What is decided from the written objects alone; what they leave unknown claims nothing. */
async function* comparedFromFiles(): AsyncGenerator<Compared> {
  const grants = grantsBy(world.written);
  for (const { id, who, request, answer } of reviews) {
    const { access } = decideByGrants(request, grants(who));
    if (access !== 'unknown') yield { id, ours: access, theirs: answer.allowed ? 'allowed' : 'denied' };
  }
}

comparison({ label: 'access decided from files equal', required: 1, cases: comparedFromFiles });

/** Rule by rule, in the order in which the controller writes them. */
async function* comparedAggregation(): AsyncGenerator<Compared> {
  for (const [name, role] of world.written.clusterRoles) {
    if (!role.aggregationRule) continue;
    const ours = rulesOfClusterRole(role, world.written).map(({ rule }) => rule);
    yield { id: name, ours, theirs: world.listed.clusterRoles.get(name)?.rules };
  }
}

comparison({ label: 'aggregated roles equal', required: 1, cases: comparedAggregation });

/** Objects with mistakes, as the API server refuses them, field by field. */
async function* comparedRefusals(): AsyncGenerator<Compared> {
  const random = new Random(runSeed());
  for (let index = 0; index < ODD_OBJECTS; index++) {
    const object = randomOddObject(random, index);
    const ours = ourRefusals(refusalReasons(readManifest(object)));
    yield { id: JSON.stringify(object), ours, theirs: await serverRefusals(world.plane.api, object) };
  }
}

comparison({ label: 'refusals of roles and bindings equal', required: 1, cases: comparedRefusals });

test('the reviews are of every sort', () => {
  const count = (holds: (one: Reviewed) => boolean) => reviews.filter(holds).length;
  const allowed = count(({ answer }) => answer.allowed);
  const grants = grantsBy(world.written);
  const unknown = count(({ who, request }) => decideByGrants(request, grants(who)).access === 'unknown');
  console.log(`${reviews.length} reviews: ${allowed} allowed, ${unknown} unknown from files`);
  assert.ok(reviews.length >= 3000);
  const sorts: Readonly<Record<string, number>> = {
    'by a ClusterRoleBinding': count(({ answer }) => answer.reason.includes('by ClusterRoleBinding')),
    'by a RoleBinding of a Role': count(({ answer }) => /by RoleBinding \S+ of Role /.test(answer.reason)),
    'by a RoleBinding of a ClusterRole': count(({ answer }) =>
      /by RoleBinding \S+ of ClusterRole /.test(answer.reason),
    ),
    'by an aggregated role': count(({ answer }) => /of ClusterRole "(?:agg|high|view|edit|admin)/.test(answer.reason)),
    'to a group': count(({ answer }) => answer.reason.includes('to Group')),
    'to a service account': count(({ answer }) => answer.reason.includes('to ServiceAccount')),
    'to a user': count(({ answer }) => answer.reason.includes('to User')),
    'role not found': count(({ answer }) => !answer.allowed && answer.reason.includes('not found')),
    'allowed path': count(({ request, answer }) => answer.allowed && request.kind === 'path'),
    'allowed subresource': count(
      ({ request, answer }) => answer.allowed && request.kind === 'resource' && request.subresource !== '',
    ),
    'allowed in the cluster': count(({ request, answer }) => answer.allowed && namespaceOf(request) === ''),
    refused: count(({ answer }) => !answer.allowed),
  };
  for (const [sort, times] of Object.entries(sorts)) assert.ok(times >= 10, `${sort}: ${times}`);
});
