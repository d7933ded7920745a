import * as assert from "node:assert/strict";
import { matchingAction, hasAction, allowedPrincipals, parse, type StatementModel } from "../../../../policypack/iam";
import { coversActions, coversPrincipal, coversResources } from "../../../../policypack/iam/analysis/statementMatch";

type Written = Readonly<Record<string, unknown>>;

const statement = (Statement: Written): StatementModel =>
    parse("resource", { Version: "2012-10-17", Statement }).statements[0] ?? assert.fail();

type Row = readonly [deny: Written, allow: Written, covered: boolean];

const hold = (covers: (deny: StatementModel, allow: StatementModel) => boolean, rows: readonly Row[]): void => {
    for (const [deny, allow, covered] of rows) {
        const asked = `${JSON.stringify(deny)} over ${JSON.stringify(allow)}`;
        assert.equal(covers(statement(deny), statement(allow)), covered, asked);
    }
};

describe("a statement", () => {
    it("speaks of an action by its name, its pattern, or by leaving it out of NotAction", () => {
        const rows: readonly (readonly [Written, string, boolean])[] = [
            [{ Action: "a:Get" }, "a:get", true],
            [{ Action: ["b:Get", "A:GET"] }, "a:get", true],
            [{ Action: "z:Get" }, "z:get", true],
            [{ Action: "?:Get" }, "a:get", true],
            [{ Action: "*" }, "a:get", true],
            [{ Action: "{:Get" }, "a:get", false],
            [{ Action: "b:Get" }, "a:get", false],
            [{ Action: "a:Got" }, "a:get", false],
            [{ NotAction: "a:Get" }, "a:get", false],
            [{ NotAction: ["b:*", "a:*"] }, "a:get", false],
            [{ NotAction: "b:*" }, "a:get", true],
            [{}, "a:get", false],
        ];
        for (const [written, action, spoken] of rows) {
            assert.equal(hasAction(statement(written), action), spoken, JSON.stringify(written));
        }
    });

    it("tells by which word it speaks of an action", () => {
        assert.equal(matchingAction(statement({ Action: ["b:Get", "a:*", "a:Get"] }), "a:get")?.text, "a:*");
        assert.equal(matchingAction(statement({ NotAction: ["b:*", "c:*"] }), "a:get")?.text, "b:*");
        assert.equal(matchingAction(statement({ Action: "b:*" }), "a:get"), undefined);
    });

    it("lets in whom it names, or everyone where it names who is not", () => {
        assert.deepEqual(allowedPrincipals(statement({ Principal: { AWS: "x" } })), [
            { kind: "aws", text: "x", path: "Statement.Principal.AWS" },
        ]);
        const everyone = { kind: "everyone", text: "*", path: "Statement.NotPrincipal" };
        assert.deepEqual(allowedPrincipals(statement({ NotPrincipal: { AWS: ["x", "y"] } })), [everyone]);
        assert.deepEqual(allowedPrincipals(statement({ NotPrincipal: "*" })), [everyone]);
        assert.deepEqual(allowedPrincipals(statement({})), []);
    });
});

describe("a Deny", () => {
    it("takes away the actions that it covers whole", () => {
        hold(coversActions, [
            [{ Action: "a:*" }, { Action: ["A:Get", "a:Put"] }, true],
            [{ Action: ["b:*", "A:*"] }, { Action: "a:get" }, true],
            [{ Action: "a:Get" }, { Action: ["a:Get", "a:Put"] }, false],
            [{ Action: "a:Get" }, { Action: "a:*" }, false],
            [{ Action: "*" }, { NotAction: "b:*" }, true],
            [{ Action: "a:*" }, { NotAction: "b:*" }, false],
            [{ NotAction: "b:*" }, { Action: ["a:Get", "a:Put"] }, true],
            [{ NotAction: ["b:*", "c:*"] }, { Action: "a:Get" }, true],
            [{ NotAction: ["b:*", "A:G*"] }, { Action: "a:get" }, false],
            [{ NotAction: ["A:G*", "b:*"] }, { Action: "a:get" }, false],
            [{ NotAction: "a:Get" }, { Action: ["a:Put", "a:Get"] }, false],
            [{ NotAction: "b:*" }, { NotAction: "c:*" }, false],
        ]);
    });

    it("takes away the resources that it covers whole; a document about one resource may name none", () => {
        hold(coversResources, [
            [{}, { Resource: "x" }, true],
            [{}, {}, true],
            [{ Resource: "*" }, {}, true],
            [{ Resource: "x" }, {}, false],
            [{ NotResource: "x" }, {}, false],
            [{ Resource: "x*" }, { Resource: ["x", "xy"] }, true],
            [{ Resource: ["y", "x*"] }, { Resource: "xy" }, true],
            [{ Resource: "X" }, { Resource: "x" }, false],
            [{ Resource: "x" }, { Resource: ["x", "y"] }, false],
            [{ Resource: "*" }, { NotResource: "x" }, true],
            [{ Resource: "y" }, { NotResource: "x" }, false],
            [{ NotResource: "x" }, { Resource: "y" }, true],
            [{ NotResource: "x*" }, { Resource: ["y", "xy"] }, false],
            [{ NotResource: "x" }, { NotResource: "y" }, false],
        ]);
    });

    it("speaks to whom it names, to all but whom it does not, or to its holder", () => {
        const covers = (deny: StatementModel, allow: StatementModel): boolean =>
            coversPrincipal(deny, allow.principals[0] ?? assert.fail());
        const user = { Principal: { AWS: "arn:aws:iam::1:user/X" } };
        const ssm = { Principal: { Service: "ssm.amazonaws.com" } };
        hold(covers, [
            [{}, user, true],
            [{ Principal: "*" }, user, true],
            [{ Principal: "*" }, { Principal: "*" }, true],
            [user, { Principal: "*" }, false],
            [user, user, true],
            [{ Principal: { AWS: ["arn:aws:iam::1:user/Y", "arn:aws:iam::1:user/X"] } }, user, true],
            [{ Principal: { AWS: "arn:aws:iam::1:user/x" } }, user, false],
            [{ Principal: { AWS: "arn:aws:iam::1:user/Y" } }, user, false],
            [{ Principal: { Service: "SSM.amazonaws.com" } }, ssm, true],
            [{ Principal: { Service: "ec2.amazonaws.com" } }, ssm, false],
            [{ Principal: { Federated: "ssm.amazonaws.com" } }, ssm, false],
            [{ NotPrincipal: { Service: "ec2.amazonaws.com" } }, ssm, true],
            [{ NotPrincipal: { Service: "SSM.amazonaws.com" } }, ssm, false],
            [{ NotPrincipal: { Service: ["ec2.amazonaws.com", "s*"] } }, ssm, false],
            [{ NotPrincipal: { AWS: "ssm.amazonaws.com" } }, ssm, true],
            [{ NotPrincipal: "*" }, ssm, false],
            [{ NotPrincipal: { AWS: "arn:aws:iam::1:user/Y" } }, { Principal: "*" }, false],
        ]);
    });
});
