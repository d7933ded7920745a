import type { Properties } from "../../fakeAws/value";

/** What exists after a call: its id, and what AWS tells of it. */
export interface Made {
    readonly id: string;
    readonly properties: Properties;
}

/** A good resource of a type. It may lean on those that stand above it, which are handed in by type. */
export type GoodRow = readonly [type: string, inputs: (made: Readonly<Record<string, Made>>) => Properties];

/** One thing that AWS, or its provider at preview, refuses: a good resource with something spoilt. */
export interface RefusalCase {
    readonly name: string;
    readonly type: string;
    /** What is changed in the good inputs; null takes a property away. */
    readonly spoil: Properties;
    /** What the answer says. */
    readonly refused: RegExp;
    /** Leaves the name as it is; otherwise it is a fresh one, since a second one of the name is not the point. */
    readonly keepName?: true;
}
