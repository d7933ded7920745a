/**
 * Kinds of hostile input: small texts that multiply, nest or refer to themselves. Each kind has any size; the unit
 * tests, the fuzz suite and the bench draw from them.
 */
import { configurations } from "./configurations";
import { documents } from "./documents";
import type { HostileKind } from "./kind";
import { resources } from "./resources";
import { templates } from "./templates";
import { yaml } from "./yaml";

export type { HostileKind, HostileResource } from "./kind";

/** Every kind. */
export const hostileKinds: readonly HostileKind[] = [
    ...templates,
    ...yaml,
    ...documents,
    ...resources,
    ...configurations,
];
