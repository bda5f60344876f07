export interface KubeconfigRequest {
  readonly server: string;
  /** As PEM. */
  readonly authority: string;
  readonly token: string;
}

/** The text of a kubeconfig with one context, which is called `test`. */
export function kubeconfigText({ server, authority, token }: KubeconfigRequest): string {
  return [
    'apiVersion: v1',
    'kind: Config',
    'current-context: test',
    'clusters:',
    '  - name: test',
    '    cluster:',
    `      server: ${server}`,
    `      certificate-authority-data: ${Buffer.from(authority).toString('base64')}`,
    'users:',
    '  - name: test',
    '    user:',
    `      token: ${JSON.stringify(token)}`,
    'contexts:',
    '  - name: test',
    '    context: { cluster: test, user: test }',
    '',
  ].join('\n');
}
