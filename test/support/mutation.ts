/**
 * For `npm run mutation`, where thousands of mutants are tried in one process: what one of them has read must not answer
 * for the next, and the random tests must ask the same of each.
 */
import * as fc from "fast-check";
import { parse, serviceOf } from "../../policypack/iam";

fc.configureGlobal({ seed: 1 });

/** A host that was asked for before would make the law forget nothing. */
let forgotten = 0;

export const mochaHooks = {
    afterAll(): void {
        // The law remembers the last texts it has read, and some hosts; as many others make it forget them.
        for (const kind of ["trust", "grant", "boundary", "resource"] as const) {
            for (let at = 0; at < 65; at += 1) {
                forget(() => parse(kind, `forget ${at}`));
            }
        }
        for (let at = 0; at < 501; at += 1) {
            forget(() => serviceOf(`forget${(forgotten += 1)}`));
        }
    },
};

/** A mutant that cannot even read a text has failed in the tests already. */
const forget = (ask: () => unknown): void => {
    try {
        ask();
    } catch {
        return;
    }
};
