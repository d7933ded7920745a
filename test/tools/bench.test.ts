/** The work that the bench measures, in a small size: a rule of the program or the pack that rejects it is found here. */
import * as assert from "node:assert/strict";
import { packCases } from "../../tools/bench/growthCases";
import { programCases } from "../../tools/bench/growthProgram";

describe("the cases of the bench", () => {
    for (const { name, prepare, prepareSmall = prepare } of [...packCases, ...programCases]) {
        it(`${name}: can be prepared and run`, async () => {
            for (const make of new Set([prepare, prepareSmall])) {
                await assert.doesNotReject(async () => {
                    await make(20, 1)();
                });
            }
        });
    }
});
