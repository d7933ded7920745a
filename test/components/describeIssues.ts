import * as assert from "node:assert/strict";
import type { NamingScope } from "../../components/pattern/naming";
import type { Pattern } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { checkConstraints } from "../../components/pattern/constraints";
import { sentArgs } from "./sentArgs";

/**
 * A case name, the args, and a pattern for each expected issue, which is matched against `PATH MESSAGE`.
 */
export type IssueCase<Args> = readonly [name: string, args: Args, ...issues: readonly RegExp[]];

/** All validation issues of the args, those of the constraints first. */
export const issuesOf = <Args>(
    { constraints, validate }: Pick<Pattern<Args>, "constraints" | "validate">,
    args: Args,
    scope?: NamingScope,
): readonly ValidationIssue[] => [...checkConstraints(constraints, args), ...validate(args, scope)];

/**
 * Tests that each case has exactly the expected issues. A case without any must be accepted, also with the defaults that
 * an SDK of another language adds.
 */
export const describeIssues = <Args extends object>(
    title: string,
    pattern: Pick<Pattern<Args>, "component" | "constraints" | "validate">,
    scope: NamingScope,
    cases: readonly IssueCase<Args>[],
): void => {
    describe(title, () => {
        for (const [name, args, ...expected] of cases) {
            it(`${expected.length === 0 ? "accepts" : "rejects"} ${name}`, () => {
                const found = issuesOf(pattern, args, scope);
                const texts = found.map(({ path, message }) => `${path} ${message}`);
                assert.equal(texts.length, expected.length, texts.join("\n"));
                for (const issue of expected) {
                    assert.ok(
                        texts.some((text) => issue.test(text)),
                        `${String(issue)} is none of:\n${texts.join("\n")}`,
                    );
                }
                if (expected.length === 0) {
                    assert.deepEqual(issuesOf(pattern, sentArgs(pattern.component, args) as Args, scope), []);
                }
                assert.ok(found.every(({ fix }) => /^[A-Z].*\.$/.test(fix)));
            });
        }
    });
};
