import * as assert from "node:assert/strict";
import type { AutomationAccessArgs } from "../../../components/automation/args";
import type { Unwrap } from "../../../components/pattern/args";
import { automation } from "../../../components/automation/pattern";
import { checkConstraints } from "../../../components/pattern/constraints";
import { approvals, everything, functionArn, grantees, instanceRole, key, starters } from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<AutomationAccessArgs>;

const issuesOf = (args: Args, known = true): readonly string[] =>
    [
        ...checkConstraints(automation.constraints, args),
        ...automation.validate(args, known ? namingScope("AutomationAccess") : undefined),
    ].map(({ path, message, fix }) => {
        assert.match(fix, /^[A-Z].*\.$/s);
        return `${path} ${message}`;
    });

const minimal: Args = { functionArns: [functionArn] };
const withPermission = (actions: string[], resources: string[] = ["*"], name = "Do"): Args => ({
    permissions: { [name]: { actions, resources } },
});
const otherAccountRole = instanceRole.replace("123456789012", "210987654321");

const cases: readonly (readonly [name: string, args: Args, ...problems: readonly RegExp[]])[] = [
    ["every arg", everything],
    ["missing permissions", { starters }, /^ grants the role no permissions$/],
    ["empty permissions", { permissions: {} }, /^permissions has 0 keys$/, /^ grants the role no/],
    ["a permission without actions", withPermission([]), /^permissions\.Do\.actions has 0 values$/],
    [
        "a permission without resources",
        withPermission(["ec2:CreateImage"], []),
        /^permissions\.Do\.resources has 0 values$/,
    ],
    ["an invalid Sid", withPermission(["ec2:CreateImage"], ["*"], "do it"), /^permissions\.do it is not a Sid$/],
    ["every action", withPermission(["*"]), /actions\[0\] is not an action/, /allows iam:PassRole/],
    ["every action of a service", withPermission(["ssm:*"]), /actions\[0\] is not an action/],
    ["a wildcard inside an action", withPermission(["ec2:*Image"]), /actions\[0\] is not an action/],
    [
        "every IAM action",
        withPermission(["iam:*"]),
        /actions\[0\] is not an action/,
        /actions\[0\] allows iam:PassRole/,
        /resources\[0\] contains a wildcard/,
    ],
    [
        "PassRole",
        withPermission(["ec2:RunInstances", "iam:PassRole"], [instanceRole]),
        /^permissions\.Do\.actions\[1\] allows iam:PassRole/,
    ],
    ["PassRole in lower case", withPermission(["iam:passrole"], [instanceRole]), /actions\[0\] allows iam:PassRole/],
    ["PassRole by prefix", withPermission(["iam:Pass*"], [instanceRole]), /actions\[0\] allows iam:PassRole/],
    [
        "an IAM write action on a wildcard",
        withPermission(["iam:AttachRolePolicy"]),
        /resources\[0\] contains a wildcard, which lets iam:Attach/,
    ],
    [
        "an IAM write action on an ARN with a wildcard",
        withPermission(["iam:PutRolePolicy"], ["arn:aws:iam::123456789012:role/app-*"]),
        /resources\[0\] contains a wildcard/,
    ],
    [
        "sts:AssumeRole on an ARN with a wildcard",
        withPermission(["sts:AssumeRole"], ["arn:aws:iam::210987654321:role/*"]),
        /resources\[0\] is not a valid resource|resources\[0\] contains a wildcard/,
    ],
    ["sts:AssumeRole on one role", withPermission(["sts:AssumeRole"], ["arn:aws:iam::210987654321:role/reader"])],
    ["IAM read actions on a wildcard", withPermission(["iam:GetRole", "iam:List*"])],
    [
        "every resource of an account",
        withPermission(["ec2:CreateTags"], ["arn:aws:ec2:eu-west-1:123456789012:*"]),
        /resources\[0\] is not a valid resource$/,
    ],
    [
        "a wildcard in the account field",
        withPermission(["ec2:CreateTags"], ["arn:aws:ec2:eu-west-1:*:instance/*"]),
        /resources\[0\] is not/,
    ],
    [
        "conditions without an operator",
        { permissions: { Do: { actions: ["ec2:CreateImage"], resources: ["*"], conditions: {} } } },
        /conditions has 0 keys$/,
    ],
    [
        "an unknown condition operator",
        {
            permissions: {
                Do: { actions: ["ec2:CreateImage"], resources: ["*"], conditions: { Equals: { "aws:a": ["b"] } } },
            },
        },
        /conditions\.Equals is not an IAM condition operator$/,
    ],
    [
        "the Sid of a statement that another arg adds",
        { ...minimal, ...withPermission(["ec2:CreateImage"], ["*"], "InvokeFunctions") },
        /^permissions\.InvokeFunctions is the Sid of a statement that another arg adds$/,
    ],
    [
        "a wildcard in a function ARN",
        { functionArns: [functionArn.replace("Stamp:live", "Automation*")] },
        /functionArns\[0\]/,
    ],
    ["a wildcard in a child runbook", { nested: { runbooks: ["AWS-*"] } }, /^nested\.runbooks\[0\] is not the name/],
    [
        "a wildcard in an instance role",
        { instanceRoleArns: ["arn:aws:iam::123456789012:role/*"] },
        /^instanceRoleArns\[0\]/,
    ],
    ["an instance role in another account", { instanceRoleArns: [otherAccountRole] }, /is in account 210987654321/],
    [
        "a child runbook role in another account",
        { nested: { runbooks: ["Acme-Child"], assumeRoleArns: [otherAccountRole] } },
        /^nested\.assumeRoleArns\[0\] is in account 210987654321/,
    ],
    [
        "a passable role in another account",
        { passableRoles: [{ service: "lambda", passableRoleArns: [otherAccountRole] }] },
        /^passableRoles\[0\]\.passableRoleArns\[0\] is in account 210987654321/,
    ],
    [
        "a full service principal",
        { passableRoles: [{ service: "lambda.amazonaws.com", passableRoleArns: [instanceRole] }] },
        /^passableRoles\[0\]\.service is not a service name$/,
    ],
    [
        "a duplicate service",
        {
            passableRoles: [
                { service: "lambda", passableRoleArns: [instanceRole] },
                { service: "lambda", passableRoleArns: [instanceRole] },
            ],
        },
        /^passableRoles\[1\]\.service duplicates the service of passableRoles\[0\]$/,
    ],
    [
        "an approval topic without the required name prefix",
        { approvalTopicArn: approvals.replace("Automation-", "") },
        /^approvalTopicArn is not the ARN of an approval topic$/,
    ],
    [
        "a FIFO approval topic",
        { approvalTopicArn: `${approvals}.fifo` },
        /^approvalTopicArn is not the ARN of an approval topic$/,
    ],
    [
        "a key without a topic",
        { ...minimal, approvalTopicKmsKeyArn: key },
        /^approvalTopicKmsKeyArn is set without approvalTopicArn$/,
    ],
    [
        "a key alias",
        { approvalTopicArn: approvals, approvalTopicKmsKeyArn: "alias/aws/sns" },
        /KmsKeyArn is not the ARN/,
    ],
    ["a wildcard in an alarm name", { alarmNames: ["Acme-*"] }, /^alarmNames\[0\] is not the name of one alarm/],
    ["a wildcard as a Region", { ...minimal, executionRegions: ["*"] }, /^executionRegions\[0\] is not a Region/],
    [
        "executionRegions with anySource",
        { ...minimal, anySource: true, executionRegions: ["us-east-1"] },
        /^executionRegions has no/,
    ],
    [
        "a session duration of one minute",
        { ...minimal, maxSessionSeconds: 60 },
        /^maxSessionSeconds is not a whole number of seconds/,
    ],
    ["a fractional session duration", { ...minimal, maxSessionSeconds: 3600.5 }, /^maxSessionSeconds is not/],
    [
        "versions with legacyDefinitions",
        { ...minimal, starters: { ...starters, legacyDefinitions: true } },
        /^starters\.legacyDefinitions bypasses starters\.versions/,
    ],
    [
        "$LATEST as a version",
        { ...minimal, starters: { ...starters, versions: ["$LATEST"] } },
        /^starters\.versions\[0\]/,
    ],
    ["empty versions", { ...minimal, starters: { ...starters, versions: [] } }, /^starters\.versions has 0 values$/],
    [
        "starters without runbooks",
        { ...minimal, starters: { grantees, runbooks: [] } },
        /^starters\.runbooks has 0 values$/,
    ],
    [
        "starters without grantees",
        { ...minimal, starters: { ...starters, grantees: {} } },
        /^starters\.grantees has neither/,
    ],
    [
        "a starter in another account",
        { ...minimal, starters: { ...starters, grantees: { roles: [otherAccountRole] } } },
        /^starters\.grantees\.roles\[0\] is in account 210987654321/,
    ],
    [
        "an IAM Identity Center role as an approver",
        { ...minimal, approvers: { grantees: { roles: ["AWSReservedSSO_Approver_0123456789abcdef"] } } },
        /^approvers\.grantees\.roles\[0\] is a role that only AWS can change$/,
    ],
    [
        "empty execution tags",
        { ...minimal, approvers: { grantees, executionTags: {} } },
        /^approvers\.executionTags has 0 keys$/,
    ],
];

describe("the validation of AutomationAccess", () => {
    for (const [name, args, ...expected] of cases) {
        it(`${expected.length === 0 ? "accepts" : "reports"} ${name}`, () => {
            const found = issuesOf(args);
            assert.equal(found.length, expected.length, found.join("\n"));
            expected.forEach((issue) => {
                assert.ok(
                    found.some((line) => issue.test(line)),
                    `${String(issue)}\n${found.join("\n")}`,
                );
            });
        });
    }

    it("skips only the checks that need a location while it is unknown", () => {
        assert.equal(issuesOf({ starters }, false).length, 1);
        assert.deepEqual(issuesOf({ instanceRoleArns: [otherAccountRole] }, false), []);
    });
});
