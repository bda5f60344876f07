import { type EnumShape, oneOf } from '../../schema/shape.ts';

/** See https://prometheus.io/docs/instrumenting/content_negotiation/ */
export const SCRAPE_PROTOCOL: EnumShape = oneOf({
  PrometheusProto: 'Prometheus’ protobuf format; carries native histograms.',
  'OpenMetricsText1.0.0': 'OpenMetrics text 1.0.0.',
  'OpenMetricsText0.0.1': 'OpenMetrics text 0.0.1.',
  'OpenMetricsText2.0.0': 'OpenMetrics text 2.0.0, in development.',
  'PrometheusText1.0.0': 'Prometheus text 1.0.0; may carry UTF-8 names.',
  'PrometheusText0.0.4': 'Prometheus text 0.0.4, what nearly every exporter offers.',
});
