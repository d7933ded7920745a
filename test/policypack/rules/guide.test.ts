import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentKind } from "../../../policypack/iam";
import { evaluate } from "../evaluate";

/** A policy that AWS's guide shows, or the part of it that matters here. */
interface Sample {
    readonly name: string;
    readonly kind: DocumentKind;
    /** What a list of traps in the guide calls it. */
    readonly traps?: string;
    /** Where the law says otherwise than the list or the page, and why. */
    readonly difference?: string;
    /** Why there is no finding, where there is none. */
    readonly lawful?: string;
    /** Rule, level and location, in order. */
    readonly findings: readonly (readonly [rule: string, level: string, path: string])[];
    readonly document: unknown;
}

interface Page {
    readonly pages: readonly string[];
    readonly samples: readonly Sample[];
}

const folder = join(__dirname, "..", "..", "fixtures", "guide");

/** What the guide of today has people write, judged statement by statement: one guard guards one statement. */
for (const file of readdirSync(folder).sort()) {
    const { pages, samples } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Page;
    describe(`the guide on ${pages.join(", ")}`, () => {
        it("tells each sample by a name of its own", () => {
            assert.equal(new Set(samples.map(({ name }) => name)).size, samples.length);
        });

        for (const { name, kind, traps, lawful, difference, findings, document } of samples) {
            it([name, ...(traps === undefined ? [] : [`(${traps})`])].join(" "), () => {
                assert.equal(findings.length === 0, lawful !== undefined, "a finding, or why there is none");
                assert.notEqual(difference, "");
                const forms = typeof document === "string" ? [document] : [document, JSON.stringify(document)];
                for (const raw of forms) {
                    assert.deepEqual(
                        evaluate(kind, raw).map(({ rule, level, path }) => [rule.name, level, path]),
                        findings,
                    );
                }
            });
        }
    });
}
