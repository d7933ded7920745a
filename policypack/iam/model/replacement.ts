/**
 * What a rule proposes in place of a part of a document or of a resource's properties. It can be applied by a program:
 * the value takes the place of the value at the path. In place of a statement, a list stands for several statements, and
 * an empty list for none.
 */
export interface Replacement {
    /** The path of the replaced value: `Statement[1]`, `Version`. Empty for the whole property. */
    readonly path: string;
    /** The new value, as JSON. */
    readonly value: unknown;
    /**
     * Words in the value that only the reader can fill in: `ROLE_NAME`.
     *
     * @default - the value can be pasted as it stands.
     */
    readonly placeholders?: readonly string[];
}
