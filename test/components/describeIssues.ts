import * as assert from "node:assert/strict";
import type { NamingScope } from "../../components/pattern/naming";
import type { Pattern } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { checkConstraints } from "../../components/pattern/constraints";

/** Args, what is wrong with them in a few words, and each problem that must be named: its path, a blank, its message. */
export type IssueCase<Args> = readonly [name: string, args: Args, ...problems: readonly RegExp[]];

/** What a pattern says of args, limits first. */
export const issuesOf = <Args>(
    { constraints, validate }: Pick<Pattern<Args>, "constraints" | "validate">,
    args: Args,
    scope?: NamingScope,
): readonly ValidationIssue[] => [...checkConstraints(constraints, args), ...validate(args, scope)];

/** A table of args and of exactly the problems each has. */
export const describeIssues = <Args>(
    title: string,
    pattern: Pick<Pattern<Args>, "constraints" | "validate">,
    scope: NamingScope,
    cases: readonly IssueCase<Args>[],
): void => {
    describe(title, () => {
        for (const [name, args, ...expected] of cases) {
            it(`name ${name}`, () => {
                const found = issuesOf(pattern, args, scope);
                const texts = found.map(({ path, message }) => `${path} ${message}`);
                assert.equal(texts.length, expected.length, texts.join("\n"));
                for (const issue of expected) {
                    assert.ok(
                        texts.some((text) => issue.test(text)),
                        `${String(issue)} is none of:\n${texts.join("\n")}`,
                    );
                }
                assert.ok(found.every(({ fix }) => /^[A-Z].*\.$/.test(fix)));
            });
        }
    });
};
