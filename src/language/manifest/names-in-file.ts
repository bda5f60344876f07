import { isMap, itemsOf, type ManifestNode, textOfField } from '../../workspace/manifest-fields.ts';
import type { SourceFile } from '../../yaml/source.ts';

/** The objects of a file, items of lists among them, whether or not they are complete. */
function objectsIn({ documents }: SourceFile): readonly ManifestNode[] {
  return documents.flatMap(document => {
    if (document.root?.kind !== 'map') return [];
    const top: ManifestNode = { document, node: document.root };
    return [top, ...itemsOf(top, 'items').filter(isMap)];
  });
}

/** The names of the objects of a kind that stand in a file, each once. */
export function namesInFile(file: SourceFile, kind: string): readonly string[] {
  const names = objectsIn(file)
    .filter(object => textOfField(object, 'kind') === kind)
    .flatMap(object => textOfField(object, 'metadata', 'name') ?? []);
  return [...new Set(names)];
}

/** The namespaces that objects of a file are in, or are. */
export function namespacesInFile(file: SourceFile): readonly string[] {
  const said = objectsIn(file).flatMap(object => textOfField(object, 'metadata', 'namespace') ?? []);
  return [...new Set([...said, ...namesInFile(file, 'Namespace')])];
}
