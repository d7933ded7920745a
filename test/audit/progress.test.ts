import * as assert from "node:assert/strict";
import { Progress } from "../../audit/progress";

describe("the progress of the audit", () => {
    /** What is written at these milliseconds. */
    const written = (times: readonly number[], isTTY: boolean): string => {
        let text = "";
        let time = 0;
        const stream = {
            isTTY,
            columns: 20,
            write: (part: string) => {
                text += part;
            },
        };
        const progress = new Progress(stream, () => time);
        for (const next of times) {
            time = next;
            progress.update("evaluating a file with a long name");
        }
        progress.end();
        return text;
    };

    it("is silent for three seconds", () => {
        assert.equal(written([100, 2_999], true), "");
        assert.equal(written([100, 2_999], false), "");
    });

    it("rewrites one line of a terminal, no longer than it, and clears it", () => {
        assert.equal(
            written([3_000, 3_100, 4_000], true),
            "\r\u001b[K3 s: evaluating a f\r\u001b[K4 s: evaluating a f\r\u001b[K",
        );
    });

    it("adds a line to a log every ten seconds", () => {
        assert.equal(
            written([3_000, 4_000, 13_000], false),
            "3 s: evaluating a file with a long name\n13 s: evaluating a file with a long name\n",
        );
    });
});
