import * as assert from "node:assert/strict";
import { parse, passRoleGrants, roleGrants, roleScope } from "../../../../policypack/iam";

describe("roleScope", () => {
    it("classifies which roles a Resource covers", () => {
        const scopes = {
            "*": "all",
            "arn:aws:iam::123456789012:role/*": "all",
            "arn:aws:iam::123456789012:role/app-*": "pattern",
            "arn:aws:iam::*:role/app": "single",
            "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/*": "serviceLinked",
            "arn:aws:iam::*:user/*": "none",
            "arn:aws:iam::${aws:PrincipalAccount}:role/app": "single",
            "arn:aws:iam::123456789012:role/${aws:username}": "pattern",
            "arn:aws:iam::123456789012:role/${*}": "pattern",
            [`arn:aws:iam::123456789012:role/${"?".repeat(64)}`]: "pattern",
            [`arn:aws:iam::123456789012:role/${"?".repeat(40)}`]: "pattern",
            [`arn:aws:iam::123456789012:role/${"?".repeat(40)}*`]: "all",
            "arn:aws:iam::123456789012:role/app": "single",
            "arn:aws:iam::123456789012:role/team/app": "single",
            "arn:aws:iam::123456789012:role/team:app": "none",
            "arn:aws-*:iam::123456789012:role/app": "single",
            "arn:aws-*:iam::123456789012:role/*": "all",
            "arn:gcp-*:iam::123456789012:role/*": "none",
            "arn:aws:iam::0*:role/app": "single",
            "arn:aws:iam::9*:role/app": "single",
            "arn:aws:iam::-*:role/app": "none",
            "arn:aws:iam::a*:role/app": "none",
            "arn:aws:iam::*:r0le/app": "none",
            "arn:aws:s3:::${aws:username}": "none",
            "arn:aws:iam::123456789012:role/aws-service-role/${aws:username}": "serviceLinked",
            "arn:aws:iam::123456789012:role/${aws:username}*": "pattern",
            "arn:aws:iam::123456789012:role/app-${aws:username}": "pattern",
            "arn:aws:iam::123456789012:${aws:username}/*": "all",
            "arn:aws:iam::123456789012:role${aws:username}*": "all",
            "*app": "pattern",
        };
        for (const [resource, scope] of Object.entries(scopes)) {
            assert.equal(roleScope(resource, true), scope, resource);
        }
    });

    it("treats a policy variable as literal text if the Version does not support variables", () => {
        assert.equal(roleScope("arn:aws:iam::${aws:PrincipalAccount}:role/*", false), "none");
        assert.equal(roleScope("arn:aws:iam::${aws:PrincipalAccount}:role/*", true), "all");
    });
});

describe("passRoleGrants", () => {
    const statement = {
        Effect: "Allow",
        Action: ["ssm:StartAutomationExecution", "iam:PassRole"],
        Resource: ["arn:aws:iam::123456789012:role/a", "arn:aws:ssm:*:*:document/x"],
        Condition: {
            StringEquals: { "iam:PassedToService": ["ssm.amazonaws.com", "ec2.amazonaws.com"] },
            Bool: { "aws:MultiFactorAuthPresent": "true" },
        },
    };

    it("separates roles, services and other conditions", () => {
        assert.deepEqual(passRoleGrants(parse("grant", { Version: "2012-10-17", Statement: statement })), [
            {
                path: "Statement.Resource[0]",
                resource: "arn:aws:iam::123456789012:role/a",
                written: "arn:aws:iam::123456789012:role/a",
                services: ["ssm.amazonaws.com", "ec2.amazonaws.com"],
                conditions: ["aws:MultiFactorAuthPresent = true"],
            },
        ]);
    });

    it("has no services without iam:PassedToService", () => {
        const [grant] = passRoleGrants(parse("grant", { Statement: { ...statement, Condition: undefined } }));
        assert.equal(grant?.services, undefined);
    });

    it("depends on the accounts in the zone of trust", () => {
        const document = parse("grant", {
            Statement: [
                { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
                { Effect: "Deny", Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/*" },
            ],
        });
        for (const [accounts, count] of [
            [["123456789012"], 0],
            [["111111111111"], 1],
            [["123456789012", "111111111111"], 1],
            [["123456789012"], 0],
            [[], 1],
        ] as const) {
            assert.equal(roleGrants(document, { accounts, organizations: [] }).length, count, accounts.join());
        }
    });

    it("returns no grants for a boundary or with a Deny", () => {
        assert.deepEqual(passRoleGrants(parse("boundary", { Statement: statement })), []);
        const denied = [statement, { Effect: "Deny", Action: "iam:*", Resource: "*" }];
        assert.deepEqual(passRoleGrants(parse("grant", { Statement: denied })), []);
    });
});
