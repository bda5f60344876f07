import type { Host } from '../../../src/cli/host/host.ts';
import type { VSCodeAddress } from './start.ts';

/** The environment variable that tells a test file what it is to test. */
export const UNDER_TEST_VARIABLE = 'VSCODE_UNDER_TEST';

export interface UnderTest {
  /** What a file starts that needs a VS Code of its own. */
  readonly host: Host;
  /** The VS Code that all files share, one after the other: an empty folder of its own is open in it. */
  readonly shared: VSCodeAddress;
}

/** What this test process is to test. Throws when it was not started by `npm run test:vscode`. */
export function underTest(): UnderTest {
  const text = process.env[UNDER_TEST_VARIABLE];
  if (text === undefined) throw new Error('These tests need a VS Code: run them with `npm run test:vscode`.');
  return JSON.parse(text) as UnderTest;
}
