import { openNewFile, waitForText } from './driver/editor.ts';
import { typeText } from './driver/keys.ts';
import { sharedScenarios } from './driver/scenarios.ts';

const scenario = await sharedScenarios();

scenario('typed keys are in the document', async code => {
  await openNewFile(code, 'typed.yaml', '');
  await typeText(code, '# one\n# two'); // nothing that is completed: Enter would take a suggestion
  await waitForText(code, '# one\n# two');
});
