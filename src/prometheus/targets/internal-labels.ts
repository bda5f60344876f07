/**
 * The labels that Prometheus itself reads from a target.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export const ADDRESS = '__address__';
export const SCHEME = '__scheme__';
export const METRICS_PATH = '__metrics_path__';
export const SCRAPE_INTERVAL = '__scrape_interval__';
export const SCRAPE_TIMEOUT = '__scrape_timeout__';
export const PARAM_PREFIX = '__param_';
export const META_PREFIX = '__meta_';
export const UNIX_SOCKET = '__unix_socket__';
export const CONVERT_CLASSIC = '__convert_classic_histograms_to_nhcb__';
export const ALWAYS_CLASSIC = '__always_scrape_classic_histograms__';
export const SCRAPE_NATIVE = '__scrape_native_histograms__';
