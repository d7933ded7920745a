/** The rules that need the whole stack, and the graph they read. */
import { endpointIngress } from "./endpointIngress";
import { inlineSize } from "./inlineSize";
import { privilegedRole } from "./privilegedRole";
import { roleFactory } from "./roleFactory";
import type { StackRule } from "./stackRule";

export { graphOf, type Graph, type GraphPrincipal, type HeldDocument, type PrincipalKind } from "./graph";
export type { StackResource } from "./stackResource";
export type { StackFinding, StackRule } from "./stackRule";

/** Every stack rule. Pulumi asks them after the resources of an update exist, so what must block is not among them. */
export const stackRules: readonly StackRule[] = [roleFactory, privilegedRole, inlineSize, endpointIngress];
