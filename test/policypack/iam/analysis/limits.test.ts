import * as assert from "node:assert/strict";
import {
    canDenyPrincipal,
    LimitingStatements,
    parse,
    type PrincipalModel,
    type StatementModel,
} from "../../../../policypack/iam";

const statement = (written: object, kind: "grant" | "resource" = "grant"): StatementModel =>
    parse(kind, { Version: "2012-10-17", Statement: written }).statements[0] ?? assert.fail();

describe("a Deny", () => {
    const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
    const cases: readonly (readonly [name: string, deny: object, allow: object, canLimit: boolean])[] = [
        ["the same action", { Action: "a:B", Resource: "*" }, { Action: "a:B", Resource: "*" }, true],
        ["an action in another case", { Action: "A:b", Resource: "*" }, { Action: "a:B", Resource: "*" }, true],
        ["another action", { Action: "a:C", Resource: "*" }, { Action: "a:B", Resource: "*" }, false],
        [
            "one of the actions",
            { Action: ["a:X", "a:C"], Resource: "*" },
            { Action: ["a:B", "a:C"], Resource: "*" },
            true,
        ],
        ["a pattern of actions", { Action: "a:*", Resource: "*" }, { Action: "a:B", Resource: "*" }, true],
        ["patterns that overlap", { Action: "a:*Role", Resource: "*" }, { Action: "a:Pass*", Resource: "*" }, true],
        ["all actions but others", { NotAction: "a:C", Resource: "*" }, { Action: "a:B", Resource: "*" }, true],
        [
            "all actions but these",
            { NotAction: "a:*", Resource: "*" },
            { Action: ["a:B", "a:C"], Resource: "*" },
            false,
        ],
        [
            "all actions but one of these",
            { NotAction: "a:B", Resource: "*" },
            { Action: ["a:B", "a:C"], Resource: "*" },
            true,
        ],
        [
            "an action that a NotAction leaves",
            { Action: "a:C", Resource: "*" },
            { NotAction: "a:B", Resource: "*" },
            true,
        ],
        [
            "an action that a NotAction excludes",
            { Action: "a:B", Resource: "*" },
            { NotAction: "a:*", Resource: "*" },
            false,
        ],
        ["two NotActions", { NotAction: "a:*", Resource: "*" }, { NotAction: "b:*", Resource: "*" }, true],
        ["another resource", { Action: "*", Resource: role("a") }, { Action: "*", Resource: role("b") }, false],
        [
            "a resource in another case",
            { Action: "*", Resource: role("A") },
            { Action: "*", Resource: role("a") },
            false,
        ],
        ["a pattern of resources", { Action: "*", Resource: role("a*") }, { Action: "*", Resource: role("*b") }, true],
        [
            "all resources but others",
            { Action: "*", NotResource: role("b") },
            { Action: "*", Resource: role("a") },
            true,
        ],
        [
            "all resources but these",
            { Action: "*", NotResource: role("*") },
            { Action: "*", Resource: role("a") },
            false,
        ],
        [
            "a condition",
            { Action: "*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
            { Action: "a:B", Resource: "*" },
            true,
        ],
        ["no resource", { Action: "a:B" }, { Action: "a:B", Resource: role("a") }, true],
        ["resources, of an Allow without any", { Action: "a:B", Resource: role("a") }, { Action: "a:B" }, true],
    ];
    for (const [name, deny, allow, expected] of cases) {
        it(`of ${name} ${expected ? "can" : "cannot"} limit an Allow`, () => {
            const denies = [statement({ Effect: "Deny", ...deny })];
            const found = new LimitingStatements(denies).limiting(statement({ Effect: "Allow", ...allow }));
            assert.deepEqual(found, expected ? denies : []);
        });
    }

    it("is found among others, in their order", () => {
        const names = Array.from({ length: 40 }, (_, at) => `r${at}`);
        const listing = names.map((name) => statement({ Effect: "Deny", Action: "a:B", Resource: role(name) }));
        const excepting = statement({ Effect: "Deny", Action: "a:*", NotResource: role("r3") });
        const denies = [...listing.slice(20), excepting, ...listing.slice(0, 20)];
        const found = new LimitingStatements(denies).limiting(
            statement({ Effect: "Allow", Action: "a:B", Resource: [role("r3"), role("r25")] }),
        );
        assert.deepEqual(found, [listing[25], excepting, listing[3]]);
    });

    const root = "arn:aws:iam::111111111111:root";
    const [one, two] = ["a", "b"].map((name) => `arn:aws:iam::111111111111:role/${name}`);
    const session = "arn:aws:sts::111111111111:assumed-role/a/s";
    const other = "arn:aws:iam::222222222222:role/a";
    const principals: readonly (readonly [name: string, denied: object, principal: unknown, canDeny: boolean])[] = [
        ["the same service", { Principal: { Service: "SSM.amazonaws.com" } }, { Service: "ssm.amazonaws.com" }, true],
        ["another service", { Principal: { Service: "ec2.amazonaws.com" } }, { Service: "ssm.amazonaws.com" }, false],
        [
            "one of several services",
            { Principal: { Service: ["a.x", "ssm.amazonaws.com"] } },
            { Service: "ssm.amazonaws.com" },
            true,
        ],
        ["everyone", { Principal: "*" }, { Service: "ssm.amazonaws.com" }, true],
        ["everyone in AWS", { Principal: { AWS: "*" } }, { Federated: "x" }, true],
        ["a service, for everyone", { Principal: { Service: "ssm.amazonaws.com" } }, "*", true],
        ["an account, for a service", { Principal: { AWS: root } }, { Service: "ssm.amazonaws.com" }, false],
        ["an account, for its role", { Principal: { AWS: root } }, { AWS: one }, true],
        ["an account by its ID, for its role", { Principal: { AWS: "111111111111" } }, { AWS: one }, true],
        ["a role, for its account", { Principal: { AWS: one } }, { AWS: root }, true],
        ["a role, for the same role", { Principal: { AWS: one } }, { AWS: one }, true],
        ["a role, for another role", { Principal: { AWS: one } }, { AWS: two }, false],
        ["a user, for a role", { Principal: { AWS: "arn:aws:iam::111111111111:user/a" } }, { AWS: one }, false],
        ["a session, for its role", { Principal: { AWS: session } }, { AWS: one }, true],
        ["a role, for a session", { Principal: { AWS: one } }, { AWS: session }, true],
        ["another account", { Principal: { AWS: root } }, { AWS: other }, false],
        ["an ID of a principal", { Principal: { AWS: "AROAEXAMPLE" } }, { AWS: one }, true],
        ["a role, for an ID of a principal", { Principal: { AWS: one } }, { AWS: "AROAEXAMPLE" }, true],
        ["a pattern", { Principal: { AWS: "arn:aws:iam::*:role/a" } }, { AWS: other }, true],
        ["all but the principal", { NotPrincipal: { AWS: one } }, { AWS: one }, false],
        ["all but another principal", { NotPrincipal: { AWS: two } }, { AWS: one }, true],
        ["all but an account, for its role", { NotPrincipal: { AWS: root } }, { AWS: one }, true],
        ["the same provider", { Principal: { Federated: "p" } }, { Federated: "p" }, true],
        ["another provider", { Principal: { Federated: "P" } }, { Federated: "p" }, false],
        ["no principal", {}, { AWS: one }, true],
    ];
    for (const [name, denied, principal, expected] of principals) {
        it(`of ${name} ${expected ? "can" : "cannot"} deny a principal`, () => {
            const deny = statement({ Effect: "Deny", Action: "*", Resource: "*", ...denied }, "resource");
            const [given]: readonly PrincipalModel[] = statement(
                { Effect: "Allow", Action: "*", Resource: "*", Principal: principal },
                "resource",
            ).principals;
            assert.equal(canDenyPrincipal(deny, given ?? assert.fail()), expected);
        });
    }
});
