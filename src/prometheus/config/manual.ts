const CONFIGURATION = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/';

/** The address of a section of the configuration manual, such as `relabel_config`. */
export function manual(section: string): string {
  return `${CONFIGURATION}#${section}`;
}
