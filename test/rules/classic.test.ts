import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentKind } from "../../policypack/iam";
import { judge } from "../../policypack/rules";

/** The policies of one classic page, each with what the law says of it. */
interface Page {
    readonly pages: readonly string[];
    readonly samples: readonly {
        readonly name: string;
        readonly kind: DocumentKind;
        readonly document: unknown;
        /** Rule, level and place, in order; at least one, or the sample is no warning. */
        readonly findings: readonly (readonly [rule: string, level: string, path: string])[];
    }[];
}

const folder = join(__dirname, "../fixtures/classic");

/** What the classic pages had people write. None of it may come back. */
for (const file of readdirSync(folder).sort()) {
    const { pages, samples } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Page;
    describe(`the classic ${file.replace(/\.json$/, "")} (${pages.join(", ")})`, () => {
        for (const { name, kind, document, findings } of samples) {
            it(name, () => {
                assert.ok(findings.length > 0);
                for (const raw of [document, JSON.stringify(document)]) {
                    assert.deepEqual(
                        judge(kind, raw).map(({ rule, level, path }) => [rule.name, level, path]),
                        findings,
                    );
                }
            });
        }
    });
}
