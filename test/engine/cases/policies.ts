import type { RejectedCase } from "./case";
import { accountId, document, grant, sized, statement, trust, trustSized } from "./documents";

const role = "aws:iam/role:Role";
const policy = "aws:iam/policy:Policy";
const inline = "aws:iam/rolePolicy:RolePolicy";

/** Document sizes, and the grammar of identity policies and trust policies. */
export const rejected: readonly RejectedCase[] = [
    {
        name: "a managed policy of 6,145 characters",
        type: policy,
        change: { policy: sized(6145) },
        rejected: /PolicySize: 6144, got 6145/,
    },
    {
        name: "inline policies of 10,241 characters in total",
        type: inline,
        change: { policy: sized(10_241 - document().length) },
        rejected: /10240 bytes exceeded.*10241/,
    },
    {
        name: "a trust policy of 2,049 characters",
        type: role,
        change: { assumeRolePolicy: trustSized(2049) },
        rejected: /ACLSizePerRole: 2048, got 2049/,
    },
    {
        name: "text that is not JSON",
        type: policy,
        change: { policy: "{" },
        rejected: /policy contains an invalid JSON policy/,
    },
    {
        name: "JSON that is not an object",
        type: policy,
        change: { policy: "[]" },
        rejected: /policy .*must start/,
    },
    { name: "an empty document", type: policy, change: { policy: "" }, rejected: /policy .*empty string/ },
    {
        name: "an unknown element of a statement",
        type: policy,
        change: { policy: grant({ Resources: ["*"] }) },
        rejected: /MalformedPolicyDocument: .*Statement\[0\]\.Resources/,
    },
    {
        name: "an unknown version",
        type: policy,
        change: { policy: '{"Version":"2026-01-01","Statement":[]}' },
        rejected: /valid version/,
    },
    {
        name: "an empty statement list",
        type: policy,
        change: { policy: '{"Version":"2012-10-17","Statement":[]}' },
        rejected: /Statement is empty/,
    },
    {
        name: "a Sid with a space",
        type: policy,
        change: { policy: grant({ Sid: "Read it" }) },
        rejected: /\(SID\) must be alpha-numeric/,
    },
    {
        name: "a duplicate Sid",
        type: policy,
        change: { policy: document(statement({ Sid: "A" }), statement({ Sid: "A" })) },
        rejected: /must be unique/,
    },
    {
        name: "an effect in lower case",
        type: policy,
        change: { policy: grant({ Effect: "allow" }) },
        rejected: /Effect must be/,
    },
    {
        name: "an action without a service prefix",
        type: policy,
        change: { policy: grant({ Action: "GetParameter" }) },
        rejected: /prefaced by a vendor/,
    },
    {
        name: "an empty action list",
        type: policy,
        change: { policy: grant({ Action: [] }) },
        rejected: /Action must be a string/,
    },
    {
        name: "both Action and NotAction",
        type: policy,
        change: { policy: grant({ NotAction: "ssm:*" }) },
        rejected: /both Action and NotAction/,
    },
    {
        name: "an identity policy without a resource",
        type: policy,
        change: { policy: '{"Statement":{"Effect":"Allow","Action":"ssm:*"}}' },
        rejected: /must contain resources/,
    },
    {
        name: "a resource that is not an ARN",
        type: policy,
        change: { policy: grant({ Resource: "mybucket" }) },
        rejected: /ARN format/,
    },
    {
        name: "an ARN with an unknown partition",
        type: policy,
        change: { policy: grant({ Resource: "arn:undefined:ssm:::x" }) },
        rejected: /Partition "undefined"/,
    },
    {
        name: "an IAM ARN with a Region",
        type: policy,
        change: { policy: grant({ Resource: `arn:aws:iam:eu-west-1:${accountId}:role/x` }) },
        rejected: /region information/,
    },
    {
        name: "an identity policy with a principal",
        type: policy,
        change: { policy: grant({ Principal: "*" }) },
        rejected: /should not specify a principal/,
    },
    {
        name: "an unknown condition operator",
        type: policy,
        change: { policy: grant({ Condition: { StringEqual: { "aws:a": "b" } } }) },
        rejected: /Invalid Condition type : StringEqual/,
    },
    {
        name: "an unknown set operator",
        type: policy,
        change: { policy: grant({ Condition: { "ForAnyValues:StringEquals": { "aws:TagKeys": "b" } } }) },
        rejected: /Invalid Condition type : ForAnyValues:StringEquals/,
    },
    {
        name: "a condition key without a service prefix",
        type: policy,
        change: { policy: grant({ Condition: { StringEquals: { SourceAccount: "1" } } }) },
        rejected: /prefaced by a vendor/,
    },
    {
        name: "a condition value that is an object",
        type: policy,
        change: { policy: grant({ Condition: { StringEquals: { "aws:a": { b: "c" } } } }) },
        rejected: /scalar/,
    },
    {
        name: "a trust policy for a shared OIDC issuer without the subject key",
        type: role,
        change: {
            assumeRolePolicy: trust({
                Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com` },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
            }),
        },
        rejected: /must evaluate token\.actions\.githubusercontent\.com:sub/,
    },
    {
        name: "a trust policy with a resource",
        type: role,
        change: { assumeRolePolicy: trust({ Resource: "*" }) },
        rejected: /prohibited field Resource/,
    },
    {
        name: "a trust policy without a principal",
        type: role,
        change: { assumeRolePolicy: grant({ Action: "sts:AssumeRole", Resource: "*" }) },
        rejected: /Missing required field Principal/,
    },
    {
        name: "a trust policy with an action of another service",
        type: role,
        change: { assumeRolePolicy: trust({ Action: "ssm:SendCommand" }) },
        rejected: /STS AssumeRole actions/,
    },
    {
        name: "a malformed service principal",
        type: role,
        change: { assumeRolePolicy: trust({ Principal: { Service: "ssm" } }) },
        rejected: /Invalid principal in policy: "SERVICE":"ssm"/,
    },
    {
        name: "a trust policy with a role that does not exist",
        type: role,
        change: { assumeRolePolicy: trust({ Principal: { AWS: `arn:aws:iam::${accountId}:role/nobody` } }) },
        rejected: /Invalid principal in policy: "AWS"/,
    },
    // The JSON structure of documents.
    {
        name: "an unknown top-level element",
        type: policy,
        change: { policy: '{"Statements":[]}' },
        rejected: /unknown element Statements/,
    },
    {
        name: "a statement that is a string",
        type: policy,
        change: { policy: '{"Statement":["Allow"]}' },
        rejected: /Statement\[0\] is not an object/,
    },
    {
        name: "a Sid that is a number",
        type: policy,
        change: { policy: grant({ Sid: 1 }) },
        rejected: /Sid is not a string/,
    },
    {
        name: "a condition that is a string",
        type: policy,
        change: { policy: grant({ Condition: "aws:a" }) },
        rejected: /Condition is not an object/,
    },
    {
        name: "a condition operator without a key",
        type: policy,
        change: { policy: grant({ Condition: { StringEquals: {} } }) },
        rejected: /StringEquals must be an object with at least one key/,
    },
    {
        name: "an ARN without a service",
        type: policy,
        change: { policy: grant({ Resource: "arn:aws:::x:y" }) },
        rejected: /Vendor is not valid/,
    },
    {
        name: "a principal that is a plain string",
        type: role,
        change: { assumeRolePolicy: trust({ Principal: "ssm.amazonaws.com" }) },
        rejected: /Invalid principal in policy: "ssm/,
    },
    {
        name: "an unknown principal type",
        type: role,
        change: { assumeRolePolicy: trust({ Principal: { Services: "ssm.amazonaws.com" } }) },
        rejected: /Invalid principal in policy: "Services"/,
    },
];
