import * as assert from "node:assert/strict";
import type { AutomationAccessArgs } from "../../../components/automation/args";
import type { Unwrap } from "../../../components/pattern/args";
import { automation } from "../../../components/automation/pattern";
import { checkConstraints } from "../../../components/pattern/constraints";
import { approvals, everything, functionArn, grantees, instanceRole, key, starters } from "./fixture";
import { namingScope } from "../namingScopes";

type Args = Unwrap<AutomationAccessArgs>;

const problemsOf = (args: Args, known = true): readonly string[] =>
    [
        ...checkConstraints(automation.constraints, args),
        ...automation.validate(args, known ? namingScope("AutomationAccess") : undefined),
    ].map(({ path, message, fix }) => {
        assert.match(fix, /^[A-Z].*\.$/s);
        return `${path} ${message}`;
    });

const busy: Args = { functionArns: [functionArn] };
const permitting = (actions: string[], resources: string[] = ["*"], name = "Do"): Args => ({
    permissions: { [name]: { actions, resources } },
});
const foreignRole = instanceRole.replace("123456789012", "210987654321");

const cases: readonly (readonly [name: string, args: Args, ...problems: readonly RegExp[]])[] = [
    ["everything", everything],
    ["nothing to do", { starters }, /^ gives the role nothing to do$/],
    ["permissions without a statement", { permissions: {} }, /^permissions has 0 keys$/, /^ gives the role nothing/],
    ["a permission without action", permitting([]), /^permissions\.Do\.actions has 0 values$/],
    ["a permission without resource", permitting(["ec2:CreateImage"], []), /^permissions\.Do\.resources has 0 values$/],
    ["a name that is no Sid", permitting(["ec2:CreateImage"], ["*"], "do it"), /^permissions\.do it is not a name/],
    ["every action", permitting(["*"]), /actions\[0\] is not an action/, /allows iam:PassRole/],
    ["all of a service", permitting(["ssm:*"]), /actions\[0\] is not an action/],
    ["a star within an action", permitting(["ec2:*Image"]), /actions\[0\] is not an action/],
    [
        "all of IAM",
        permitting(["iam:*"]),
        /actions\[0\] is not an action/,
        /actions\[0\] allows iam:PassRole/,
        /resources\[0\] is a wildcard/,
    ],
    [
        "PassRole",
        permitting(["ec2:RunInstances", "iam:PassRole"], [instanceRole]),
        /^permissions\.Do\.actions\[1\] allows iam:PassRole/,
    ],
    ["PassRole in other letters", permitting(["iam:passrole"], [instanceRole]), /actions\[0\] allows iam:PassRole/],
    ["PassRole by its beginning", permitting(["iam:Pass*"], [instanceRole]), /actions\[0\] allows iam:PassRole/],
    ["a change of IAM on a star", permitting(["iam:AttachRolePolicy"]), /resources\[0\] is a wildcard, and iam:Attach/],
    [
        "a change of IAM on a pattern",
        permitting(["iam:PutRolePolicy"], ["arn:aws:iam::123456789012:role/app-*"]),
        /resources\[0\] is a wildcard/,
    ],
    [
        "a role by pattern to assume",
        permitting(["sts:AssumeRole"], ["arn:aws:iam::210987654321:role/*"]),
        /resources\[0\] is not "\*" or the ARN|resources\[0\] is a wildcard/,
    ],
    ["a role by name to assume", permitting(["sts:AssumeRole"], ["arn:aws:iam::210987654321:role/reader"])],
    ["reading IAM", permitting(["iam:GetRole", "iam:List*"])],
    [
        "every resource of an account",
        permitting(["ec2:CreateTags"], ["arn:aws:ec2:eu-west-1:123456789012:*"]),
        /not "\*"/,
    ],
    ["every account", permitting(["ec2:CreateTags"], ["arn:aws:ec2:eu-west-1:*:instance/*"]), /resources\[0\] is not/],
    [
        "a condition of no operator",
        { permissions: { Do: { actions: ["ec2:CreateImage"], resources: ["*"], conditions: {} } } },
        /conditions has 0 keys$/,
    ],
    [
        "an operator that IAM does not know",
        {
            permissions: {
                Do: { actions: ["ec2:CreateImage"], resources: ["*"], conditions: { Equals: { "aws:a": ["b"] } } },
            },
        },
        /conditions\.Equals is not a condition operator/,
    ],
    [
        "a statement's name taken by another arg",
        { ...busy, ...permitting(["ec2:CreateImage"], ["*"], "InvokeFunctions") },
        /^permissions\.InvokeFunctions has the name of a statement that another arg makes$/,
    ],
    [
        "a function by pattern",
        { functionArns: [functionArn.replace("Stamp:live", "Automation*")] },
        /functionArns\[0\]/,
    ],
    ["a nested runbook by pattern", { nested: { runbooks: ["AWS-*"] } }, /^nested\.runbooks\[0\] is not the name/],
    [
        "an instance role by pattern",
        { instanceRoleArns: ["arn:aws:iam::123456789012:role/*"] },
        /^instanceRoleArns\[0\]/,
    ],
    ["another account's instance role", { instanceRoleArns: [foreignRole] }, /is of account 210987654321/],
    [
        "another account's nested role",
        { nested: { runbooks: ["Acme-Child"], assumeRoleArns: [foreignRole] } },
        /^nested\.assumeRoleArns\[0\] is of account 210987654321/,
    ],
    [
        "another account's role for a service",
        { passableRoles: [{ service: "lambda", passableRoleArns: [foreignRole] }] },
        /^passableRoles\[0\]\.passableRoleArns\[0\] is of account 210987654321/,
    ],
    [
        "a service by its whole principal",
        { passableRoles: [{ service: "lambda.amazonaws.com", passableRoleArns: [instanceRole] }] },
        /^passableRoles\[0\]\.service is not the first part/,
    ],
    [
        "a service twice",
        {
            passableRoles: [
                { service: "lambda", passableRoleArns: [instanceRole] },
                { service: "lambda", passableRoleArns: [instanceRole] },
            ],
        },
        /^passableRoles\[1\]\.service is the service of passableRoles\[0\] too$/,
    ],
    [
        "a topic that approvals cannot use",
        { approvalTopicArn: approvals.replace("Automation-", "") },
        /^approvalTopicArn is not the ARN of one standard topic.*"Automation"/,
    ],
    [
        "a FIFO topic",
        { approvalTopicArn: `${approvals}.fifo` },
        /^approvalTopicArn is not the ARN of one standard topic/,
    ],
    ["a key without topic", { ...busy, approvalTopicKmsKeyArn: key }, /^approvalTopicKmsKeyArn is the key of a topic/],
    [
        "a key by alias",
        { approvalTopicArn: approvals, approvalTopicKmsKeyArn: "alias/aws/sns" },
        /KmsKeyArn is not the ARN/,
    ],
    ["alarms by pattern", { alarmNames: ["Acme-*"] }, /^alarmNames\[0\] is not the name of one alarm/],
    ["every Region", { ...busy, executionRegions: ["*"] }, /^executionRegions\[0\] is not a Region/],
    [
        "Regions without effect",
        { ...busy, anySource: true, executionRegions: ["us-east-1"] },
        /^executionRegions has no/,
    ],
    [
        "a session of a minute",
        { ...busy, maxSessionSeconds: 60 },
        /^maxSessionSeconds is not a whole number of seconds/,
    ],
    ["a session with a fraction", { ...busy, maxSessionSeconds: 3600.5 }, /^maxSessionSeconds is not/],
    [
        "a pin and a way around it",
        { ...busy, starters: { ...starters, legacyDefinitions: true } },
        /^starters\.legacyDefinitions goes around starters\.versions/,
    ],
    [
        "a pin that pins nothing",
        { ...busy, starters: { ...starters, versions: ["$LATEST"] } },
        /^starters\.versions\[0\]/,
    ],
    ["a pin of no version", { ...busy, starters: { ...starters, versions: [] } }, /^starters\.versions has 0 values$/],
    ["starters of no runbook", { ...busy, starters: { grantees, runbooks: [] } }, /^starters\.runbooks has 0 values$/],
    ["no starter", { ...busy, starters: { ...starters, grantees: {} } }, /^starters\.grantees has neither/],
    [
        "a starter of another account",
        { ...busy, starters: { ...starters, grantees: { roles: [foreignRole] } } },
        /^starters\.grantees\.roles\[0\] is of account 210987654321/,
    ],
    [
        "an approver that only AWS may change",
        { ...busy, approvers: { grantees: { roles: ["AWSReservedSSO_Approver_0123456789abcdef"] } } },
        /^approvers\.grantees\.roles\[0\] is a role that only AWS may change$/,
    ],
    [
        "tags that name no tag, hence every execution",
        { ...busy, approvers: { grantees, executionTags: {} } },
        /^approvers\.executionTags has 0 keys$/,
    ],
];

describe("what is wrong with args of Automation", () => {
    for (const [name, args, ...expected] of cases) {
        it(`${name}: ${expected.length === 0 ? "nothing" : "said once, with its place"}`, () => {
            const found = problemsOf(args);
            assert.equal(found.length, expected.length, found.join("\n"));
            expected.forEach((issue) => {
                assert.ok(
                    found.some((line) => issue.test(line)),
                    `${String(issue)}\n${found.join("\n")}`,
                );
            });
        });
    }

    it("does not wait for the location, but for what needs it", () => {
        assert.equal(problemsOf({ starters }, false).length, 1);
        assert.deepEqual(problemsOf({ instanceRoleArns: [foreignRole] }, false), []);
    });
});
