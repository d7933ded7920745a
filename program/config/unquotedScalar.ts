/** What YAML reads a scalar without quotes as, if not as text. */
export type ScalarKind = "number" | "boolean" | "date";

/**
 * A scalar without quotes that YAML does not read as text, with its spelling in the stack file: `012345678901` is the
 * number 12345678901, and `1.10` is 1.1.
 */
export class UnquotedScalar {
    constructor(
        /** The value that Pulumi passes to the program; for a date, its text. */
        readonly value: string | number | boolean,
        readonly source: string,
        readonly kind: ScalarKind,
    ) {}

    toJSON(): string | number | boolean {
        return this.value;
    }
}

/** The text that Pulumi makes of a date without quotes. */
export const dateText = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [-+]\d{4} \S+$/;
