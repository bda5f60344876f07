import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kubeconfigPaths } from '../../../../src/cluster/kubeconfig/kubeconfig-paths.ts';
import { linux, windows } from './memory-files.ts';

test('the setting names one file, which must be there', () => {
  const env = { HOME: '/home/me', KUBECONFIG: '/other' };
  const cases = [
    ['/a/b', '/a/b'],
    ['a/b', '/work/a/b'],
    ['~/kube', '/home/me/kube'],
    ['/a:/b', '/a:/b'],
    ['~kube', '/work/~kube'],
  ] as const;
  for (const [setting, file] of cases) {
    assert.deepEqual(kubeconfigPaths(setting, linux(env)), { by: 'setting', files: [file] });
  }
});

test('KUBECONFIG is a list of which every file may be missing', () => {
  const paths = kubeconfigPaths('', linux({ HOME: '/home/me', KUBECONFIG: ':/a::b:/a:' }));
  assert.deepEqual(paths, { by: 'variable', files: ['/a', '/work/b'] });
});

test('without KUBECONFIG it is the file in the home, or where very old versions had it', () => {
  const files = ['/home/me/.kube/config', '/home/me/.kube/.kubeconfig'];
  assert.deepEqual(kubeconfigPaths('', linux({ HOME: '/home/me', KUBECONFIG: '' })), { by: 'default', files });
});

test('without HOME the working directory stands for the home, as in client-go', () => {
  const { files } = kubeconfigPaths('', linux({}));
  assert.deepEqual(files, ['/work/.kube/config', '/work/.kube/.kubeconfig']);
});

test('on Windows KUBECONFIG is cut at semicolons that are not in quotes, in any case of letters', () => {
  const paths = kubeconfigPaths('', windows({ KubeConfig: 'C:\\a;"D:\\b;c";;e' }));
  assert.deepEqual(paths, { by: 'variable', files: ['C:\\a', 'D:\\b;c', 'C:\\work\\e'] });
});

test('on Windows there are three homes, in the order of client-go', () => {
  const env = { HOME: 'C:\\home', HOMEDRIVE: 'H:', HOMEPATH: '\\me', USERPROFILE: 'C:\\Users\\me' };
  const config = (home: string) => `${home}\\.kube\\config`;
  const homes = ['C:\\home', 'H:\\me', 'C:\\Users\\me'];
  assert.deepEqual(kubeconfigPaths('', windows(env)).files, homes.map(config));
});

test('on Windows a drive without a folder is no home', () => {
  const { files } = kubeconfigPaths('', windows({ HOMEDRIVE: 'H:', USERPROFILE: 'C:\\Users\\me' }));
  assert.equal(files[0], 'C:\\Users\\me\\.kube\\config');
});
