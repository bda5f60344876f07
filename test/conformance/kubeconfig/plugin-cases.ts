import { config, type KubeconfigCase, single, user } from './kubeconfig-case.ts';

const S = 'server: https://127.0.0.1:6443';
const EXEC = 'apiVersion: client.authentication.k8s.io/v1, command: plugin, interactiveMode: Never';

/** Plugins. */
export const PLUGIN_CASES: readonly KubeconfigCase[] = [
  single('an exec plugin', user(`exec: {${EXEC}}`)),
  single(
    'an exec plugin with everything',
    user(
      `exec: {${EXEC}, args: [a, "b c"], env: [{name: X, value: "1"}, {name: Z, value: "2"}, {name: X, value: "3"}], installHint: "brew\\tinstall \\e[1mx"}`,
    ),
  ),
  single(
    'an exec plugin of v1beta1',
    user('exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: plugin}'),
  ),
  single(
    'an exec plugin of v1alpha1',
    user('exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: plugin}'),
  ),
  single(
    'an exec plugin of a version that never was',
    user('exec: {apiVersion: client.authentication.k8s.io/v9, command: plugin, interactiveMode: Never}'),
  ),
  single(
    'an exec plugin of v1 without interactiveMode',
    user('exec: {apiVersion: client.authentication.k8s.io/v1, command: plugin}'),
  ),
  single(
    'an exec plugin with an odd interactiveMode',
    user('exec: {apiVersion: client.authentication.k8s.io/v1, command: plugin, interactiveMode: Sometimes}'),
  ),
  single('an exec plugin without apiVersion', user('exec: {command: plugin, interactiveMode: Never}')),
  single(
    'an exec plugin without a command',
    user('exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}'),
  ),
  single('an empty exec plugin', user('exec: {}')),
  single(
    'an exec plugin that must ask',
    user('exec: {apiVersion: client.authentication.k8s.io/v1, command: plugin, interactiveMode: Always}'),
  ),
  single('no exec plugin', user('exec: null, token: t')),
  single('an exec plugin with a nameless variable', user(`exec: {${EXEC}, env: [{value: x}]}`)),
  single('an exec plugin below the kubeconfig', user(`exec: {${EXEC.replace('plugin', './bin/../plugin')}}`)),
  single('an exec plugin below the kubeconfig, in a folder', user(`exec: {${EXEC.replace('plugin', 'bin/plugin')}}`)),
  single('an exec plugin by its absolute name', user(`exec: {${EXEC.replace('plugin', '/opt//plugin')}}`)),
  single('an exec plugin with a slash at the end', user(`exec: {${EXEC.replace('plugin', 'a//b/')}}`)),
  single(
    'an exec plugin with a slash at the end of its absolute name',
    user(`exec: {${EXEC.replace('plugin', '/a//b/')}}`),
  ),
  single('an exec plugin beside a token', user(`exec: {${EXEC}}, token: t`)),
  single('an exec plugin beside a password', user(`exec: {${EXEC}}, username: me`)),
  single(
    'an exec plugin beside a certificate',
    user(`exec: {${EXEC}}, client-certificate-data: {cert}, client-key-data: {key}`),
  ),
  single(
    'an exec plugin of v1alpha1 beside a token',
    user('exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: plugin}, token: t'),
  ),
  single('an exec plugin beside an auth-provider', user(`exec: {${EXEC}}, auth-provider: {name: oidc}`)),
  single(
    'an exec plugin that gets the cluster',
    config(
      `${S}, certificate-authority-data: {ca}, extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: a, list: [1, 2.5, true, null]}}]`,
      `exec: {${EXEC}, provideClusterInfo: true}`,
    ),
  ),
  single('an exec plugin over plain HTTP', config('server: "http://a"', `exec: {${EXEC}}`)),
  single(
    'an exec plugin of v1alpha1 over plain HTTP',
    config('server: "http://a"', 'exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: plugin}'),
  ),
  single('args that are no texts', user(`exec: {${EXEC}, args: [1]}`)),
  single('the auth-provider gcp', user('auth-provider: {name: gcp, config: {cmd-path: "false"}}')),
  single('the auth-provider azure', user('auth-provider: {name: azure}')),
  single('an auth-provider that never was', user('auth-provider: {name: magic}')),
  single('an auth-provider without a name', user('auth-provider: {}')),
  single('oidc without an issuer', user('auth-provider: {name: oidc, config: {client-id: c}}')),
  single('oidc without a client', user('auth-provider: {name: oidc, config: {idp-issuer-url: "https://issuer"}}')),
  single('gcp beside a token', user('auth-provider: {name: gcp}, token: t')),
  single('an auth-provider with a number in its settings', user('auth-provider: {name: oidc, config: {a: 1}}')),
];
