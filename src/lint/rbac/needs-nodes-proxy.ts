import type { SceneAccount } from './scene.ts';

/** Whether a job of the account needs it, as those that reach kubelets through the API server. */
export function needsNodesProxy({ runs }: SceneAccount): boolean {
  return runs.some(({ required }) =>
    required.needs.some(
      ({ access }) => access.kind === 'resource' && access.resource === 'nodes' && access.subresource === 'proxy',
    ),
  );
}
