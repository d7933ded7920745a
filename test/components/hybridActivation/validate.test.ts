import * as assert from "node:assert/strict";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { describeIssues, issuesOf } from "../describeIssues";
import { everything } from "./fixture";
import { namingScope } from "../namingScopes";
import { keyArn } from "../managedInstance/fixture";

const scope = namingScope("HybridActivation", {}, "factory");

const tooLate = new Date(Date.now() + 31 * 24 * 60 * 60 * 1000).toISOString().replace(/\.\d+Z/, "Z");

describeIssues("HybridActivation validation", hybridActivation, scope, [
    ["all features", everything],
    ["no args", {}],
    ["an activation with the defaults of AWS", { activation: {} }],
    [
        "too many machines",
        { activation: { registrationLimit: 1001 } },
        /^activation\.registrationLimit is not a whole number of machines from 1 to 1000$/,
    ],
    ["zero machines", { activation: { registrationLimit: 0 } }, /^activation\.registrationLimit is not a whole number/],
    ["half a machine", { activation: { registrationLimit: 1.5 } }, /^activation\.registrationLimit is not a whole/],
    [
        "an expiration date that is too late",
        { activation: { expirationDate: tooLate } },
        /^activation\.expirationDate is more than 30 days from now$/,
    ],
    [
        "an expiration date in another format",
        { activation: { expirationDate: "2026-12-01T09:00:00+01:00" } },
        /^activation\.expirationDate is not a date and time in UTC/,
    ],
    [
        "an instance name and description that AWS rejects",
        { activation: { defaultInstanceName: "press #1", description: "x".repeat(257) } },
        /^activation\.defaultInstanceName is not a name/,
        /^activation\.description is not a description of 1 to 256 characters$/,
    ],
    [
        "a tag reserved for AWS, and a tag with a wildcard",
        {
            activation: { nodeTags: { "aws:Site": "a" } },
            operators: { grantees: { users: ["ana"] }, nodeTags: { Site: ["*"] } },
        },
        /^activation\.nodeTags\.aws:Site is not a tag key/,
        /^operators\.nodeTags\.Site\[0\] is not a tag value/,
    ],
    [
        "tags without values",
        { operators: { grantees: { users: ["ana"] }, nodeTags: { Site: [] } } },
        /^operators\.nodeTags\.Site has 0 values$/,
    ],
    ["operators without grantees", { operators: { grantees: {} } }, /^operators\.grantees has neither/],
    [
        "an operator of another account",
        { operators: { grantees: { roles: ["arn:aws:iam::210987654321:role/it"] } } },
        /^operators\.grantees\.roles\[0\] is in account 210987654321/,
    ],
    ["a wildcard for a Region", { furtherRegions: ["*"] }, /^furtherRegions\[0\] is not a Region code/],
    [
        "resources in its additional Regions",
        {
            furtherRegions: ["eu-central-1"],
            parameters: { paths: ["/app"], kmsKeyArns: [keyArn("a"), keyArn("b", "eu-central-1")] },
            patchBaselines: ["arn:aws:ssm:eu-central-1:075727635805:patchbaseline/pb-0123456789abcdef0"],
            awsBuckets: { suffixes: { "eu-central-1": { patchManager: "0a1b2c3d4" } } },
        },
    ],
    [
        "resources in another Region",
        {
            furtherRegions: ["eu-central-1"],
            parameters: { paths: ["/app"], kmsKeyArns: [keyArn("a", "us-east-1")] },
            patchBaselines: ["arn:aws:ssm:us-east-1:075727635805:patchbaseline/pb-0123456789abcdef0"],
            awsBuckets: { suffixes: { "us-east-1": { patchManager: "0a1b2c3d4" } } },
        },
        /^parameters\.kmsKeyArns\[0\] is in Region us-east-1, but the nodes are managed in eu-west-1 and eu-central-1$/,
        /^patchBaselines\[0\] is in Region us-east-1/,
        /^awsBuckets\.suffixes\.us-east-1 is for a Region other than those in use: eu-west-1, eu-central-1$/,
    ],
    [
        "a duplicate policy, and a policy of another partition",
        {
            managedPolicyArns: [
                "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
                "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
                "arn:aws-cn:iam::aws:policy/AmazonSSMDirectoryServiceAccess",
            ],
        },
        /^managedPolicyArns\[1\] duplicates managedPolicyArns\[0\]$/,
        /^managedPolicyArns\[2\] is in partition aws-cn, but the component deploys to aws$/,
    ],
    [
        "a role path and name that are too long for Systems Manager",
        { path: `/${"a".repeat(60)}/`, roleName: "nodes" },
        /^path gives the role the name "a+\/nodes", but Systems Manager allows at most 64 characters for path and name$/,
    ],
    ["a short role path and name", { path: "/nodes/", roleName: "factory" }],
    [
        "an administrator policy, and a policy that the core replaces",
        {
            managedPolicyArns: [
                "arn:aws:iam::aws:policy/AdministratorAccess",
                "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
            ],
        },
        /^managedPolicyArns\[0\] allows every process on every node to perform any action$/,
        /^managedPolicyArns\[1\] is the policy that awsManagedCore attaches$/,
    ],
    [
        "awsManagedCore with sessionsOnly",
        { awsManagedCore: true, sessionsOnly: true },
        /^sessionsOnly conflicts with awsManagedCore/,
    ],
]);

describe("HybridActivation validation without a location", () => {
    it("accepts unknown values", () => {
        const unknown = Symbol("unknown") as unknown as string;
        assert.deepEqual(
            issuesOf(hybridActivation, {
                path: `/${"a".repeat(80)}/`,
                activation: { expirationDate: unknown, defaultInstanceName: unknown },
                managedPolicyArns: [unknown],
            }),
            [],
        );
    });
});
