import * as assert from "node:assert/strict";
import { allow, deny, document, trustService, type DocumentKind, type Statement } from "../../policypack/iam";
import { iamDataIssues } from "./iamData";

const cases: readonly (readonly [
    name: string,
    statement: Statement,
    problem: RegExp | undefined,
    kind?: DocumentKind,
])[] = [
    [
        "an action on its resource",
        allow("S", ["ssm:GetDocument"], ["arn:aws:ssm:eu-west-1::document/AWS-Run"]),
        undefined,
    ],
    ["a misspelt action", allow("S", ["ssm:GetDocumnet"], ["*"]), /ssm:GetDocumnet is not an action/],
    ["a misspelt service", allow("S", ["ssn:GetDocument"], ["*"]), /ssn:GetDocument is not an action/],
    [
        "an action in the wrong case",
        allow("S", ["ssm:getDocument"], ["arn:aws:ssm:eu-west-1::document/AWS-Run"]),
        /is spelled ssm:GetDocument/,
    ],
    ["a pattern that matches no action", allow("S", ["ssm:Foo*"], ["*"]), /ssm:Foo\* is not an action/],
    ["a wildcard where the action has a resource", allow("S", ["ssm:GetDocument"], ["*"]), /more than it needs/],
    ["a wildcard in a boundary", allow("S", ["ssm:GetDocument"], ["*"]), undefined, "boundary"],
    ["a wildcard in a Deny", deny("S", ["ssm:GetDocument"], ["*"]), undefined],
    [
        "an ARN where the action has no resource",
        allow("S", ["ssm:ListCommands"], ["arn:aws:ssm:eu-west-1:123456789012:document/A"]),
        /needs "\*"/,
    ],
    [
        "another service's ARN",
        allow("S", ["ssm:GetDocument"], ["arn:aws:s3:::bucket"]),
        /supports none of arn:aws:s3:::bucket/,
    ],
    [
        "an ARN that lacks a field",
        allow("S", ["ssm:GetDocument"], ["arn:aws:ssm:eu-west-1:document/A"]),
        /supports none of/,
    ],
    [
        "a Region in an IAM ARN",
        allow("S", ["iam:PassRole"], ["arn:aws:iam:eu-west-1:123456789012:role/a"]),
        /supports none of/,
    ],
    [
        "an unrelated resource in addition to the right one",
        allow("S", ["ssm:GetDocument"], ["arn:aws:ssm:eu-west-1::document/A", "arn:aws:s3:::b"]),
        /b is a resource of none/,
    ],
    [
        "a key of another action",
        allow("S", ["ssm:ListCommands"], ["*"], { StringEquals: { "ssm:SyncType": "x" } }),
        /does not support the condition key ssm:SyncType/,
    ],
    [
        "a resource tag",
        allow("S", ["ssm:SendCommand"], ["arn:aws:ec2:eu-west-1:123456789012:instance/*"], {
            StringEquals: { "ssm:resourceTag/Env": "prod" },
        }),
        undefined,
    ],
    [
        "a resource tag that the action does not support",
        allow("S", ["ssm:GetServiceSetting"], ["arn:aws:ssm:eu-west-1:123456789012:servicesetting/a"], {
            StringEquals: { "aws:ResourceTag/Env": "prod" },
        }),
        /does not support the condition key aws:ResourceTag/,
    ],
    [
        "a multivalued key under a single-valued operator",
        allow("S", ["ssm:StartAutomationExecution"], ["arn:aws:ssm:eu-west-1:123456789012:document/A"], {
            StringEquals: { "ssm:DocumentVersion": "1" },
        }),
        /several values/,
    ],
    [
        "a multivalued key",
        allow("S", ["ssm:StartAutomationExecution"], ["arn:aws:ssm:eu-west-1:123456789012:document/A"], {
            "ForAnyValue:StringEquals": { "ssm:DocumentVersion": "1" },
        }),
        undefined,
    ],
    [
        "a Null condition on a multivalued key",
        allow("S", ["ssm:CreateActivation"], ["*"], { Null: { "aws:TagKeys": "true" } }),
        undefined,
    ],
    [
        "a single-valued key under a set operator",
        allow("S", ["iam:PassRole"], ["arn:aws:iam::123456789012:role/a"], {
            "ForAllValues:StringEquals": { "iam:PassedToService": "ssm.amazonaws.com" },
        }),
        /one value/,
    ],
    [
        "the sessions of the user",
        allow("S", ["ssm:ResumeSession"], ["arn:aws:ssm:*:*:session/${aws:userid}-*"]),
        undefined,
    ],
    [
        "data channels by session",
        allow("S", ["ssmmessages:OpenDataChannel"], ["arn:aws:ssm:*:*:session/${aws:userid}-*"]),
        undefined,
    ],
    ["data channels of an agent", allow("S", ["ssmmessages:OpenDataChannel"], ["*"]), undefined],
    [
        "the dispatch role's key",
        allow("S", ["ssm:CreateAssociation"], ["arn:aws:ssm:eu-west-1:123456789012:document/A"], {
            StringEquals: { "ssm:AssociationDispatchAssumeRole": "x" },
        }),
        undefined,
    ],
    [
        "a guarded trust",
        trustService("S", "ssm.amazonaws.com", {
            sourceAccount: "123456789012",
            sourceArns: ["arn:aws:ssm:*:123456789012:*"],
        }),
        undefined,
        "trust",
    ],
    [
        "the subject key of an identity provider",
        {
            Sid: "S",
            Effect: "Allow",
            Principal: { Federated: "x" },
            Action: ["sts:AssumeRoleWithWebIdentity"],
            Condition: { StringLike: { "api.pulumi.com/oidc:sub": "x" } },
        },
        undefined,
        "trust",
    ],
    [
        "a key that sts:AssumeRole does not support",
        {
            Sid: "S",
            Effect: "Allow",
            Principal: { Service: "x" },
            Action: ["sts:AssumeRole"],
            Condition: { StringLike: { "iam:PassedToService": "x" } },
        },
        /does not support the condition key/,
        "trust",
    ],
];

describe("iamDataProblems", () => {
    for (const [name, statement, problem, kind = "grant"] of cases) {
        it(`${problem === undefined ? "accepts" : "reports"} ${name}`, async () => {
            const issues = await iamDataIssues(kind, document(statement));
            if (problem === undefined) {
                assert.deepEqual(issues, []);
            } else {
                assert.match(issues.join("\n"), problem);
            }
        });
    }
});
