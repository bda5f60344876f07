import { kindShape } from '../../kubernetes/shapes/kind-shape.ts';
import { listOf, type ObjectShape } from '../../schema/shape.ts';
import { headerOfItem, type ObjectHeader } from '../../workspace/object-header.ts';
import { namesSchema } from '../../workspace/schema-comment.ts';
import { documentSpan, type YamlDocument } from '../../yaml/source.ts';
import type { LanguageDocument } from '../document.ts';
import { partAt } from '../part-at.ts';
import { headerOf, itemAt } from './object-header.ts';
import { type OffersPlace, withOffers } from './offers.ts';
import { putShape } from './put-shape.ts';

/** What other files say of a document: that a configuration is brought into a cluster with it, or nothing. */
export type Told = 'of-prometheus' | 'nothing';

/** A Kubernetes object in a document. */
export interface ManifestAt {
  readonly document: YamlDocument;
  /** `item`: below `items` of the document's list. */
  readonly place: 'root' | 'item';
  readonly header: ObjectHeader;
  /** Of the object, with what is to be offered in it; undefined for kinds that are not known, or not yet. */
  readonly shape: ObjectShape | undefined;
}

/**
 * The object at an offset, if it is one that concerns Prometheus and that no other tool judges; undefined inside of a
 * configuration, which is a document of its own.
 */
export function manifestAt(
  document: LanguageDocument,
  offset: number,
  told: Told,
  use: OffersPlace['use'],
): ManifestAt | undefined {
  const { file, concerns, classification } = document;
  const isOurs = concerns === 'prometheus' || (told === 'of-prometheus' && classification.kind === 'other');
  if (!isOurs || partAt(document, offset)) return undefined;
  const one = file.documents.findLast(each => documentSpan(each).start <= offset) ?? file.documents[0];
  if (!one || namesSchema(file, one)) return undefined;
  const header = headerOf(file.text, one);
  const place = { file, offset, use };
  const item = header.kind?.endsWith('List') ? itemAt(one, offset) : undefined;
  if (item) return { document: one, place: 'item', ...known(headerOfItem(item, header), { ...place, object: item }) };
  const object = one.root?.kind === 'map' ? { document: one, node: one.root } : undefined;
  return { document: one, place: 'root', ...known(header, { ...place, object }) };
}

function known(header: ObjectHeader, place: Omit<OffersPlace, 'kind'>): Pick<ManifestAt, 'header' | 'shape'> {
  const { apiVersion, kind } = header;
  if (apiVersion === undefined || kind === undefined) return { header, shape: undefined };
  const shape = kindShape(apiVersion, kind);
  return { header, shape: shape && withOffers(shape, { ...place, kind }) };
}

/** The shape of the whole document: of the object, or of the list that it is in. */
export function documentShape(place: ManifestAt['place'], shape: ObjectShape): ObjectShape | undefined {
  if (place === 'root') return shape;
  const list = kindShape('v1', 'List');
  return list && putShape(list, ['items'], listOf(shape));
}
