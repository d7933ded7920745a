import { allow } from "../../policypack/iam";
import type { CommandArgs, RunCommandAccessArgs, RunCommandOperator, RunCommandReader } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import { includesOrUnknown } from "../pattern/includesOrUnknown";
import type { NamingScope } from "../pattern/naming";
import { everyDocument, isAwsOwnedDocument, type AwsLocation } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicies } from "../pattern/namedResources";
import { grantAcrossRegions } from "../statements/acrossRegions";
import { outputBucketWarnings } from "../nodes/siblings";
import { commandConstraints, followCommands, sendCommand, unverifiedOutputBucket } from "../statements/sendCommand";
import { patternConstraints, severalRegionsConstraints } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

type Command = Unwrap<CommandArgs>;
type Operator = Unwrap<RunCommandOperator>;
type Reader = Unwrap<RunCommandReader>;
type Args = Unwrap<RunCommandAccessArgs>;

/** The access levels, each with its own policy. */
export const runCommandAccessLevels = ["administrator", "operator", "reader"] as const;
type AccessLevel = (typeof runCommandAccessLevels)[number];

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        ...severalRegionsConstraints,
        administrator: {
            properties: { ...commandConstraints, grantees: granteesConstraints },
            groups: [{ rule: "atMostOne", of: ["targetTags", "nodeIds"] }],
        },
        operator: {
            properties: {
                ...commandConstraints,
                grantees: granteesConstraints,
                acceptRootDocuments: { atLeast: 1, each: limit.documentName },
            },
            groups: [{ rule: "exactlyOne", of: ["targetTags", "nodeIds"] }],
        },
        reader: { properties: { grantees: granteesConstraints } },
    },
    groups: [{ rule: "atLeastOne", of: runCommandAccessLevels }],
};

const sender = (location: AwsLocation, { cancel, ...command }: Command): PlannedDocument =>
    grant(...sendCommand(location, command), followCommands(cancel));

const sends = (location: AwsLocation, args: Args, level: Command | undefined): PlannedDocument | undefined =>
    level && grantAcrossRegions(location, args, (regional) => sender(regional, level));

const reader = (location: AwsLocation, { commandOutput = false }: Reader): PlannedDocument =>
    grant(
        allow(
            "ListDocumentsNodesAndCommands",
            ["ssm:ListDocuments", "ssm:DescribeInstanceInformation", "ssm:ListCommands"],
            ["*"],
        ),
        allow(
            "ReadDocuments",
            ["ssm:DescribeDocument", "ssm:GetDocument", "ssm:ListDocumentVersions"],
            everyDocument(location),
        ),
        ...(commandOutput
            ? [allow("ReadCommandOutput", ["ssm:ListCommandInvocations", "ssm:GetCommandInvocation"], ["*"])]
            : []),
    );

/**
 * AWS-owned documents can run arbitrary code as root, so each must be accepted by name. Unused acceptances are
 * rejected.
 */
const rootDocumentIssues = ({ documents, acceptRootDocuments = [] }: Operator): readonly ValidationIssue[] => [
    ...documents.flatMap((value: unknown, i) =>
        typeof value === "string" && isAwsOwnedDocument(value) && !includesOrUnknown(acceptRootDocuments, value)
            ? [
                  {
                      path: `operator.documents[${String(i)}]`,
                      value,
                      message: "is an AWS-owned document that can run any code as root on the node",
                      fix: "Use a custom document for the task, or add this name to operator.acceptRootDocuments.",
                  },
              ]
            : [],
    ),
    ...acceptRootDocuments.flatMap((value: unknown, i) =>
        typeof value === "string" && !includesOrUnknown(documents, value)
            ? [
                  {
                      path: `operator.acceptRootDocuments[${String(i)}]`,
                      value,
                      message: "is not in operator.documents",
                      fix: "Add it to operator.documents, or remove it here.",
                  },
              ]
            : [],
    ),
];

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...granteesIssues(args, runCommandAccessLevels, scope),
    ...(["administrator", "operator"] as const).flatMap((level) =>
        requireSameAccount(`${level}.notificationRoleArns`, args[level]?.notificationRoleArns, scope),
    ),
    ...(args.operator === undefined ? [] : rootDocumentIssues(args.operator)),
];

/** The access levels of Run Command. */
export const runCommand: Pattern<
    Args,
    Record<AccessLevel, NamedResource>,
    Record<AccessLevel, PlannedDocument | undefined>
> = {
    component: "RunCommandAccess",
    summary: "Access to Run Command for administrators, operators and readers, limited by document and node.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/security_iam_id-based-policy-examples.html",
    ],
    unverified: [unverifiedOutputBucket],
    constraints,
    children: {
        administrator: { kind: "policy", purpose: "grantees" },
        operator: { kind: "policy", purpose: "grantees" },
        reader: { kind: "policy", purpose: "grantees" },
    },
    validate,
    warnings: (args, { location }, siblings) =>
        (["administrator", "operator"] as const).flatMap((level) =>
            outputBucketWarnings(`${level}.outputBucketName`, args[level]?.outputBucketName, location, siblings),
        ),
    names: (scope, explicit) => namedPolicies(scope, runCommandAccessLevels, explicit),
    documents: {
        administrator: ({ location }, args) => sends(location, args, args.administrator),
        operator: ({ location }, args) => sends(location, args, args.operator),
        reader: ({ location }, args) => {
            const level = args.reader;
            return level && grantAcrossRegions(location, args, (regional) => reader(regional, level));
        },
    },
};
