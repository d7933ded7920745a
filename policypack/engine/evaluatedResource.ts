import type { StackResource } from "../graph/stackResource";

/** A resource as rules see it. */
export interface EvaluatedResource {
    readonly type: string;
    readonly urn: string;
    readonly props: unknown;
    /** The configuration of its provider. */
    readonly provider?: unknown;
    /** The logical name. @default - the last part of the URN. */
    readonly name?: string;
    /** The account by the ARNs in its state, if there is a state. */
    readonly accountInState?: string;
    /** Property to the URNs of the resources its value depends on. */
    readonly dependencies?: StackResource["dependencies"];
    /** Its names and ARNs, by which other resources refer to it, if they are known. */
    readonly names?: Readonly<Record<string, unknown>>;
}
