/**
 * A resource of a stack, as reported by the engine or read from an export. Its properties may contain unknown values.
 */
export interface StackResource {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly props: unknown;
    /** Property to the URNs of the resources its value depends on. */
    readonly dependencies: Readonly<Record<string, readonly string[]>>;
}
