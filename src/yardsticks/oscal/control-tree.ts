import type { Catalog, Control, Group, Param, Part } from "./oscal.contract.ts";

/** What holds controls: a catalogue, a group or a control. */
export interface Holder {
  readonly params?: Param[];
  readonly controls?: Control[];
  readonly groups?: Group[];
}

/** All controls of a catalogue or group, enhancements after the control that they stand in. */
export function* controlsIn(holder: Holder): Generator<Control> {
  for (const control of holder.controls ?? []) {
    yield control;
    yield* controlsIn(control);
  }
  for (const group of holder.groups ?? []) yield* controlsIn(group);
}

/** All groups, a group before those inside it. */
export function* groupsIn(holder: Holder): Generator<Group> {
  for (const group of holder.groups ?? []) {
    yield group;
    yield* groupsIn(group);
  }
}

/** All parts, a part before those inside it. */
export function* partsIn(parts: readonly Part[] | undefined): Generator<Part> {
  for (const part of parts ?? []) {
    yield part;
    yield* partsIn(part.parts);
  }
}

/** All parameters: of the catalogue, of its groups and of its controls. */
export function* paramsIn(catalog: Catalog): Generator<Param> {
  yield* catalog.params ?? [];
  for (const group of groupsIn(catalog)) yield* group.params ?? [];
  for (const control of controlsIn(catalog)) yield* control.params ?? [];
}

/** A control, group or catalogue with lists of controls and groups; empty lists are left out. */
export function withInner<T extends object>(
  holder: T,
  inner: { readonly controls?: Control[]; readonly groups?: Group[] },
): T {
  const { controls: _controls, groups: _groups, ...rest } = holder as T & Holder;
  return {
    ...(rest as T),
    ...(inner.controls && inner.controls.length > 0 && { controls: inner.controls }),
    ...(inner.groups && inner.groups.length > 0 && { groups: inner.groups }),
  };
}
