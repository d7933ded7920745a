import * as assert from "node:assert/strict";
import type { EdgeDeviceAccessArgs } from "../../../components/edgeDevice/args";
import type { Unwrap } from "../../../components/pattern/args";
import type { AwsLocation } from "../../../components/pattern/location";
import { deploymentConfiguration, edgeDevice } from "../../../components/edgeDevice/pattern";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { reviewDocument } from "../../../components/resources/reviewDocument";
import { describeAccess, inOtherRegion, may, mayNot, type Context, type Request } from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { describeIssues } from "../describeIssues";
import { edge, unguarded } from "../hybridActivation/fixture";
import { namingScope } from "../namingScopes";
import { assumedForNodes } from "../nodes/registrationFixture";

type Args = Unwrap<EdgeDeviceAccessArgs>;

const scope = (location: Partial<AwsLocation> = {}) => namingScope("EdgeDeviceAccess", location, "edge");
const documents = (args: Args, location: Partial<AwsLocation> = {}) => edgeDevice.documents(scope(location), args);

describe("the documents of edge devices", () => {
    it("trust as those of hybrid nodes do, which the guide's own copy does not", () => {
        const args = { furtherRegions: ["eu-central-1"] };
        assert.deepEqual(documents(args).trust, hybridActivation.documents(scope(), args).trust);
        assert.deepEqual(documents(args).core, hybridActivation.documents(scope(), args).core);
    });

    it("leave the guard out for a reason only, which the law then accepts", () => {
        const { trust } = documents(unguarded);
        assert.equal(trust?.document.Statement[0]?.Condition, undefined);
        const { blocking, accepted } = reviewDocument(trust ?? assert.fail("no trust"));
        assert.deepEqual(blocking, []);
        assert.deepEqual(
            accepted.map(({ reason }) => reason),
            [unguarded.acceptUnguardedTrust],
        );
    });

    it("let devices register with the tags, pass exactly the role, and tag no otherwise", () => {
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

    it("let devices register without tags where none are given", () => {
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

    it("speak of AWS China and GovCloud in their own partitions", () => {
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

    it("names the role by path and name, and overrides no registration by itself", () => {
        assert.deepEqual(JSON.parse(deploymentConfiguration(roleArn, {})), {
            SSMRegistrationRole: "greengrass/devices",
            SSMOverrideExistingRegistration: false,
        });
    });

    it("lists tags as the component takes them", () => {
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

describeIssues("the problems of edge devices", edgeDevice, scope(), [
    ["nothing in devices with tags", edge],
    ["nothing in an accepted trust", unguarded],
    ["nothing where nothing is given", {}],
    ["a reason that says nothing", { acceptUnguardedTrust: "because" }, /^acceptUnguardedTrust is not a reason/],
    [
        "people as devices",
        { devices: { grantees: { users: ["ana"], groups: ["ops"] } } },
        /^devices\.grantees\.users names people, but devices act with a role$/,
        /^devices\.grantees\.groups names people/,
    ],
    ["devices without a role", { devices: { grantees: {} } }, /^devices\.grantees has neither/],
    [
        "a wildcard and another account among the devices",
        { devices: { grantees: { roles: ["Greengrass*", "arn:aws:iam::210987654321:role/device"] } } },
        /^devices\.grantees\.roles\[0\] is not the name of an existing IAM role/,
        /^devices\.grantees\.roles\[1\] is of account 210987654321/,
    ],
    ["a tag that is a pattern", { nodeTags: { Site: "*" } }, /^nodeTags\.Site is not a tag value/],
    [
        "a policy that administers",
        { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSSMFullAccess"] },
        /^managedPolicyArns\[0\] lets every process on every node run commands/,
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
    mayNot("pass it to no service", ask("iam:PassRole", role)),
    mayNot("pass another role", ask("iam:PassRole", `${role}2`, { "iam:PassedToService": "ssm.amazonaws.com" })),
    mayNot("make an activation", ask("ssm:CreateActivation", "*", { "aws:RequestedRegion": "eu-west-1" })),
];

describeAccess(
    "edge devices with tags, in force",
    world(edge),
    [
        ...assumedForNodes(role, "arn:aws:greengrass:eu-west-1:123456789012:coreDevices:press"),
        ...passing,
        may("register with the tags", register(plant)),
        mayNot("register in another Region", register({ ...plant, "aws:RequestedRegion": "eu-west-2" })),
        mayNot("register in no Region", ask("ssm:RegisterManagedInstance", "*", plant)),
        mayNot("register with another value", register({ ...plant, "aws:RequestTag/Site": "office" })),
        mayNot("register without tags", register({})),
        mayNot(
            "register with a further tag",
            register({
                "aws:RequestTag/Site": "plant",
                "aws:TagKeys": ["Site", "Owner"],
                "aws:RequestTag/Owner": "me",
            }),
        ),
        may("tag a node so", ask("ssm:AddTagsToResource", node, plant)),
        mayNot("tag one of another Region", ask("ssm:AddTagsToResource", inOtherRegion(node), plant)),
        mayNot("tag one otherwise", ask("ssm:AddTagsToResource", node, { ...plant, "aws:RequestTag/Site": "office" })),
        mayNot(
            "tag one that is tagged",
            ask("ssm:AddTagsToResource", node, { ...plant, "aws:ResourceTag/Site": "office" }),
        ),
        mayNot("tag one with nothing", ask("ssm:AddTagsToResource", node)),
        mayNot(
            "tag one further",
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
    "edge devices without tags, in force",
    world({ roleName: "devices", devices: edge.devices }),
    [
        ...assumedForNodes(role, "arn:aws:iot:eu-west-1:123456789012:cert/1"),
        ...passing,
        may("register", register({})),
        mayNot("register in another Region", register({ "aws:RequestedRegion": "eu-west-2" })),
        mayNot("register in no Region", ask("ssm:RegisterManagedInstance", "*")),
        mayNot("register with a tag", register(plant)),
        mayNot("tag a node", ask("ssm:AddTagsToResource", node, plant)),
    ],
    { resources: true },
);
