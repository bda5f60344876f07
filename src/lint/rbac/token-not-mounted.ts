import type { RbacLint } from './rbac-lint.ts';
import { tokenNotMountedFixes } from './token-not-mounted-fixes.ts';

/**
 * Prometheus finds no token of its service account: the pods, or the account, say that it is not mounted. It asks the API
 * server with that token, and does not start discovery without it.
 * See https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export const TOKEN_NOT_MOUNTED: RbacLint = {
  code: 'rbac/token-not-mounted',
  severity: 'warning',
  summary: 'A Prometheus whose discovery needs the token of its account, which its pods do not get.',
  check: ({ accounts, bundle }) =>
    accounts.flatMap(({ askers, runs, shown, namespace, name }) => {
      if (!runs.some(run => run.needs.length > 0)) return [];
      const places = askers.flatMap(({ token }) => (token.kind === 'not-mounted' ? [token.place] : []));
      const unique = new Map(places.map(place => [`${place.uri} ${place.span.start}`, place]));
      return [...unique.values()].map(place => ({
        place,
        message: `Prometheus discovers nothing: its pods do not get the token of \`${shown}\`, with which it asks the API server. Set \`automountServiceAccountToken\` to \`true\`.`,
        others: [],
        data: { bundle: bundle.id, account: `${namespace}/${name}` },
      }));
    }),
  fixes: tokenNotMountedFixes,
};
