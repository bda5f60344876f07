import { isMap, isScalar, isSeq } from 'yaml';
import { jobsOf, readConfiguration, textOf } from '../../cluster/prometheus-text.ts';

/** A job as the oracle is asked about it. */
export interface JobText {
  readonly name: string;
  /** An entry of `scrape_configs`. */
  readonly job: string;
  /** The content of `global`; '' for none. */
  readonly global: string;
  readonly rules: readonly string[];
  readonly scheme: 'utf8' | 'legacy';
}

/** The jobs of a prometheus.yml, each as YAML text by itself. */
export function jobTexts(text: string): readonly JobText[] {
  const document = readConfiguration(text);
  const global = document.get('global');
  const inherited = isMap(global) ? global.get('metric_name_validation_scheme') : undefined;
  return jobsOf(document).map(job => {
    const rules = job.get('relabel_configs');
    const name = job.get('job_name', true);
    const scheme = job.get('metric_name_validation_scheme') ?? inherited;
    return {
      name: isScalar(name) ? String(name.value) : '',
      job: textOf(job),
      global: isMap(global) ? textOf(global) : '',
      rules: isSeq(rules) ? rules.items.map(rule => textOf(rule)) : [],
      scheme: scheme === 'legacy' ? 'legacy' : 'utf8',
    };
  });
}
