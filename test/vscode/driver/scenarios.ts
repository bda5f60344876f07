import { after, test } from 'node:test';
import { endOnSignals, Owned } from '../../../src/cli/host/owned.ts';
import { connect, type VSCode } from './connect.ts';
import { underTest } from './host-under-test.ts';
import { closeEverything } from './reset.ts';
import { saveScreenshot } from './screenshot.ts';
import { type StartRequest, startVSCode } from './start.ts';
import { within } from './until.ts';

/** Adds a test: what a user does in VS Code, and what they see. */
export type Scenario = (name: string, body: (code: VSCode) => Promise<void>) => void;

/** The time (ms) that a scenario may take. */
const SCENARIO_LIMIT = 90_000;

/** For tests in the VS Code that all files share: nothing is open in it, the settings are the quiet ones. */
export async function sharedScenarios(): Promise<Scenario> {
  const code = await connect(underTest().shared);
  after(() => code.disconnect());
  return scenarioIn(code);
}

/** For tests that need a VS Code of their own: another workspace, more extensions, workspace trust. It ends with the file. */
export async function scenariosIn(request: Omit<StartRequest, 'host'>): Promise<Scenario> {
  const owned = new Owned();
  endOnSignals(owned);
  after(() => owned.end());
  const code = await connect(await startVSCode({ host: underTest().host, ...request }, owned));
  owned.add(code.disconnect);
  return scenarioIn(code);
}

function scenarioIn(code: VSCode): Scenario {
  return (name, body) => {
    test(name, async () => {
      try {
        await within(
          SCENARIO_LIMIT,
          name,
          closeEverything(code).then(() => body(code)),
        );
      } catch (error) {
        await saveScreenshot(code, `failed-${name.replaceAll(/[^\w.-]+/g, '-')}`).catch(() => {});
        throw error;
      }
    });
  };
}
