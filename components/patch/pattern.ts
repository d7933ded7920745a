import { allow, type Statement } from "../../policypack/iam";
import type { PatchAccessArgs, PatchAdministrators, Patchers, PatchReaders } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesConstraints } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import { baselineArn, baselineArns, baselineId, readBaseline } from "../statements/patchBaselines";
import { patchDocument, patchAccessLevels, validatePatch } from "./validate";
import { patternConstraints, severalRegionsConstraints } from "../pattern/commonConstraints";
import type { AwsLocation } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import { namedPolicies } from "../pattern/namedResources";
import { outputBucketWarnings } from "../nodes/siblings";
import { grantAcrossRegions } from "../statements/acrossRegions";
import { commandConstraints, followCommands, sendCommand, unverifiedOutputBucket } from "../statements/sendCommand";
import { requireTags } from "../statements/tagConditions";
import { nodesWithTags, everyNode, nodeArns } from "../statements/targetNodes";
import * as limit from "../pattern/values";

type Args = Unwrap<PatchAccessArgs>;
type Administrators = Unwrap<PatchAdministrators>;
type PatcherLevel = Unwrap<Patchers>;
type AccessLevel = (typeof patchAccessLevels)[number];

const predefined = { atLeast: 1, each: baselineArn } as const;

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        ...severalRegionsConstraints,
        administrators: {
            properties: {
                grantees: granteesConstraints,
                baselineIds: { atLeast: 1, each: baselineId },
                baselineTags: { atLeast: 1, keys: limit.matchedTagKey, values: { atLeast: 1, each: limit.tagValue } },
                predefinedBaselineArns: predefined,
            },
            groups: [{ rule: "atMostOne", of: ["baselineIds", "baselineTags"] }],
        },
        patchers: {
            properties: { ...commandConstraints, grantees: granteesConstraints },
            groups: [{ rule: "exactlyOne", of: ["targetTags", "nodeIds"] }],
        },
        readers: { properties: { grantees: granteesConstraints, predefinedBaselineArns: predefined } },
    },
    groups: [{ rule: "atLeastOne", of: patchAccessLevels }],
};

/** These actions do not support resource-level permissions. */
const findBaselines: Statement = allow(
    "FindBaselinesAndPatches",
    [
        "ssm:DescribeAvailablePatches",
        "ssm:DescribePatchBaselines",
        "ssm:DescribePatchGroups",
        "ssm:DescribePatchProperties",
        "ssm:GetPatchBaselineForPatchGroup",
    ],
    ["*"],
);

/** AWS authorizes assignments on the baseline; patch groups and operating systems are not resources. */
const administer = (location: AwsLocation, administrators: Administrators): PlannedDocument => {
    const { baselineIds, baselineTags, predefinedBaselineArns } = administrators;
    const use = [
        ...(administrators.patchGroups === true
            ? ["ssm:DeregisterPatchBaselineForPatchGroup", "ssm:RegisterPatchBaselineForPatchGroup"]
            : []),
        ...(administrators.defaultBaseline === true
            ? ["ssm:GetDefaultPatchBaseline", "ssm:RegisterDefaultPatchBaseline"]
            : []),
    ];
    return grant(
        allow(
            "ChangeBaselines",
            ["ssm:DeletePatchBaseline", "ssm:UpdatePatchBaseline", ...readBaseline, ...use],
            baselineArns(location, baselineIds),
            requireTags("aws:ResourceTag", baselineTags),
        ),
        ...(predefinedBaselineArns === undefined
            ? []
            : [allow("UsePredefinedBaselines", [...readBaseline, ...use], predefinedBaselineArns)]),
        ...(administrators.createBaselines === true
            ? [allow("CreateBaselines", ["ssm:CreatePatchBaseline"], ["*"])]
            : []),
        findBaselines,
    );
};

const nodeState = ["ssm:DescribeInstancePatches", "ssm:DescribeInstancePatchStates"] as const;

const installPatches = (
    location: AwsLocation,
    { documents = [patchDocument], cancel, ...patchers }: PatcherLevel,
): PlannedDocument =>
    grant(
        ...sendCommand(location, { ...patchers, documents }),
        followCommands(cancel),
        allow("ReadStateOfNodes", nodeState, nodeArns(location, patchers), nodesWithTags(patchers)),
    );

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-about.html */
const read = (location: AwsLocation, { predefinedBaselineArns = [] }: Unwrap<PatchReaders>): PlannedDocument =>
    grant(
        allow(
            "ReadBaselines",
            [...readBaseline, "ssm:GetDefaultPatchBaseline"],
            [...baselineArns(location), ...predefinedBaselineArns],
        ),
        findBaselines,
        allow("ReadStateOfNodes", nodeState, everyNode(location)),
        allow(
            "ReadStateOfGroupsAndCompliance",
            [
                "ssm:DescribeInstancePatchStatesForPatchGroup",
                "ssm:DescribePatchGroupState",
                "ssm:ListComplianceItems",
                "ssm:ListComplianceSummaries",
                "ssm:ListResourceComplianceSummaries",
            ],
            ["*"],
        ),
    );

/** Who may define patch baselines, who may patch nodes, and who may read the results. */
export const patch: Pattern<
    Args,
    Record<AccessLevel, NamedResource>,
    Record<AccessLevel, PlannedDocument | undefined>
> = {
    component: "PatchAccess",
    summary: "Who may define patch baselines and patch groups, patch which nodes, and read the patch state.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-ssm-documents.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    ],
    unverified: [unverifiedOutputBucket],
    constraints,
    children: {
        administrators: { kind: "policy", purpose: "grantees" },
        patchers: { kind: "policy", purpose: "grantees" },
        readers: { kind: "policy", purpose: "grantees" },
    },
    validate: validatePatch,
    warnings: ({ patchers }, { location }, siblings) =>
        outputBucketWarnings("patchers.outputBucketName", patchers?.outputBucketName, location, siblings),
    names: (scope, explicit) => namedPolicies(scope, patchAccessLevels, explicit),
    documents: {
        administrators: ({ location }, args) => {
            const { administrators } = args;
            return (
                administrators && grantAcrossRegions(location, args, (regional) => administer(regional, administrators))
            );
        },
        patchers: ({ location }, args) => {
            const { patchers } = args;
            return patchers && grantAcrossRegions(location, args, (regional) => installPatches(regional, patchers));
        },
        readers: ({ location }, args) => {
            const { readers } = args;
            return readers && grantAcrossRegions(location, args, (regional) => read(regional, readers));
        },
    },
};
