import type { RefusalCase } from "./case";
import { accountId, document, grant, sized, statement, trust, trustSized } from "./documents";

const role = "aws:iam/role:Role";
const policy = "aws:iam/policy:Policy";
const inline = "aws:iam/rolePolicy:RolePolicy";

/** The sizes of documents; the grammar of grants, and of trust. */
export const refusals: readonly RefusalCase[] = [
    {
        name: "a managed policy of 6,145",
        type: policy,
        spoil: { policy: sized(6145) },
        refused: /PolicySize: 6144, got 6145/,
    },
    {
        name: "inline policies of 10,241 together",
        type: inline,
        spoil: { policy: sized(10_241 - document().length) },
        refused: /10240 bytes exceeded.*10241/,
    },
    {
        name: "a trust policy of 2,049",
        type: role,
        spoil: { assumeRolePolicy: trustSized(2049) },
        refused: /ACLSizePerRole: 2048, got 2049/,
    },
    {
        name: "text that is no JSON",
        type: policy,
        spoil: { policy: "{" },
        refused: /policy contains an invalid JSON policy/,
    },
    {
        name: "JSON that is no object",
        type: policy,
        spoil: { policy: "[]" },
        refused: /policy .*must start/,
    },
    { name: "an empty document", type: policy, spoil: { policy: "" }, refused: /policy .*empty string/ },
    {
        name: "an unknown element",
        type: policy,
        spoil: { policy: grant({ Resources: ["*"] }) },
        refused: /MalformedPolicyDocument: .*Statement\[0\]\.Resources/,
    },
    {
        name: "an unknown version",
        type: policy,
        spoil: { policy: '{"Version":"2026-01-01","Statement":[]}' },
        refused: /valid version/,
    },
    {
        name: "no statement",
        type: policy,
        spoil: { policy: '{"Version":"2012-10-17","Statement":[]}' },
        refused: /Statement is empty/,
    },
    {
        name: "a Sid with a blank",
        type: policy,
        spoil: { policy: grant({ Sid: "Read it" }) },
        refused: /\(SID\) must be alpha-numeric/,
    },
    {
        name: "the same Sid twice",
        type: policy,
        spoil: { policy: document(statement({ Sid: "A" }), statement({ Sid: "A" })) },
        refused: /must be unique/,
    },
    {
        name: "an effect in small letters",
        type: policy,
        spoil: { policy: grant({ Effect: "allow" }) },
        refused: /Effect must be/,
    },
    {
        name: "an action without a service",
        type: policy,
        spoil: { policy: grant({ Action: "GetParameter" }) },
        refused: /prefaced by a vendor/,
    },
    { name: "no action", type: policy, spoil: { policy: grant({ Action: [] }) }, refused: /Action must be a string/ },
    {
        name: "Action and NotAction",
        type: policy,
        spoil: { policy: grant({ NotAction: "ssm:*" }) },
        refused: /both Action and NotAction/,
    },
    {
        name: "a grant without a resource",
        type: policy,
        spoil: { policy: '{"Statement":{"Effect":"Allow","Action":"ssm:*"}}' },
        refused: /must contain resources/,
    },
    {
        name: "a resource that is no ARN",
        type: policy,
        spoil: { policy: grant({ Resource: "mybucket" }) },
        refused: /ARN format/,
    },
    {
        name: "an ARN of no partition",
        type: policy,
        spoil: { policy: grant({ Resource: "arn:undefined:ssm:::x" }) },
        refused: /Partition "undefined"/,
    },
    {
        name: "an IAM ARN with a region",
        type: policy,
        spoil: { policy: grant({ Resource: `arn:aws:iam:eu-west-1:${accountId}:role/x` }) },
        refused: /region information/,
    },
    {
        name: "a grant with a principal",
        type: policy,
        spoil: { policy: grant({ Principal: "*" }) },
        refused: /should not specify a principal/,
    },
    {
        name: "an unknown operator",
        type: policy,
        spoil: { policy: grant({ Condition: { StringEqual: { "aws:a": "b" } } }) },
        refused: /Invalid Condition type : StringEqual/,
    },
    {
        name: "a qualifier of sets that there is not",
        type: policy,
        spoil: { policy: grant({ Condition: { "ForAnyValues:StringEquals": { "aws:TagKeys": "b" } } }) },
        refused: /Invalid Condition type : ForAnyValues:StringEquals/,
    },
    {
        name: "a condition key without a service",
        type: policy,
        spoil: { policy: grant({ Condition: { StringEquals: { SourceAccount: "1" } } }) },
        refused: /prefaced by a vendor/,
    },
    {
        name: "a condition on an object",
        type: policy,
        spoil: { policy: grant({ Condition: { StringEquals: { "aws:a": { b: "c" } } } }) },
        refused: /scalar/,
    },
    {
        name: "trust in an issuer of many, without saying whose tokens",
        type: role,
        spoil: {
            assumeRolePolicy: trust({
                Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com` },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
            }),
        },
        refused: /must evaluate token\.actions\.githubusercontent\.com:sub/,
    },
    {
        name: "trust with a resource",
        type: role,
        spoil: { assumeRolePolicy: trust({ Resource: "*" }) },
        refused: /prohibited field Resource/,
    },
    {
        name: "trust without a principal",
        type: role,
        spoil: { assumeRolePolicy: grant({ Action: "sts:AssumeRole", Resource: "*" }) },
        refused: /Missing required field Principal/,
    },
    {
        name: "trust in another action",
        type: role,
        spoil: { assumeRolePolicy: trust({ Action: "ssm:SendCommand" }) },
        refused: /STS AssumeRole actions/,
    },
    {
        name: "a service that is none",
        type: role,
        spoil: { assumeRolePolicy: trust({ Principal: { Service: "ssm" } }) },
        refused: /Invalid principal in policy: "SERVICE":"ssm"/,
    },
    {
        name: "trust in a missing role",
        type: role,
        spoil: { assumeRolePolicy: trust({ Principal: { AWS: `arn:aws:iam::${accountId}:role/nobody` } }) },
        refused: /Invalid principal in policy: "AWS"/,
    },
    // The shape of documents.
    {
        name: "a document with an element that there is not",
        type: policy,
        spoil: { policy: '{"Statements":[]}' },
        refused: /unknown element Statements/,
    },
    {
        name: "a statement that is a text",
        type: policy,
        spoil: { policy: '{"Statement":["Allow"]}' },
        refused: /Statement\[0\] is not an object/,
    },
    {
        name: "a Sid that is a number",
        type: policy,
        spoil: { policy: grant({ Sid: 1 }) },
        refused: /Sid is not a string/,
    },
    {
        name: "a condition that is a text",
        type: policy,
        spoil: { policy: grant({ Condition: "aws:a" }) },
        refused: /Condition is not an object/,
    },
    {
        name: "an operator without a key",
        type: policy,
        spoil: { policy: grant({ Condition: { StringEquals: {} } }) },
        refused: /StringEquals must be an object with at least one key/,
    },
    {
        name: "an ARN without a service",
        type: policy,
        spoil: { policy: grant({ Resource: "arn:aws:::x:y" }) },
        refused: /Vendor is not valid/,
    },
    {
        name: "a principal that is a text",
        type: role,
        spoil: { assumeRolePolicy: trust({ Principal: "ssm.amazonaws.com" }) },
        refused: /Invalid principal in policy: "ssm/,
    },
    {
        name: "a principal of no type there is",
        type: role,
        spoil: { assumeRolePolicy: trust({ Principal: { Services: "ssm.amazonaws.com" } }) },
        refused: /Invalid principal in policy: "Services"/,
    },
];
