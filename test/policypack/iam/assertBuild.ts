import * as assert from "node:assert/strict";
import type * as Iam from "../../../policypack/iam";

const account = "123456789012";
const arns = [`arn:aws:ssm:*:${account}:automation-execution/*`];

/** Asserts what the functions that build documents return, and what the analysis reports about those documents. */
export const holdToWords = (iam: typeof Iam): void => {
    const service = "ssm.amazonaws.com";
    const trust = iam.trustService("Trust", service, { sourceAccount: account, sourceArns: arns });
    assert.deepEqual(iam.document(trust, iam.trustUnguarded("Bare", "ec2.amazonaws.com")), {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Trust",
                Effect: "Allow",
                Principal: { Service: service },
                Action: ["sts:AssumeRole"],
                Condition: {
                    StringEquals: { "aws:SourceAccount": account },
                    ArnLike: { "aws:SourceArn": arns },
                },
            },
            {
                Sid: "Bare",
                Effect: "Allow",
                Principal: { Service: "ec2.amazonaws.com" },
                Action: ["sts:AssumeRole"],
            },
        ],
    });
    for (const sourceArns of [undefined, []]) {
        assert.deepEqual(
            iam.guardedBy({ sourceAccount: account, ...(sourceArns === undefined ? {} : { sourceArns }) }),
            { StringEquals: { "aws:SourceAccount": account } },
        );
    }
    const provider = `arn:aws:iam::${account}:oidc-provider/gitlab.com`;
    const condition = { StringEquals: { "gitlab.com:sub": "project_path:acme/x" } };
    assert.deepEqual(iam.trustFederated("Tokens", provider, condition), {
        Sid: "Tokens",
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Condition: condition,
    });
    assert.deepEqual(iam.allow("Read", ["s3:GetObject"], ["*"]), {
        Sid: "Read",
        Effect: "Allow",
        Action: ["s3:GetObject"],
        Resource: ["*"],
    });
    assert.deepEqual(iam.deny("Never", ["s3:GetObject"], ["*"], condition), {
        Sid: "Never",
        Effect: "Deny",
        Action: ["s3:GetObject"],
        Resource: ["*"],
        Condition: condition,
    });
    const role = `arn:aws:iam::${account}:role/app`;
    const pass = iam.passRole("Pass", [role], service);
    assert.deepEqual(pass, {
        Sid: "Pass",
        Effect: "Allow",
        Action: ["iam:PassRole"],
        Resource: [role],
        Condition: { StringEquals: { "iam:PassedToService": service } },
    });
    assert.deepEqual(iam.passRoleGrants(iam.parse("grant", iam.document(pass))), [
        { path: "Statement[0].Resource[0]", resource: role, written: role, services: [service], conditions: [] },
    ]);
    assert.deepEqual(iam.trusts(iam.parse("trust", iam.document(trust))), [
        {
            path: "Statement[0].Principal.Service",
            kind: "service",
            principal: service,
            guards: [`aws:SourceAccount = ${account}`, `aws:SourceArn like ${arns.join()}`],
            restrictedSubject: true,
        },
    ]);
    const saml = `arn:aws:iam::${account}:saml-provider/x`;
    const assertions = { ...iam.trustFederated("Assertions", saml, {}), Action: ["sts:AssumeRoleWithSAML"] };
    assert.deepEqual(
        iam
            .trusts(iam.parse("trust", iam.document(iam.trustFederated("Tokens", provider, condition), assertions)))
            .map(({ principal, guards, restrictedSubject }) => ({ principal, guards, restrictedSubject })),
        [
            { principal: provider, guards: ["gitlab.com:sub = project_path:acme/x"], restrictedSubject: true },
            { principal: saml, guards: [], restrictedSubject: true },
        ],
    );
    assert.equal(iam.principalOf("ssm"), service);
};
