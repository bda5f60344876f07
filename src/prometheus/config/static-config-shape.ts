import { listOf, listWithoutNulls, mapOf, objectOf, text } from '../../schema/shape.ts';
import { manual } from './manual.ts';

/** See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#static_config */
export const STATIC_CONFIG_SHAPE = objectOf({
  title: '`static_configs`',
  link: manual('static_config'),
  fields: {
    targets: {
      shape: listOf(text('string', 'localhost:9090')),
      doc: 'Addresses, `host:port`, without scheme and path.',
      snippet: "targets: ['$1']",
    },
    labels: { shape: mapOf('label-name', text('label-value')), doc: 'Labels of all these targets.' },
  },
});

export const STATIC_CONFIG_LIST = listWithoutNulls(STATIC_CONFIG_SHAPE);
