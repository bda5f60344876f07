// `with-trust.ts EXECUTABLE ARGS…` runs VS Code with workspace trust: without the flag that test-electron always gives.
import { spawn } from 'node:child_process';

const [executable = '', ...args] = process.argv.slice(2);
const child = spawn(
  executable,
  args.filter(arg => arg !== '--disable-workspace-trust'),
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.once('error', error => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.once('exit', code => {
  process.exitCode = code ?? 1;
});
