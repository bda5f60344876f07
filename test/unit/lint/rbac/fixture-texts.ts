import { readWorkspaceFile, type WorkspaceModel, workspaceModel } from '../../../../src/workspace/workspace-model.ts';
import { findingPages } from '../../../fixtures/finding-page.ts';
import { FOLDER, treeTexts, uriOf } from '../../workspace/read-tree.ts';
import { FIX_CASES } from './fix-cases.ts';

/** A tree as texts by path. */
export interface FixtureTexts {
  readonly name: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** Every tree of the tests whose fixes are tried, and the examples of the pages. */
export function fixtureTexts(): readonly FixtureTexts[] {
  const cases = FIX_CASES.map(({ code, name, fixture }) => ({ name: `${code}: ${name}`, texts: treeTexts(fixture) }));
  const pages = findingPages()
    .filter(({ code }) => code.startsWith('rbac/'))
    .map(({ code, before }) => ({ name: `the page of ${code}`, texts: new Map([['all.yaml', before]]) }));
  return [...cases, ...pages];
}

/** The tree as a workspace. */
export function modelOfTexts({ texts }: FixtureTexts): WorkspaceModel {
  return workspaceModel(
    [...texts].map(([path, text]) => readWorkspaceFile({ uri: uriOf(path), path, folder: FOLDER, text })),
  );
}
