/** A resource of a stack, as the engine or an export tells it. Unknown values may stand in it. */
export interface StackResource {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly props: unknown;
    /** Property to the URNs of the resources its value came from. */
    readonly dependencies: Readonly<Record<string, readonly string[]>>;
}
