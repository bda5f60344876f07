import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCommand, type Machine } from '../../../../src/cluster/credentials/find-command.ts';

const machine = (platform: NodeJS.Platform, files: readonly string[]): Machine => ({
  platform,
  isExecutable: file => Promise.resolve(files.includes(file)),
});

async function find(command: string, environment: Record<string, string>, on: Machine): Promise<string> {
  const found = await findCommand(command, environment, on);
  return found.found === 'nothing' ? 'nothing' : `${found.found} ${found.file}`;
}

test('a name is looked up in PATH, never where the editor happens to be', async () => {
  const on = machine('linux', ['/usr/bin/aws', '/opt/bin/aws', 'aws', 'bin/aws', '/tools/login', './login']);
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    ['aws', '/bin:/opt/bin:/usr/bin', 'program /opt/bin/aws'],
    ['aws', ':.:bin:/usr/bin', 'program /usr/bin/aws'],
    ['aws', ':.:bin', 'nothing'],
    ['aws', undefined, 'nothing'],
    ['gcloud', '/usr/bin', 'nothing'],
    ['/tools/login', '/usr/bin', 'program /tools/login'],
    ['/tools/other', '/usr/bin', 'nothing'],
  ];
  for (const [command, variable, expected] of cases) {
    const environment = variable === undefined ? {} : { PATH: variable };
    assert.equal(await find(command, environment, on), expected, `${command} in ${variable}`);
  }
});

test('Windows: endings, a variable in any case, batch files apart', async () => {
  const files = ['C:\\aws\\aws.EXE', 'C:\\az\\az.CMD', 'C:\\az\\tool.exe', 'D:\\x\\login.bat'];
  const on = machine('win32', files);
  const environment = { Path: 'C:\\aws;C:\\az' };
  assert.equal(await find('aws', environment, on), 'program C:\\aws\\aws.EXE');
  assert.equal(await find('tool.exe', environment, on), 'program C:\\az\\tool.exe');
  assert.equal(await find('az', environment, on), 'batch-file C:\\az\\az.CMD');
  assert.equal(await find('az', { ...environment, PATHEXT: '.EXE' }, on), 'nothing');
  assert.equal(await find('D:\\x\\login.bat', environment, on), 'batch-file D:\\x\\login.bat');
  assert.equal(await find('missing', environment, on), 'nothing');
});
