import { testFilesInVsCode } from './test-vscode.ts';

/** Packs the extension, checks what is in it, installs it into a VS Code and uses it. Resolves to the exit code. */
export function testPackage(): Promise<number> {
  return testFilesInVsCode('newest', 'try', ['test/package/**/*.test.ts']);
}
