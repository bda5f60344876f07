import { test } from 'node:test';
import { corpusWorkspaces } from '../../../fixtures/corpus-workspaces.ts';
import { manifestFindingsOf } from './check-manifest.ts';

/* Over the real files that the variable CORPUS names; without it there are none. */

test('what is said of the objects of real files is told, to be read', t => {
  let objects = 0;
  let findings = 0;
  for (const { name, model } of corpusWorkspaces()) {
    for (const file of model.files.values()) objects += file.objects.length;
    for (const { uri, finding } of manifestFindingsOf(model)) {
      findings++;
      const file = model.files.get(uri);
      const line = (file?.file.text ?? '').slice(0, finding.span.start).split('\n').length;
      t.diagnostic(`${name} ${file?.path}:${line} ${finding.code} ${finding.message}`);
    }
  }
  t.diagnostic(`${findings} findings in ${objects} objects`);
});
