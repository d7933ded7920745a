import * as assert from "node:assert/strict";
import type { Identity } from "../../components/pattern/naming";
import type { Pattern } from "../../components/pattern/pattern";
import type { Problem } from "../../components/pattern/validationIssue";
import { brokenLimits } from "../../components/pattern/constraints";

/** Args, what is wrong with them in a few words, and each problem that must be named: its path, a blank, its message. */
export type ProblemCase<Args> = readonly [name: string, args: Args, ...problems: readonly RegExp[]];

/** What a pattern says of args, limits first. */
export const problemsOf = <Args>(
    { limits, problems }: Pick<Pattern<Args>, "limits" | "problems">,
    args: Args,
    identity?: Identity,
): readonly Problem[] => [...brokenLimits(limits, args), ...problems(args, identity)];

/** A table of args and of exactly the problems each has. */
export const describeProblems = <Args>(
    title: string,
    pattern: Pick<Pattern<Args>, "limits" | "problems">,
    identity: Identity,
    cases: readonly ProblemCase<Args>[],
): void => {
    describe(title, () => {
        for (const [name, args, ...expected] of cases) {
            it(`name ${name}`, () => {
                const found = problemsOf(pattern, args, identity);
                const texts = found.map(({ path, message }) => `${path} ${message}`);
                assert.equal(texts.length, expected.length, texts.join("\n"));
                for (const problem of expected) {
                    assert.ok(
                        texts.some((text) => problem.test(text)),
                        `${String(problem)} is none of:\n${texts.join("\n")}`,
                    );
                }
                assert.ok(found.every(({ fix }) => /^[A-Z].*\.$/.test(fix)));
            });
        }
    });
};
