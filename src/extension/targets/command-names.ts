/** The commands that live in the bundle of the Targets view: it is loaded when one of them runs or the view is seen. */
export const TARGETS_COMMANDS = [
  'prometheusKubernetes.showTargets',
  'prometheusKubernetes.refreshTargets',
  'prometheusKubernetes.selectContext',
  'prometheusKubernetes.chooseNamespaces',
  'prometheusKubernetes.setKubeconfig',
  'prometheusKubernetes.filterTargets',
  'prometheusKubernetes.clearTargetsFilter',
  'prometheusKubernetes.showMoreTargets',
  'prometheusKubernetes.copyTargetUrl',
  'prometheusKubernetes.copyTargetLabels',
  'prometheusKubernetes.copyLabelName',
  'prometheusKubernetes.copyLabelValue',
  'prometheusKubernetes.copyAdvice',
  'prometheusKubernetes.revealInEditor',
  'prometheusKubernetes.revealJob',
  'prometheusKubernetes.showTrace',
  'prometheusKubernetes.traceLabels',
  'prometheusKubernetes.showEditEffect',
  'prometheusKubernetes.newConfiguration',
  'prometheusKubernetes.recordSnapshot',
  'prometheusKubernetes.openSnapshot',
  'prometheusKubernetes.closeSnapshot',
] as const;

export type TargetsCommand = (typeof TARGETS_COMMANDS)[number];
