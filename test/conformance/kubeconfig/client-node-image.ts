import type { ClientNodeAnswer } from './client-node-protocol.ts';
import type { ResolvedImage } from './resolved-image.ts';

/** What client-node made of a kubeconfig, to be compared with `clientNodePart`. */
export function clientNodeVerdict(answer: ClientNodeAnswer): object {
  if (answer.outcome === 'usable') return { outcome: 'usable', access: answer.access };
  return { outcome: answer.outcome === 'refused' ? 'refused' : 'unusable' };
}

/** What of client-go's answer client-node can have: no kinds of errors but the time at which they come, fewer fields. */
export function clientNodePart(image: ResolvedImage): object {
  if (image.outcome === 'missing' || image.outcome === 'refused') return { outcome: 'refused' };
  if (image.outcome !== 'usable') return { outcome: 'unusable' };
  const { url, namespace, ca, insecure, serverName, proxy, certificate, token, basic, impersonate, exec } =
    image.access;
  return {
    outcome: 'usable',
    access: {
      url,
      namespace,
      ca,
      insecure,
      serverName,
      proxy,
      certificate,
      token: token === null ? null : token[0],
      basic,
      // It knows no more of it than the name.
      impersonate: impersonate === null ? null : impersonate.user,
      command: exec === null ? null : exec.command,
    },
  };
}
