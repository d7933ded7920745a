import * as assert from "node:assert/strict";
import { fillIn, placeholdersIn, type Message } from "../../../policypack/engine/message";
import type { Rule } from "../../../policypack/engine/rule";
import { allRules } from "../../../policypack/rules";
import { evaluatedCases } from "./evaluatedCases";

const textsOf = ({ message, reason, fix }: Message): readonly string[] => [message, reason, fix];

/** Reported in the tests of the parser, and of templates. */
const notOfCases = ["unreadable", "beyondLimits", "partlyRead"];

/** Messages of stack rules are reported in the graph tests. */
const isReportedElsewhere = ({ on }: Rule, id: string): boolean => on === "stack" || notOfCases.includes(id);

describe("messages", () => {
    for (const rule of allRules) {
        describe(`of ${rule.name}`, () => {
            const violations = evaluatedCases(rule).flatMap((one) => one.violations);

            for (const [id, message] of Object.entries(rule.messages)) {
                it(`${id} is reported, with a value for each placeholder and no other value`, () => {
                    const reported = violations.filter(({ messageId }) => messageId === id);
                    assert.ok(reported.length > 0 || isReportedElsewhere(rule, id), "no case reports it");
                    const used = new Set(textsOf(message).flatMap(placeholdersIn));
                    for (const violation of reported) {
                        assert.deepEqual(
                            Object.keys(violation.data).filter((name) => !used.has(name)),
                            [],
                            "values in no text",
                        );
                        textsOf(message).forEach((template, at) => {
                            const text = textsOf(violation)[at] ?? assert.fail();
                            assert.doesNotMatch(text, /undefined|\[\[/);
                            // A placeholder outside an optional part always has a value.
                            for (const name of placeholdersIn(template.replace(/\[\[.*?\]\]/gs, ""))) {
                                assert.notEqual(violation.data[name], undefined, name);
                            }
                        });
                    }
                });

                it(`${id} has a clause, and sentences`, () => {
                    assert.doesNotMatch(message.message, /\.$/);
                    assert.match(message.reason, /[.}\]]$/);
                    assert.match(message.fix, /[.}\]]$/);
                });
            }
        });
    }

    it("omit an optional part without its values, and never read a value as a placeholder", () => {
        const text = "{a} is{b}[[ not {c}]][[ but {d}]]";
        assert.equal(fillIn(text, { a: "{c}", b: " [[x]]", d: "$& {a}" }), "{c} is [[x]] but $& {a}");
        assert.equal(fillIn("{toString}[[{constructor}]]", {}), "{toString}");
    });
});
