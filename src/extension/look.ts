const TOP_LEVEL_KEY =
  /^(?:global|scrape_configs|scrape_config_files|rule_files|alerting|remote_write|remote_read)[ \t]*:/m;
const EMBEDDED_KEY = /^[ \t]+(?:-[ \t]+)?["']?(?:scrape_configs|rule_files|scrape_config_files)["']?[ \t]*:/m;
const MANIFEST = /^[ \t]*["']?apiVersion["']?[ \t]*:/m;
/** A job under a misspelt `scrape_configs`. */
const JOB = /^[ \t]*-[ \t]+job_name[ \t]*:/m;
const QUOTED = /\bscrape_configs\b/;
/** What is looked at: configurations that begin later than this are met when the text is edited or another one opens. */
const LIMIT = 512 * 1024;

/**
 * Whether a YAML text may hold a prometheus.yml: a cheap look that decides whether the language server starts. It errs
 * on the side of yes; what the file really is, the server decides.
 */
export function mayConcernPrometheus(text: string): boolean {
  const head = text.slice(0, LIMIT);
  if (TOP_LEVEL_KEY.test(head) || JOB.test(head)) return true;
  return MANIFEST.test(head) && (EMBEDDED_KEY.test(head) || QUOTED.test(head));
}

/** Whether a text has a top-level key of prometheus.yml that few other files have. */
export function hasPrometheusTopLevel(text: string): boolean {
  return /^(?:scrape_configs|scrape_config_files|rule_files)[ \t]*:/m.test(text.slice(0, LIMIT));
}
