/**
 * Setup for `npm run mutation`, which tests thousands of mutants in one process: values that one mutant memoized must
 * not reach the next, and property tests must use the same seed for each.
 */
import * as fc from "fast-check";
import { parse, serviceOf } from "../../policypack/iam";

fc.configureGlobal({ seed: 1 });

/** Makes each host unique: a host that is already memoized evicts nothing. */
let evictions = 0;

export const mochaHooks = {
    afterAll(): void {
        // The pack memoizes the last parsed documents and some hosts. As many other values evict them.
        for (const kind of ["trust", "grant", "boundary", "resource"] as const) {
            for (let at = 0; at < 65; at += 1) {
                evict(() => parse(kind, `forget ${at}`));
            }
        }
        for (let at = 0; at < 501; at += 1) {
            evict(() => serviceOf(`forget${(evictions += 1)}`));
        }
    },
};

/** Ignores errors: a mutant that throws here has already failed the tests. */
const evict = (call: () => unknown): void => {
    try {
        call();
    } catch {
        return;
    }
};
