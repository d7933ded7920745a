/** A template as far as it can be read. */
export interface ReadTemplate {
    readonly template: unknown;
    /** Why the template is not read whole, with the place. */
    readonly flaw?: string | undefined;
}
