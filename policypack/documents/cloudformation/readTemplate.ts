/** A template as far as it can be read. */
export interface ReadTemplate {
    readonly template: unknown;
    /** Why the template is not read whole, with the place: a clause that describes the template. */
    readonly flaw?: string | undefined;
}
