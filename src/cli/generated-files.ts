import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../../test/cluster/control-plane.ts';

/** A file that is made from what a real API server says. */
export interface GeneratedFile {
  readonly name: string;
  readonly text: string;
}

/** The NOTICE beside a file that is derived from Kubernetes. `derived`: which, and from what, as a sentence. */
export function kubernetesNotice(derived: string): GeneratedFile {
  const text = `${derived}

Copyright The Kubernetes Authors.

Licensed under the Apache License, Version 2.0: see LICENSE in the root of this project, or
https://www.apache.org/licenses/LICENSE-2.0.
`;
  return { name: 'NOTICE', text };
}

/** The release of the API server, such as `v1.36.3`. */
export async function gitVersionOf({ api }: Pick<ControlPlane, 'api'>): Promise<string> {
  const { gitVersion } = (await api.must('GET', '/version')) as { readonly gitVersion: string };
  return gitVersion;
}

/** Writes into a folder what is made from an API server that has had no controllers. */
export async function writeGenerated(
  folder: string,
  make: (plane: ControlPlane) => Promise<readonly GeneratedFile[]>,
): Promise<void> {
  const plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, controllers: 'none' });
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, text } of await make(plane)) await writeFile(path.join(folder, name), text);
  } finally {
    await plane.dispose();
  }
}
