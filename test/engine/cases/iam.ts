import type { GoodRow, RefusalCase } from "./case";
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

/** Names, paths and lengths; what exists already, or does not. */
export const refusals: readonly RefusalCase[] = [
    { name: "a role's name of 65", type: role, spoil: { name: "a".repeat(65) }, refused: /name .*1 to 64/ },
    { name: "a role's name with a slash", type: role, spoil: { name: "a/b" }, refused: /name .*letters/ },
    { name: "a policy's name of 129", type: policy, spoil: { name: "a".repeat(129) }, refused: /name .*1 to 128/ },
    {
        name: "a profile's name of 129",
        type: "aws:iam/instanceProfile:InstanceProfile",
        spoil: { name: "a".repeat(129) },
        refused: /name .*1 to 128/,
    },
    {
        name: "a path without its last slash",
        type: role,
        spoil: { path: "/service-role" },
        refused: /path .*ends with/,
    },
    { name: "a path with two slashes", type: role, spoil: { path: "/a//b/" }, refused: /path .*without/ },
    {
        name: "a session of 13 hours",
        type: role,
        spoil: { maxSessionDuration: 46_800 },
        refused: /maxSessionDuration .*43200/,
    },
    {
        name: "name and namePrefix together",
        type: role,
        spoil: { namePrefix: "x" },
        refused: /conflicts with name/,
        keepName: true,
    },
    {
        name: "an input nobody knows",
        type: role,
        spoil: { permissionBoundary: "x" },
        refused: /permissionBoundary is no input/,
    },
    {
        name: "a missing trust policy",
        type: role,
        spoil: { assumeRolePolicy: null },
        refused: /assumeRolePolicy is required/,
    },
    { name: "a number for a text", type: role, spoil: { description: 5 }, refused: /description must be a text/ },
    {
        name: "a tag of AWS's own",
        type: role,
        spoil: { tags: { "aws:x": "1" } },
        refused: /tags holds the tag "aws:x"/,
    },
    {
        name: "51 tags",
        type: role,
        spoil: { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, "v"])) },
        refused: /51 tags/,
    },
    {
        name: "a description with an arrow",
        type: role,
        spoil: { description: "a → b" },
        refused: /description must be printable/,
    },
    {
        name: "a second role of the name",
        type: role,
        spoil: {},
        refused: /EntityAlreadyExists: Role with name automation/,
        keepName: true,
    },
    {
        name: "a second role in other letters",
        type: role,
        spoil: { name: "AUTOMATION" },
        refused: /EntityAlreadyExists/,
    },
    {
        name: "a second policy in other letters and path",
        type: policy,
        spoil: { name: "READ", path: "/x/" },
        refused: /EntityAlreadyExists/,
    },
    {
        name: "a second profile",
        type: "aws:iam/instanceProfile:InstanceProfile",
        spoil: {},
        refused: /EntityAlreadyExists/,
        keepName: true,
    },
    {
        name: "a profile with a missing role",
        type: "aws:iam/instanceProfile:InstanceProfile",
        spoil: { role: "nobody" },
        refused: /NoSuchEntity: The role with name nobody/,
    },
    { name: "an inline policy of a missing role", type: inline, spoil: { role: "nobody" }, refused: /NoSuchEntity/ },
    {
        name: "an attachment to a missing role",
        type: attachment,
        spoil: { role: "nobody" },
        refused: /NoSuchEntity: The role/,
    },
    {
        name: "an attachment to a missing user",
        type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        spoil: { user: "nobody" },
        refused: /NoSuchEntity: The user/,
    },
    {
        name: "an attachment to a missing group",
        type: "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        spoil: { group: "nobody" },
        refused: /NoSuchEntity: The group/,
    },
    {
        name: "a policy AWS does not have",
        type: attachment,
        spoil: { policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCor" },
        refused: /NoSuchEntity: Policy/,
    },
    {
        name: "a policy the account does not have",
        type: attachment,
        spoil: { policyArn: `arn:aws:iam::${accountId}:policy/other` },
        refused: /NoSuchEntity: Policy/,
    },
    {
        name: "a policy of another partition",
        type: attachment,
        spoil: { policyArn: "arn:aws-cn:iam::aws:policy/AmazonSSMReadOnlyAccess" },
        refused: /Partition aws-cn/,
    },
    {
        name: "a wrong ARN",
        type: attachment,
        spoil: { policyArn: "AmazonSSMReadOnlyAccess" },
        refused: /policyArn must be an ARN/,
    },
    {
        name: "a missing boundary",
        type: role,
        spoil: { permissionsBoundary: `arn:aws:iam::${accountId}:policy/none` },
        refused: /NoSuchEntity: Policy/,
    },
    {
        name: "a second provider of the URL",
        type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        spoil: {},
        refused: /EntityAlreadyExists/,
    },
    {
        name: "a provider without https",
        type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        spoil: { url: "http://example.com" },
        refused: /https/,
    },
];
