/** Files that are known by their names, whatever they hold. */
const NAMES = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization|Chart\.ya?ml|values[^/]{0,80}\.ya?ml)$/;

const MANIFEST = /^[ \t-]{0,40}["']?apiVersion["']?[ \t]{0,8}:/m;
/** Patches of a kustomization: JSON patches, and such as name no kind. */
const PATCH = /^[ \t]{0,8}-?[ \t]{0,8}["']?(?:op|\$patch)["']?[ \t]{0,8}:/m;
const CONFIGURATION = /\b(?:scrape_configs|alertmanagers|kubernetes_sd_configs)\b/;

/**
 * Whether a YAML file may be a manifest, a part of a kustomization or chart, or a Prometheus configuration: a cheap look
 * that spares the others the parser. It errs on the side of yes.
 */
export function mayMatter(path: string, text: string): boolean {
  return NAMES.test(path) || MANIFEST.test(text) || CONFIGURATION.test(text) || PATCH.test(text);
}

const RBAC = /\brbac\.authorization\.k8s\.io\b|^[ \t-]{0,40}kind[ \t]{0,8}:[ \t]{0,8}["']?ServiceAccount\b/m;
const PROMETHEUS = /prometheus|\bmonitoring\.coreos\.com\//i;

/** Whether an open document is one for whose sake access is worth working out: it may have to do with a Prometheus. */
export function concernsAccess(text: string): boolean {
  if (CONFIGURATION.test(text)) return true;
  return MANIFEST.test(text) && (RBAC.test(text) || PROMETHEUS.test(text));
}
