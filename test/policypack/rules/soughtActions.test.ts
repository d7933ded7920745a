import * as assert from "node:assert/strict";
import { defaultOptions, withDefaults } from "../../../policypack/engine/options";
import { actionSet, allowedActions, hasAction, parse } from "../../../policypack/iam";
import { documentRules } from "../../../policypack/rules";
import { documents } from "../../../tools/bench/documents";
import { ruleCases } from "./cases";

const statement = (more: object): unknown => ({ Effect: "Allow", Resource: "*", ...more });

const allowedBy = (...Statement: readonly unknown[]): number => allowedActions(parse("grant", { Statement }));

describe("the actions that a document allows", () => {
    it("are those that its Allow statements match", () => {
        const passing = actionSet(["iam:passrole"]);
        assert.equal(allowedBy(statement({ Action: ["ec2:RunInstances", "IAM:passrole"] })), passing);
        assert.equal(allowedBy(statement({ Action: "iam:Pass*" })), passing);
        assert.equal(allowedBy(statement({ Action: "iam:Pass*", Effect: "Deny" })), 0);
        assert.equal(allowedBy(statement({ Action: "ec2:*" })), 0);
        assert.equal(allowedBy(), 0);
        assert.equal(
            allowedBy(statement({ Action: "s3:GetObject*" }), statement({ Action: "?am:PassRole" })),
            actionSet(["s3:getobject", "iam:passrole"]),
        );
    });

    it("are all with a NotAction, and with a wildcard for all", () => {
        const every = allowedBy(statement({ Action: "*" }));
        assert.equal(allowedBy(statement({ NotAction: "iam:*" })), every);
        for (const { actions = [] } of documentRules) {
            assert.equal(every & actionSet(actions), actionSet(actions));
        }
    });

    it("exclude actions that no rule looks for", () => {
        assert.throws(() => actionSet(["ec2:runinstances"]), /^Error: ec2:runinstances is not among the actions/);
    });
});

describe("a rule about actions", () => {
    const samples = documents(300, 5).map(({ kind, text }) => ({ kind, document: text, settings: {} }));
    const parsed = [...Object.values(ruleCases).flat(), ...samples].map(({ kind, document, settings }) => ({
        document: parse(kind, document),
        settings: withDefaults({ ...defaultOptions, ...settings }),
    }));
    for (const rule of documentRules.filter(({ actions }) => actions !== undefined)) {
        it(`reports nothing in a document without them: ${rule.name}`, () => {
            const actions = rule.actions ?? assert.fail();
            let skipped = 0;
            for (const { document, settings } of parsed) {
                const isAllowed = document.statements.some(
                    (one) => one.effect === "Allow" && actions.some((action) => hasAction(one, action)),
                );
                if (!rule.appliesTo.includes(document.kind) || isAllowed) {
                    continue;
                }
                skipped += 1;
                assert.deepEqual(rule.check(document, settings), []);
            }
            assert.ok(skipped > 50, `${skipped} documents`);
        });
    }
});
