/** The commands of the Access view: what they do is loaded when one of them runs or the view is seen. */
export const ACCESS_COMMANDS = [
  'prometheusKubernetes.checkAccess',
  'prometheusKubernetes.fixAccess',
  'prometheusKubernetes.generateRbac',
  'prometheusKubernetes.explainForbidden',
  'prometheusKubernetes.revealAccess',
  'prometheusKubernetes.openAccessPlace',
  'prometheusKubernetes.copyAccess',
] as const;

export type AccessCommand = (typeof ACCESS_COMMANDS)[number];
