import type { GoodRow, RejectedCase } from "./case";
import { accountId, document, trust } from "./documents";

const role = "aws:iam/role:Role";
const policy = "aws:iam/policy:Policy";
const inline = "aws:iam/rolePolicy:RolePolicy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

export const good: readonly GoodRow[] = [
    ["aws:iam/role:Role", () => ({ name: "automation", path: "/service-role/", assumeRolePolicy: trust() })],
    ["aws:iam/policy:Policy", () => ({ name: "read", policy: document() })],
    ["aws:iam/rolePolicy:RolePolicy", () => ({ name: "inline", role: "automation", policy: document() })],
    [
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        () => ({ role: "automation", policyArn: `arn:aws:iam::${accountId}:policy/read` }),
    ],
    [
        "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        () => ({ user: "alice", policyArn: `arn:aws:iam::${accountId}:policy/read` }),
    ],
    [
        "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        () => ({ group: "operators", policyArn: "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess" }),
    ],
    ["aws:iam/instanceProfile:InstanceProfile", () => ({ name: "instance", role: "automation" })],
    [
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        () => ({ url: "https://api.pulumi.com/oidc", clientIdLists: ["aws:example"] }),
    ],
];

/** Names, paths and lengths; duplicates and missing dependencies. */
export const rejected: readonly RejectedCase[] = [
    { name: "a role name of 65 characters", type: role, change: { name: "a".repeat(65) }, rejected: /name .*1 to 64/ },
    { name: "a role name with a slash", type: role, change: { name: "a/b" }, rejected: /name .*letters/ },
    {
        name: "a policy name of 129 characters",
        type: policy,
        change: { name: "a".repeat(129) },
        rejected: /name .*1 to 128/,
    },
    {
        name: "an instance profile name of 129 characters",
        type: "aws:iam/instanceProfile:InstanceProfile",
        change: { name: "a".repeat(129) },
        rejected: /name .*1 to 128/,
    },
    {
        name: "a path without a trailing slash",
        type: role,
        change: { path: "/service-role" },
        rejected: /path .*ends with/,
    },
    { name: "a path with a double slash", type: role, change: { path: "/a//b/" }, rejected: /path .*without/ },
    {
        name: "a maximum session duration of 13 hours",
        type: role,
        change: { maxSessionDuration: 46_800 },
        rejected: /maxSessionDuration .*43200/,
    },
    {
        name: "name and namePrefix together",
        type: role,
        change: { namePrefix: "x" },
        rejected: /conflicts with name/,
        keepName: true,
    },
    {
        name: "an unknown input",
        type: role,
        change: { permissionBoundary: "x" },
        rejected: /permissionBoundary is not an input/,
    },
    {
        name: "a missing trust policy",
        type: role,
        change: { assumeRolePolicy: null },
        rejected: /assumeRolePolicy is required/,
    },
    {
        name: "a number where a string is required",
        type: role,
        change: { description: 5 },
        rejected: /description must be a string/,
    },
    {
        name: "a tag with the reserved prefix aws:",
        type: role,
        change: { tags: { "aws:x": "1" } },
        rejected: /tags holds the tag "aws:x"/,
    },
    {
        name: "51 tags",
        type: role,
        change: { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, "v"])) },
        rejected: /51 tags/,
    },
    {
        name: "a description with a character outside Latin-1",
        type: role,
        change: { description: "a → b" },
        rejected: /description must be printable/,
    },
    {
        name: "a duplicate role",
        type: role,
        change: {},
        rejected: /EntityAlreadyExists: Role with name automation/,
        keepName: true,
    },
    {
        name: "a role whose name differs only in case",
        type: role,
        change: { name: "AUTOMATION" },
        rejected: /EntityAlreadyExists/,
    },
    {
        name: "a policy whose name differs only in case, in another path",
        type: policy,
        change: { name: "READ", path: "/x/" },
        rejected: /EntityAlreadyExists/,
    },
    {
        name: "a duplicate instance profile",
        type: "aws:iam/instanceProfile:InstanceProfile",
        change: {},
        rejected: /EntityAlreadyExists/,
        keepName: true,
    },
    {
        name: "an instance profile with a role that does not exist",
        type: "aws:iam/instanceProfile:InstanceProfile",
        change: { role: "nobody" },
        rejected: /NoSuchEntity: The role with name nobody/,
    },
    {
        name: "an inline policy of a role that does not exist",
        type: inline,
        change: { role: "nobody" },
        rejected: /NoSuchEntity/,
    },
    {
        name: "an attachment to a role that does not exist",
        type: attachment,
        change: { role: "nobody" },
        rejected: /NoSuchEntity: The role/,
    },
    {
        name: "an attachment to a user that does not exist",
        type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        change: { user: "nobody" },
        rejected: /NoSuchEntity: The user/,
    },
    {
        name: "an attachment to a group that does not exist",
        type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        change: { group: "nobody" },
        rejected: /NoSuchEntity: The group/,
    },
    {
        name: "an AWS managed policy that does not exist",
        type: attachment,
        change: { policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCor" },
        rejected: /NoSuchEntity: Policy/,
    },
    {
        name: "a customer managed policy that does not exist",
        type: attachment,
        change: { policyArn: `arn:aws:iam::${accountId}:policy/other` },
        rejected: /NoSuchEntity: Policy/,
    },
    {
        name: "a policy of another partition",
        type: attachment,
        change: { policyArn: "arn:aws-cn:iam::aws:policy/AmazonSSMReadOnlyAccess" },
        rejected: /Partition aws-cn/,
    },
    {
        name: "a malformed policy ARN",
        type: attachment,
        change: { policyArn: "AmazonSSMReadOnlyAccess" },
        rejected: /policyArn must be an ARN/,
    },
    {
        name: "a permissions boundary that does not exist",
        type: role,
        change: { permissionsBoundary: `arn:aws:iam::${accountId}:policy/none` },
        rejected: /NoSuchEntity: Policy/,
    },
    {
        name: "a duplicate OIDC provider",
        type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        change: {},
        rejected: /EntityAlreadyExists/,
    },
    {
        name: "an OIDC provider URL without https",
        type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        change: { url: "http://example.com" },
        rejected: /https/,
    },
];
