import { fleetManager } from "../../../components/fleetManager/pattern";
import { keyArn } from "../managedInstance/fixture";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { everything, instanceProfile, instanceRole, narrow } from "./fixture";

const targetTags = { Environment: ["dev"] };
const nodeIds = ["mi-0123456789abcdef0"];
const instanceProfiles = { instanceProfileArns: [instanceProfile], roleArns: [instanceRole] };

describeIssues("the validation issues of FleetManagerAccess", fleetManager, namingScope("FleetManagerAccess"), [
    ["everything", everything],
    ["few args", narrow],
    ["levels without grantees", { readers: { targetTags }, desktopUsers: { targetTags } }],
    ["no access level", {}, /has neither "readers" nor "writers" nor "desktopUsers"/],
    ["readers without nodes", { readers: {} }, /^readers has neither "targetTags" nor "nodeIds"/],
    [
        "writers with two kinds of nodes",
        { writers: { targetTags, nodeIds, files: true } },
        /^writers has "targetTags" and "nodeIds"/,
    ],
    ["desktop users without nodes", { desktopUsers: {} }, /^desktopUsers has neither/],
    ["no tag", { readers: { targetTags: {} } }, /^readers\.targetTags /],
    ["a wildcard for a tag", { readers: { targetTags: { Team: ["*"] } } }, /^readers\.targetTags\.Team\[0\] /],
    ["a wildcard for a node", { readers: { nodeIds: ["*"] } }, /^readers\.nodeIds\[0\] /],
    ["no grantee", { readers: { targetTags, grantees: {} } }, /^readers\.grantees /],
    ["writers without a change", { writers: { targetTags } }, /^writers allows no change/],
    ["writers who may tag only", { writers: { targetTags, tagKeys: ["CostCenter"] } }],
    ["a tag key of AWS", { writers: { targetTags, tagKeys: ["aws:x"] } }, /^writers\.tagKeys\[0\] /],
    ["no tag key in the list", { writers: { targetTags, tagKeys: [] } }, /^writers\.tagKeys /],
    [
        "a tag key that selects the nodes",
        { writers: { targetTags, tagKeys: ["CostCenter", "Environment"] } },
        /^writers\.tagKeys\[1\] is a key of targetTags/,
    ],
    [
        "a wildcard for an instance profile",
        {
            writers: {
                targetTags,
                instanceProfiles: {
                    ...instanceProfiles,
                    instanceProfileArns: ["arn:aws:iam::123456789012:instance-profile/*"],
                },
            },
        },
        /^writers\.instanceProfiles\.instanceProfileArns\[0\] /,
    ],
    [
        "an instance profile of another account",
        {
            writers: {
                targetTags,
                instanceProfiles: {
                    ...instanceProfiles,
                    instanceProfileArns: ["arn:aws:iam::210987654321:instance-profile/web"],
                },
            },
        },
        /^writers\.instanceProfiles\.instanceProfileArns\[0\] .*210987654321/,
    ],
    [
        "a wildcard for a role",
        {
            writers: {
                targetTags,
                instanceProfiles: { ...instanceProfiles, roleArns: ["arn:aws:iam::123456789012:role/*"] },
            },
        },
        /^writers\.instanceProfiles\.roleArns\[0\] /,
    ],
    [
        "a role of another account",
        {
            writers: {
                targetTags,
                instanceProfiles: { ...instanceProfiles, roleArns: ["arn:aws:iam::210987654321:role/web"] },
            },
        },
        /^writers\.instanceProfiles\.roleArns\[0\] .*210987654321/,
    ],
    [
        "instance profiles for managed instances",
        { writers: { nodeIds, instanceProfiles } },
        /^writers\.instanceProfiles applies to EC2 instances/,
    ],
    [
        "key pairs for managed instances",
        { desktopUsers: { nodeIds, keyPairs: true } },
        /^desktopUsers\.keyPairs applies to EC2 instances/,
    ],
    ["an alias for the key", { readers: { targetTags }, kmsKeyArn: "alias/sessions" }, /^kmsKeyArn /],
    [
        "a key in another Region",
        { readers: { targetTags }, kmsKeyArn: keyArn("a", "us-east-1") },
        /^kmsKeyArn .*us-east-1/,
    ],
]);
