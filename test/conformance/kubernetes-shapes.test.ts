import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { GENERATED_SHAPES, kubernetesShapes } from '../../src/cli/kubernetes-shapes.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../cluster/control-plane.ts';

let plane: ControlPlane;
before(async () => {
  plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, controllers: 'none' });
});
after(() => plane?.dispose());

test('the shapes of kinds are those that the API server publishes', async () => {
  for (const { name, text } of await kubernetesShapes(plane)) {
    const written = readFileSync(path.join(GENERATED_SHAPES, name), 'utf8');
    assert.equal(written, text, `${name}: run node src/cli/kubernetes-shapes.ts`);
  }
});
