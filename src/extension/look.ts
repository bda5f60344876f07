const TOP_LEVEL_KEY =
  /^(?:global|scrape_configs|scrape_config_files|rule_files|alerting|remote_write|remote_read)[ \t]*:/m;
const EMBEDDED_KEY = /^[ \t]+(?:-[ \t]+)?["']?(?:scrape_configs|rule_files|scrape_config_files)["']?[ \t]*:/m;
const OBJECT = /^[ \t{-]*["']?(?:apiVersion|kind)["']?[ \t]*:/m;
const MANIFEST = /^[ \t]*["']?apiVersion["']?[ \t]*:/m;
/** A job under a misspelt `scrape_configs`. */
const JOB = /^[ \t]*-[ \t]+job_name[ \t]*:/m;
const QUOTED = /\bscrape_configs\b/;
/** An object that says Prometheus of itself: by its name, a label or an image, or as one of the Prometheus Operator. */
const SAYS_PROMETHEUS =
  /(?:^|[\s{,"'])(?:name|app|app\.kubernetes\.io\/name|image)["']?[ \t]{0,8}:[ \t]{0,8}["']?[^\s"',{}#]{0,200}prometheus|["']?apiVersion["']?[ \t]{0,8}:[ \t]{0,8}["']?monitoring\.coreos\.com\//i;
/** What is looked at: configurations that begin later than this are met when the text is edited or another one opens. */
const LIMIT = 512 * 1024;

/**
 * Whether a YAML text may hold a prometheus.yml, or be a manifest of a Prometheus: a cheap look that decides whether the
 * language server starts. It errs on the side of yes; what the file really is, the server decides.
 */
export function mayConcernPrometheus(text: string): boolean {
  const head = text.slice(0, LIMIT);
  if (TOP_LEVEL_KEY.test(head) || JOB.test(head)) return true;
  if (OBJECT.test(head) && SAYS_PROMETHEUS.test(head)) return true;
  return MANIFEST.test(head) && (EMBEDDED_KEY.test(head) || QUOTED.test(head));
}

/** Whether a text has a top-level key of prometheus.yml that few other files have. */
export function hasPrometheusTopLevel(text: string): boolean {
  return /^(?:scrape_configs|scrape_config_files|rule_files)[ \t]*:/m.test(text.slice(0, LIMIT));
}
