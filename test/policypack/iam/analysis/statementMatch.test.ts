import * as assert from "node:assert/strict";
import { matchingAction, hasAction, allowedPrincipals, parse, type StatementModel } from "../../../../policypack/iam";
import { coversActions, coversPrincipal, coversResources } from "../../../../policypack/iam/analysis/statementMatch";

type StatementInput = Readonly<Record<string, unknown>>;

const statement = (Statement: StatementInput): StatementModel =>
    parse("resource", { Version: "2012-10-17", Statement }).statements[0] ?? assert.fail();

type Row = readonly [deny: StatementInput, allow: StatementInput, covered: boolean];

const assertCovers = (covers: (deny: StatementModel, allow: StatementModel) => boolean, rows: readonly Row[]): void => {
    for (const [deny, allow, covered] of rows) {
        const name = `${JSON.stringify(deny)} over ${JSON.stringify(allow)}`;
        assert.equal(covers(statement(deny), statement(allow)), covered, name);
    }
};

describe("a statement", () => {
    it("matches an action by name, by pattern, or by its absence from NotAction", () => {
        const rows: readonly (readonly [StatementInput, string, boolean])[] = [
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
        for (const [input, action, expected] of rows) {
            assert.equal(hasAction(statement(input), action), expected, JSON.stringify(input));
        }
    });

    it("reports the first element that matches an action", () => {
        assert.equal(matchingAction(statement({ Action: ["b:Get", "a:*", "a:Get"] }), "a:get")?.text, "a:*");
        assert.equal(matchingAction(statement({ NotAction: ["b:*", "c:*"] }), "a:get")?.text, "b:*");
        assert.equal(matchingAction(statement({ Action: "b:*" }), "a:get"), undefined);
    });

    it("allows the principals it names, or everyone with NotPrincipal", () => {
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
    it("covers actions only if it covers all of them", () => {
        assertCovers(coversActions, [
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

    it("covers resources only if it covers all of them; without a Resource it covers any", () => {
        assertCovers(coversResources, [
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

    it("covers the principals it names, those NotPrincipal does not name, or any without a principal", () => {
        const covers = (deny: StatementModel, allow: StatementModel): boolean =>
            coversPrincipal(deny, allow.principals[0] ?? assert.fail());
        const user = { Principal: { AWS: "arn:aws:iam::1:user/X" } };
        const ssm = { Principal: { Service: "ssm.amazonaws.com" } };
        assertCovers(covers, [
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
