import { allow, type Statement } from "../../policypack/iam";
import type { PatchAccessArgs, PatchAdministratorsArgs, PatchersArgs, PatchReadersArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesLimits } from "../pattern/grantees";
import type { Limits } from "../pattern/constraints";
import { baselineArn, baselineArns, baselineId, readBaseline } from "../statements/patchBaselines";
import { patchDocument, patchHolders, patchProblems } from "./validate";
import { patternLimits } from "../pattern/commonConstraints";
import type { Place } from "../pattern/location";
import { grant, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import { plannedPolicies } from "../pattern/namedResources";
import { commandLimits, followCommands, sendCommand, unverifiedOutputBucket } from "../statements/sendCommand";
import { tagged } from "../statements/tagConditions";
import { carryingTags, everyNode, nodeArns } from "../statements/targetNodes";
import * as limit from "../pattern/values";

type Args = Unwrap<PatchAccessArgs>;
type Administrators = Unwrap<PatchAdministratorsArgs>;
type Patchers = Unwrap<PatchersArgs>;
type Holder = (typeof patchHolders)[number];

const predefined = { atLeast: 1, each: baselineArn } as const;

const limits: Limits<Args> = {
    properties: {
        ...patternLimits,
        administrators: {
            properties: {
                grantees: granteesLimits,
                baselineIds: { atLeast: 1, each: baselineId },
                baselineTags: { atLeast: 1, keys: limit.tagKey, values: { atLeast: 1, each: limit.tagValue } },
                predefinedBaselineArns: predefined,
            },
            together: [{ rule: "atMostOne", of: ["baselineIds", "baselineTags"] }],
        },
        patchers: {
            properties: { ...commandLimits, grantees: granteesLimits },
            together: [{ rule: "exactlyOne", of: ["targetTags", "nodeIds"] }],
        },
        readers: { properties: { grantees: granteesLimits, predefinedBaselineArns: predefined } },
    },
    together: [{ rule: "atLeastOne", of: patchHolders }],
};

/** These actions know no resource, so a star is the only form. */
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

/** AWS judges a baseline where it is used too, and knows neither patch groups nor operating systems as resources. */
const administer = (place: Place, administrators: Administrators): PlannedDocument => {
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
            baselineArns(place, baselineIds),
            tagged("aws:ResourceTag", baselineTags),
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

const patch = (place: Place, { documents = [patchDocument], cancel, ...patchers }: Patchers): PlannedDocument =>
    grant(
        ...sendCommand(place, { ...patchers, documents }),
        followCommands(cancel),
        allow("ReadStateOfNodes", nodeState, nodeArns(place, patchers), carryingTags(patchers)),
    );

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/compliance-about.html */
const read = (place: Place, { predefinedBaselineArns = [] }: Unwrap<PatchReadersArgs>): PlannedDocument =>
    grant(
        allow(
            "ReadBaselines",
            [...readBaseline, "ssm:GetDefaultPatchBaseline"],
            [...baselineArns(place), ...predefinedBaselineArns],
        ),
        findBaselines,
        allow("ReadStateOfNodes", nodeState, everyNode(place)),
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

/** Who decides on patches, who installs them, who looks at them. */
export const patchPattern: Pattern<Args, Record<Holder, Planned>, Record<Holder, PlannedDocument | undefined>> = {
    component: "PatchAccess",
    summary: "Who may define patch baselines and patch groups, who may patch which nodes, who may see what is missing.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-ssm-documents.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    ],
    unverified: [unverifiedOutputBucket],
    limits,
    problems: patchProblems,
    names: (identity, explicit) => plannedPolicies(identity, patchHolders, explicit),
    documents: ({ place }, args) => ({
        administrators: args.administrators && administer(place, args.administrators),
        patchers: args.patchers && patch(place, args.patchers),
        readers: args.readers && read(place, args.readers),
    }),
};
