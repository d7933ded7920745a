import * as assert from "node:assert/strict";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { describeIssues, issuesOf } from "../describeIssues";
import { everything } from "./fixture";
import { namingScope } from "../namingScopes";
import { keyArn } from "../managedInstance/fixture";

const scope = namingScope("HybridActivation", {}, "factory");

const farAway = new Date(Date.now() + 31 * 24 * 60 * 60 * 1000).toISOString().replace(/\.\d+Z/, "Z");

describeIssues("the problems of hybrid nodes", hybridActivation, scope, [
    ["nothing in a full set", everything],
    ["nothing where nothing is given", {}],
    ["nothing in an activation of AWS's defaults", { activation: {} }],
    [
        "too many machines, and none",
        { activation: { registrationLimit: 1001 } },
        /^activation\.registrationLimit is not a whole number of machines from 1 to 1000$/,
    ],
    ["no machine", { activation: { registrationLimit: 0 } }, /^activation\.registrationLimit is not a whole number/],
    ["half a machine", { activation: { registrationLimit: 1.5 } }, /^activation\.registrationLimit is not a whole/],
    [
        "an end that is too far away",
        { activation: { expirationDate: farAway } },
        /^activation\.expirationDate is more than 30 days from now$/,
    ],
    [
        "an end that AWS would write otherwise",
        { activation: { expirationDate: "2026-12-01T09:00:00+01:00" } },
        /^activation\.expirationDate is not a date and time in UTC/,
    ],
    [
        "a name that AWS refuses",
        { activation: { defaultInstanceName: "press #1", description: "x".repeat(257) } },
        /^activation\.defaultInstanceName is not a name/,
        /^activation\.description is not a text of 1 to 256 characters$/,
    ],
    [
        "tags of AWS, and tags that are patterns",
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
    ["operators without a grantee", { operators: { grantees: {} } }, /^operators\.grantees has neither/],
    [
        "an operator of another account",
        { operators: { grantees: { roles: ["arn:aws:iam::210987654321:role/it"] } } },
        /^operators\.grantees\.roles\[0\] is of account 210987654321/,
    ],
    ["a wildcard for a Region", { furtherRegions: ["*"] }, /^furtherRegions\[0\] is not a Region's code/],
    [
        "nothing in what is of the Regions beside its own",
        {
            furtherRegions: ["eu-central-1"],
            parameters: { paths: ["/app"], kmsKeyArns: [keyArn("a"), keyArn("b", "eu-central-1")] },
            patchBaselines: ["arn:aws:ssm:eu-central-1:075727635805:patchbaseline/pb-0123456789abcdef0"],
            awsBuckets: { suffixes: { "eu-central-1": { patchManager: "0a1b2c3d4" } } },
        },
    ],
    [
        "what is of neither of its Regions",
        {
            furtherRegions: ["eu-central-1"],
            parameters: { paths: ["/app"], kmsKeyArns: [keyArn("a", "us-east-1")] },
            patchBaselines: ["arn:aws:ssm:us-east-1:075727635805:patchbaseline/pb-0123456789abcdef0"],
            awsBuckets: { suffixes: { "us-east-1": { patchManager: "0a1b2c3d4" } } },
        },
        /^parameters\.kmsKeyArns\[0\] is of Region us-east-1, but the nodes are managed in eu-west-1 and eu-central-1$/,
        /^patchBaselines\[0\] is of Region us-east-1/,
        /^awsBuckets\.suffixes\.us-east-1 is of a Region whose buckets are not asked for: eu-west-1, eu-central-1$/,
    ],
    [
        "a policy given twice, and one of another partition",
        {
            managedPolicyArns: [
                "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
                "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
                "arn:aws-cn:iam::aws:policy/AmazonSSMDirectoryServiceAccess",
            ],
        },
        /^managedPolicyArns\[1\] is given twice$/,
        /^managedPolicyArns\[2\] is of partition aws-cn, but this stack stands in aws$/,
    ],
    [
        "a role that Systems Manager cannot name",
        { path: `/${"a".repeat(60)}/`, roleName: "nodes" },
        /^path makes "a+\/nodes" of the role, and Systems Manager takes 64 characters for path and name$/,
    ],
    ["nothing in a path that leaves room", { path: "/nodes/", roleName: "factory" }],
    [
        "policies that administer, and what the core stands in for",
        {
            managedPolicyArns: [
                "arn:aws:iam::aws:policy/AdministratorAccess",
                "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
            ],
        },
        /^managedPolicyArns\[0\] lets every process on every node do everything$/,
        /^managedPolicyArns\[1\] is the core as AWS has it$/,
    ],
    ["both cores", { awsManagedCore: true, sessionsOnly: true }, /^sessionsOnly contradicts awsManagedCore/],
]);

describe("the problems of hybrid nodes, as long as values are unknown,", () => {
    it("are none", () => {
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
