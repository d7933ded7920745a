import * as assert from "node:assert/strict";
import { passRoleGrants, parse, roleReach, trusts } from "../../policypack/iam";

describe("roles", () => {
    it("are reached as far as the Resource goes", () => {
        const reaches = {
            "*": "every",
            "arn:aws:iam::123456789012:role/*": "every",
            "arn:aws:iam::123456789012:role/app-*": "pattern",
            "arn:aws:iam::*:role/app": "one",
            "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/*": "linked",
            "arn:aws:iam::*:user/*": "none",
            "arn:aws:iam::${aws:PrincipalAccount}:role/app": "one",
            "arn:aws:iam::123456789012:role/${aws:username}": "pattern",
            "arn:aws:iam::123456789012:role/${*}": "pattern",
        };
        for (const [resource, reach] of Object.entries(reaches))
            assert.equal(roleReach(resource, true), reach, resource);
    });

    it("read a variable as text where the Version knows none", () => {
        assert.equal(roleReach("arn:aws:iam::${aws:PrincipalAccount}:role/*", false), "none");
        assert.equal(roleReach("arn:aws:iam::${aws:PrincipalAccount}:role/*", true), "every");
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

    it("tells roles, services and other conditions apart", () => {
        assert.deepEqual(passRoleGrants(parse("grant", { Version: "2012-10-17", Statement: statement })), [
            {
                path: "Statement.Resource[0]",
                resource: "arn:aws:iam::123456789012:role/a",
                services: ["ssm.amazonaws.com", "ec2.amazonaws.com"],
                conditions: ["aws:MultiFactorAuthPresent = true"],
            },
        ]);
    });

    it("knows no service where none is bound", () => {
        const [grant] = passRoleGrants(parse("grant", { Statement: { ...statement, Condition: undefined } }));
        assert.equal(grant?.services, undefined);
    });

    it("finds none in a boundary or behind a Deny", () => {
        assert.deepEqual(passRoleGrants(parse("boundary", { Statement: statement })), []);
        const denied = [statement, { Effect: "Deny", Action: "iam:*", Resource: "*" }];
        assert.deepEqual(passRoleGrants(parse("grant", { Statement: denied })), []);
    });
});

describe("trusts", () => {
    it("tells who is let in, and what binds them", () => {
        const document = {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Service: ["ssm.amazonaws.com", "ec2.amazonaws.com"], AWS: "123456789012" },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: { "aws:SourceAccount": "123456789012" },
                        ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:123456789012:*" },
                    },
                },
                { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
                { Effect: "Deny", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:*" },
            ],
        };
        const guards = ["aws:SourceAccount = 123456789012", "aws:SourceArn like arn:aws:ssm:*:123456789012:*"];
        assert.deepEqual(trusts(parse("trust", document)), [
            {
                path: "Statement[0].Principal.Service[0]",
                kind: "service",
                principal: "ssm.amazonaws.com",
                guards,
                bound: true,
            },
            { path: "Statement[0].Principal.AWS", kind: "aws", principal: "123456789012", guards, bound: true },
            { path: "Statement[1].Principal", kind: "everyone", principal: "*", guards: [], bound: false },
        ]);
    });

    it("counts a subject of a shared issuer as a binding", () => {
        const federated = (Condition: unknown): unknown => ({
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/gitlab.com" },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition,
            },
        });
        const bound = (Condition: unknown): boolean | undefined =>
            trusts(parse("trust", federated(Condition)))[0]?.bound;
        assert.equal(bound({ StringLike: { "gitlab.com:sub": "project_path:acme/*" } }), true);
        assert.equal(bound({ StringLike: { "gitlab.com:sub": "*" } }), false);
    });
});
