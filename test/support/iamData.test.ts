import * as assert from "node:assert/strict";
import { allow, deny, document, trustService, type DocumentKind, type Statement } from "../../policypack/iam";
import { iamDataProblems } from "./iamData";

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
    ["a misspelt action", allow("S", ["ssm:GetDocumnet"], ["*"]), /ssm:GetDocumnet is no action/],
    ["a misspelt service", allow("S", ["ssn:GetDocument"], ["*"]), /ssn:GetDocument is no action/],
    [
        "another case",
        allow("S", ["ssm:getDocument"], ["arn:aws:ssm:eu-west-1::document/AWS-Run"]),
        /is written ssm:GetDocument/,
    ],
    ["a pattern of no action", allow("S", ["ssm:Foo*"], ["*"]), /ssm:Foo\* is no action/],
    ["a star where a name would do", allow("S", ["ssm:GetDocument"], ["*"]), /more than it needs/],
    ["a star in a boundary", allow("S", ["ssm:GetDocument"], ["*"]), undefined, "boundary"],
    ["a star in a denial", deny("S", ["ssm:GetDocument"], ["*"]), undefined],
    [
        "a name where only a star will do",
        allow("S", ["ssm:ListCommands"], ["arn:aws:ssm:eu-west-1:123456789012:document/A"]),
        /needs "\*"/,
    ],
    [
        "another service's ARN",
        allow("S", ["ssm:GetDocument"], ["arn:aws:s3:::bucket"]),
        /knows none of arn:aws:s3:::bucket/,
    ],
    [
        "an ARN that lacks a field",
        allow("S", ["ssm:GetDocument"], ["arn:aws:ssm:eu-west-1:document/A"]),
        /knows none of/,
    ],
    [
        "a Region in an IAM ARN",
        allow("S", ["iam:PassRole"], ["arn:aws:iam:eu-west-1:123456789012:role/a"]),
        /knows none of/,
    ],
    [
        "a resource beside the right one",
        allow("S", ["ssm:GetDocument"], ["arn:aws:ssm:eu-west-1::document/A", "arn:aws:s3:::b"]),
        /b is a resource of none/,
    ],
    [
        "a key of another action",
        allow("S", ["ssm:ListCommands"], ["*"], { StringEquals: { "ssm:SyncType": "x" } }),
        /does not know the condition key ssm:SyncType/,
    ],
    [
        "a tag of the resource",
        allow("S", ["ssm:SendCommand"], ["arn:aws:ec2:eu-west-1:123456789012:instance/*"], {
            StringEquals: { "ssm:resourceTag/Env": "prod" },
        }),
        undefined,
    ],
    [
        "a tag where none is looked at",
        allow("S", ["ssm:GetServiceSetting"], ["arn:aws:ssm:eu-west-1:123456789012:servicesetting/a"], {
            StringEquals: { "aws:ResourceTag/Env": "prod" },
        }),
        /does not know the condition key aws:ResourceTag/,
    ],
    [
        "a list key under an operator for one value",
        allow("S", ["ssm:StartAutomationExecution"], ["arn:aws:ssm:eu-west-1:123456789012:document/A"], {
            StringEquals: { "ssm:DocumentVersion": "1" },
        }),
        /several values/,
    ],
    [
        "a list key",
        allow("S", ["ssm:StartAutomationExecution"], ["arn:aws:ssm:eu-west-1:123456789012:document/A"], {
            "ForAnyValue:StringEquals": { "ssm:DocumentVersion": "1" },
        }),
        undefined,
    ],
    [
        "a list key that must be absent",
        allow("S", ["ssm:CreateActivation"], ["*"], { Null: { "aws:TagKeys": "true" } }),
        undefined,
    ],
    [
        "a single key under an operator for lists",
        allow("S", ["iam:PassRole"], ["arn:aws:iam::123456789012:role/a"], {
            "ForAllValues:StringEquals": { "iam:PassedToService": "ssm.amazonaws.com" },
        }),
        /one value/,
    ],
    ["own sessions", allow("S", ["ssm:ResumeSession"], ["arn:aws:ssm:*:*:session/${aws:userid}-*"]), undefined],
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
        "an identity provider's subject",
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
        "a key no trust knows",
        {
            Sid: "S",
            Effect: "Allow",
            Principal: { Service: "x" },
            Action: ["sts:AssumeRole"],
            Condition: { StringLike: { "iam:PassedToService": "x" } },
        },
        /does not know the condition key/,
        "trust",
    ],
];

describe("what the service authorization reference says", () => {
    for (const [name, statement, problem, kind = "grant"] of cases) {
        it(`of ${name}`, async () => {
            const issues = await iamDataProblems(kind, document(statement));
            if (problem === undefined) {
                assert.deepEqual(issues, []);
            } else {
                assert.match(issues.join("\n"), problem);
            }
        });
    }
});
