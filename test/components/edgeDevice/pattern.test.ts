import * as assert from "node:assert/strict";
import type { EdgeDeviceAccessArgs } from "../../../components/edgeDevice/args";
import type { Unwrap } from "../../../components/pattern/args";
import type { AwsLocation } from "../../../components/pattern/location";
import { deploymentConfiguration, edgeDevice } from "../../../components/edgeDevice/pattern";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { reviewDocument } from "../../../components/resources/reviewDocument";
import { planDocuments } from "../../../components/pattern/pattern";
import { describeAccess, inOtherRegion, may, mayNot, type Context, type Request } from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { describeIssues } from "../describeIssues";
import { edge, unguarded } from "../hybridActivation/fixture";
import { namingScope } from "../namingScopes";
import { assumedForNodes } from "../nodes/registrationFixture";

type Args = Unwrap<EdgeDeviceAccessArgs>;

const scope = (location: Partial<AwsLocation> = {}) => namingScope("EdgeDeviceAccess", location, "edge");
const documents = (args: Args, location: Partial<AwsLocation> = {}) => planDocuments(edgeDevice, scope(location), args);

describe("EdgeDeviceAccess documents", () => {
    it("have the trust policy of HybridActivation, unlike the role in the user guide", () => {
        const args = { furtherRegions: ["eu-central-1"] };
        assert.deepEqual(documents(args).trust, planDocuments(hybridActivation, scope(), args).trust);
        assert.deepEqual(documents(args).core, planDocuments(hybridActivation, scope(), args).core);
    });

    it("omit the guard for a reason only, and record the acceptance", () => {
        const { trust } = documents(unguarded);
        assert.equal(trust?.document.Statement[0]?.Condition, undefined);
        const { blocking, accepted } = reviewDocument(trust ?? assert.fail("no trust"));
        assert.deepEqual(blocking, []);
        assert.deepEqual(
            accepted.map(({ reason }) => reason),
            [unguarded.acceptUnguardedTrust],
        );
    });

    it("allow devices to register with the tags, to pass exactly the role, and to tag untagged nodes", () => {
        const requestTag = { "aws:RequestTag/Site": ["plant"] };
        const keys = { "ForAllValues:StringEquals": { "aws:TagKeys": ["Site"] } };
        assert.deepEqual(documents(edge).devices?.document.Statement, [
            {
                Sid: "PassNodeRole",
                Effect: "Allow",
                Action: ["iam:PassRole"],
                Resource: ["arn:aws:iam::123456789012:role/greengrass/devices"],
                Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            },
            {
                Sid: "RegisterNode",
                Effect: "Allow",
                Action: ["ssm:RegisterManagedInstance"],
                Resource: ["*"],
                Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1"], ...requestTag }, ...keys },
            },
            {
                Sid: "TagNodes",
                Effect: "Allow",
                Action: ["ssm:AddTagsToResource"],
                Resource: ["arn:aws:ssm:eu-west-1:123456789012:managed-instance/*"],
                Condition: { StringEquals: requestTag, ...keys, Null: { "aws:ResourceTag/Site": "true" } },
            },
        ]);
    });

    it("allow devices to register without tags if there are none", () => {
        assert.deepEqual(
            documents(unguarded).devices?.document.Statement.map(({ Sid, Condition }) => [Sid, Condition]),
            [
                ["PassNodeRole", { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } }],
                [
                    "RegisterNode",
                    { StringEquals: { "aws:RequestedRegion": ["eu-west-1"] }, Null: { "aws:TagKeys": "true" } },
                ],
            ],
        );
        assert.equal(documents({}).devices, undefined);
    });

    it("use the partition of AWS China and GovCloud", () => {
        for (const [partition, region] of [
            ["aws-cn", "cn-north-1"],
            ["aws-us-gov", "us-gov-west-1"],
        ] as const) {
            const text = JSON.stringify(documents(edge, { partition, region }));
            assert.doesNotMatch(text, /arn:aws:|eu-west-1/);
            assert.ok(text.includes(`arn:${partition}:ssm:${region}:123456789012:*`));
        }
    });
});

describe("the configuration of the agent's component", () => {
    const roleArn = "arn:aws:iam::123456789012:role/greengrass/devices";

    it("has the path and name of the role, and overrides no registration by default", () => {
        assert.deepEqual(JSON.parse(deploymentConfiguration(roleArn, {})), {
            SSMRegistrationRole: "greengrass/devices",
            SSMOverrideExistingRegistration: false,
        });
    });

    it("has the tags in the format of the agent's component", () => {
        const given = { nodeTags: { Site: "plant", Tier: "edge" }, overrideExistingRegistration: true };
        assert.deepEqual(JSON.parse(deploymentConfiguration(roleArn, given)), {
            SSMRegistrationRole: "greengrass/devices",
            SSMOverrideExistingRegistration: true,
            SSMResourceTags: [
                { Key: "Site", Value: "plant" },
                { Key: "Tier", Value: "edge" },
            ],
        });
    });
});

describeIssues("EdgeDeviceAccess validation", edgeDevice, scope(), [
    ["devices with tags", edge],
    ["an accepted unguarded trust policy", unguarded],
    ["no args", {}],
    ["a reason that is too short", { acceptUnguardedTrust: "because" }, /^acceptUnguardedTrust is not a reason/],
    [
        "users and groups as devices",
        { devices: { grantees: { users: ["ana"], groups: ["ops"] } } },
        /^devices\.grantees\.users has no effect, because devices use a role$/,
        /^devices\.grantees\.groups has no effect/,
    ],
    ["devices without grantees", { devices: { grantees: {} } }, /^devices\.grantees has neither/],
    [
        "a device with a wildcard, and one of another account",
        { devices: { grantees: { roles: ["Greengrass*", "arn:aws:iam::210987654321:role/device"] } } },
        /^devices\.grantees\.roles\[0\] is not the name of an existing IAM role/,
        /^devices\.grantees\.roles\[1\] is in account 210987654321/,
    ],
    ["a tag with a wildcard", { nodeTags: { Site: "*" } }, /^nodeTags\.Site is not a tag value/],
    [
        "an administrator policy",
        { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSSMFullAccess"] },
        /^managedPolicyArns\[0\] allows every process on every node to run commands/,
    ],
]);

const role = "arn:aws:iam::123456789012:role/devices";
const device = "arn:aws:iam::123456789012:role/GreengrassV2TokenExchangeRole";
const node = "arn:aws:ssm:eu-west-1:123456789012:managed-instance/mi-0123456789abcdef0";

const world = (args: Args) => (): World => {
    const { trust, devices } = documents({ ...args, path: "/" });
    assert.ok(trust && devices);
    return { grants: { [device]: [devices.document] }, trusts: { [role]: trust.document } };
};
const ask = (action: string, resource: string, context: Context = {}): Request => ({
    principal: device,
    action,
    resource,
    context,
});
const register = (context: Context) =>
    ask("ssm:RegisterManagedInstance", "*", { "aws:RequestedRegion": "eu-west-1", ...context });
const plant = { "aws:TagKeys": ["Site"], "aws:RequestTag/Site": "plant" };
const passing = [
    may("pass the role to Systems Manager", ask("iam:PassRole", role, { "iam:PassedToService": "ssm.amazonaws.com" })),
    mayNot("pass it to AWS IoT", ask("iam:PassRole", role, { "iam:PassedToService": "iot.amazonaws.com" })),
    mayNot("pass it without a service", ask("iam:PassRole", role)),
    mayNot("pass another role", ask("iam:PassRole", `${role}2`, { "iam:PassedToService": "ssm.amazonaws.com" })),
    mayNot("create an activation", ask("ssm:CreateActivation", "*", { "aws:RequestedRegion": "eu-west-1" })),
];

describeAccess(
    "EdgeDeviceAccess with tags",
    world(edge),
    [
        ...assumedForNodes(role, "arn:aws:greengrass:eu-west-1:123456789012:coreDevices:press"),
        ...passing,
        may("register with the tags", register(plant)),
        mayNot("register in another Region", register({ ...plant, "aws:RequestedRegion": "eu-west-2" })),
        mayNot("register without a Region", ask("ssm:RegisterManagedInstance", "*", plant)),
        mayNot("register with a different value", register({ ...plant, "aws:RequestTag/Site": "office" })),
        mayNot("register without tags", register({})),
        mayNot(
            "register with an additional tag",
            register({
                "aws:RequestTag/Site": "plant",
                "aws:TagKeys": ["Site", "Owner"],
                "aws:RequestTag/Owner": "me",
            }),
        ),
        may("tag a node with the tags", ask("ssm:AddTagsToResource", node, plant)),
        mayNot("tag a node in another Region", ask("ssm:AddTagsToResource", inOtherRegion(node), plant)),
        mayNot(
            "tag a node with a different value",
            ask("ssm:AddTagsToResource", node, { ...plant, "aws:RequestTag/Site": "office" }),
        ),
        mayNot(
            "tag a node that has the tag already",
            ask("ssm:AddTagsToResource", node, { ...plant, "aws:ResourceTag/Site": "office" }),
        ),
        mayNot("tag a node without tags", ask("ssm:AddTagsToResource", node)),
        mayNot(
            "tag a node with an additional tag",
            ask("ssm:AddTagsToResource", node, {
                "aws:RequestTag/Site": "plant",
                "aws:TagKeys": ["Site", "Owner"],
                "aws:RequestTag/Owner": "me",
            }),
        ),
        mayNot(
            "tag a document",
            ask("ssm:AddTagsToResource", "arn:aws:ssm:eu-west-1:123456789012:document/Own", plant),
        ),
    ],
    { resources: true },
);

describeAccess(
    "EdgeDeviceAccess without tags",
    world({ roleName: "devices", devices: edge.devices }),
    [
        ...assumedForNodes(role, "arn:aws:iot:eu-west-1:123456789012:cert/1"),
        ...passing,
        may("register", register({})),
        mayNot("register in another Region", register({ "aws:RequestedRegion": "eu-west-2" })),
        mayNot("register without a Region", ask("ssm:RegisterManagedInstance", "*")),
        mayNot("register with a tag", register(plant)),
        mayNot("tag a node", ask("ssm:AddTagsToResource", node, plant)),
    ],
    { resources: true },
);
