import { readAccountText } from '../kubernetes/rbac/account-text.ts';
import {
  type AccountComment,
  accountComments,
  commentWithin,
  headComment,
} from '../prometheus/access/account-comment.ts';
import { alertmanagerDiscoveries } from '../prometheus/access/alertmanager-discoveries.ts';
import { valueOr } from '../prometheus/config/field.ts';
import type { PrometheusConfig } from '../prometheus/config/scrape-config.ts';
import type { Finding } from '../schema/finding.ts';
import { spanOf, type YamlDocument } from '../yaml/source.ts';

/** A comment that should say who asks the API server and does not: it is not read, or stands where nobody looks at it. */
export const ACCOUNT_COMMENT = {
  code: 'rbac/account-comment',
  severity: 'warning',
  summary:
    'A comment that should say who asks the API server and is not understood, or stands where it does not count.',
} as const;

/** The findings in the text of a configuration; spans are in it. */
export function accountCommentFindings(
  text: string,
  document: YamlDocument,
  config: PrometheusConfig,
): readonly Finding[] {
  const all = accountComments(text);
  if (all.length === 0) return [];
  const entries = [
    ...config.scrapeConfigs.map(job => job.kubernetesSdConfigs),
    ...alertmanagerDiscoveries(document, config),
  ].flat();
  const others = entries.filter(
    ({ apiServer, kubeconfigFile }) => valueOr(apiServer, '') !== '' || valueOr(kubeconfigFile, '') !== '',
  );
  const counting = [headComment(text), ...others.map(({ node }) => commentWithin(text, spanOf(node)))];
  const starts = new Set(counting.map(comment => comment?.span.start));
  return all.flatMap(comment => {
    const message = starts.has(comment.span.start) ? unread(comment) : UNSEEN;
    return message === undefined ? [] : [findingAt(comment, message)];
  });
}

const UNSEEN =
  'This comment says nothing about who asks: it counts above the first `kubernetes_sd_configs`, on one of the first 20 lines, or among the lines of an entry with credentials of its own.';

function unread({ text }: AccountComment): string | undefined {
  const read = readAccountText(text);
  return read.state === 'read' ? undefined : `This comment does not say who asks. ${read.why}`;
}

function findingAt({ span, text }: AccountComment, message: string): Finding {
  // Behind the colon nothing can be marked that is not there.
  const start = text === '' ? span.start - 1 : span.start;
  const { code, severity } = ACCOUNT_COMMENT;
  return { code, severity, span: { start, end: span.end }, message, related: [], data: {} };
}
