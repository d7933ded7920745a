import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentKind } from "../../../policypack/iam";
import { evaluate } from "../evaluate";

/** A policy from the AWS documentation, or the relevant part of it. */
interface Sample {
    readonly name: string;
    readonly kind: DocumentKind;
    /** Its name in a list of pitfalls in the guide. */
    readonly traps?: string;
    /** Why the rules differ from the list or the page, if they do. */
    readonly difference?: string;
    /** Why the policy is compliant, if it has no violations. */
    readonly compliant?: string;
    /** The violations in order: rule, level and path. */
    readonly findings: readonly (readonly [rule: string, level: string, path: string])[];
    readonly document: unknown;
}

interface Page {
    readonly pages: readonly string[];
    readonly samples: readonly Sample[];
}

const expectation = "a sample has violations, or a reason why it is compliant";

const folder = join(__dirname, "..", "..", "fixtures", "guide");

/** Policies from the current guide. Each statement is evaluated on its own: a condition guards only its statement. */
for (const file of readdirSync(folder).sort()) {
    const { pages, samples } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Page;
    describe(`the guide on ${pages.join(", ")}`, () => {
        it("has unique sample names", () => {
            assert.equal(new Set(samples.map(({ name }) => name)).size, samples.length);
        });

        for (const { name, kind, traps, compliant: reason, difference, findings, document } of samples) {
            it([name, ...(traps === undefined ? [] : [`(${traps})`])].join(" "), () => {
                assert.equal(findings.length === 0, reason !== undefined, expectation);
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
