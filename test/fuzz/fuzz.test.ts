/** Many random hostile inputs; the unit tests draw a few of them. `FUZZ_INPUTS` is their number, `FUZZ_SEED` the seed. */
import * as fc from "fast-check";
import { hostileInput } from "../policypack/hostile/fuzz";

const defaultInputs = 5_000;

const { FUZZ_INPUTS = String(defaultInputs), FUZZ_SEED } = process.env;

describe("hostile input", () => {
    it(`of ${FUZZ_INPUTS} random inputs costs no other resource its result`, () => {
        const seed = FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) };
        fc.assert(hostileInput, { numRuns: Number(FUZZ_INPUTS), ...seed });
    });
});
