import * as assert from "node:assert/strict";
import { hybridActivation } from "../../components/catalogue/hybridActivation";
import { describeProblems, problemsOf } from "./describeProblems";
import { everything } from "./hybridActivationSample";
import { identityOf } from "./identities";

const identity = identityOf("HybridActivation", {}, "factory");

const farAway = new Date(Date.now() + 31 * 24 * 60 * 60 * 1000).toISOString().replace(/\.\d+Z/, "Z");

describeProblems("the problems of hybrid nodes", hybridActivation, identity, [
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
            problemsOf(hybridActivation, {
                path: `/${"a".repeat(80)}/`,
                activation: { expirationDate: unknown, defaultInstanceName: unknown },
                managedPolicyArns: [unknown],
            }),
            [],
        );
    });
});
