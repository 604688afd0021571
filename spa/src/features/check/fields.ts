import type { MachineView } from '../../api/types';

export type FieldRead = MachineView['readBack']['alike'][number];

/** The fields of one entry, or of the head ("basics"), in the order that they were set. */
export interface OwnFields {
  owner: string;
  fields: FieldRead[];
}

/** Return fields entry by entry. */
export function byOwner(
  fields: readonly FieldRead[],
  ownerOf: (path: string) => string,
): OwnFields[] {
  const groups = new Map<string, FieldRead[]>();
  for (const field of fields) {
    const owner = ownerOf(field.path);
    groups.set(owner, [...(groups.get(owner) ?? []), field]);
  }
  return [...groups].map(([owner, own]) => ({ owner, fields: own }));
}
