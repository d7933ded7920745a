import type { Properties } from "../../fakeAws/value";

/** A created resource: its id and the properties that AWS returned. */
export interface Made {
    readonly id: string;
    readonly properties: Properties;
}

/** A valid resource of a type. It may depend on the resources of earlier rows, which are passed in by type. */
export type GoodRow = readonly [type: string, inputs: (made: Readonly<Record<string, Made>>) => Properties];

/** Inputs that AWS, or the provider at preview, rejects: a valid resource with one change that breaks it. */
export interface RejectedCase {
    readonly name: string;
    readonly type: string;
    /** The change to the valid inputs; null removes a property. */
    readonly change: Properties;
    /** Matches the error message. */
    readonly rejected: RegExp;
    /** Keeps the name of the valid resource. By default the case gets a new name, so that it is not a duplicate. */
    readonly keepName?: true;
}
