/**
 * A label or annotation key as it stands in a label name: every character outside `[A-Za-z0-9_]` becomes one `_`, letter
 * case stays. `app.kubernetes.io/name` gives `app_kubernetes_io_name`. Two keys may give the same name.
 *
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export function sanitizeLabelName(key: string): string {
  return key.replaceAll(/[^A-Za-z0-9_]/gu, '_');
}
