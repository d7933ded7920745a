import { allow } from "../../policypack/iam";
import type { CommandArgs, RunCommandAccessArgs, RunCommandOperatorArgs, RunCommandReaderArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { foreignAccount } from "../pattern/sameAccountAndRegion";
import { granteesLimits, granteesProblems } from "../pattern/grantees";
import type { Limits } from "../pattern/constraints";
import { mayName } from "../pattern/includesOrUnknown";
import type { Identity } from "../pattern/naming";
import { everyDocument, isAwsOwnedDocument, type Place } from "../pattern/location";
import { grant, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { plannedPolicies } from "../pattern/namedResources";
import { commandLimits, followCommands, sendCommand, unverifiedOutputBucket } from "../statements/sendCommand";
import { patternLimits } from "../pattern/commonConstraints";
import * as limit from "../pattern/values";

type Command = Unwrap<CommandArgs>;
type Operator = Unwrap<RunCommandOperatorArgs>;
type Reader = Unwrap<RunCommandReaderArgs>;
type Args = Unwrap<RunCommandAccessArgs>;

/** The levels, each a policy of its own. */
export const runCommandLevels = ["administrator", "operator", "reader"] as const;
type Level = (typeof runCommandLevels)[number];

const limits: Limits<Args> = {
    properties: {
        ...patternLimits,
        administrator: {
            properties: { ...commandLimits, grantees: granteesLimits },
            together: [{ rule: "atMostOne", of: ["targetTags", "nodeIds"] }],
        },
        operator: {
            properties: {
                ...commandLimits,
                grantees: granteesLimits,
                acceptRootDocuments: { atLeast: 1, each: limit.documentName },
            },
            together: [{ rule: "exactlyOne", of: ["targetTags", "nodeIds"] }],
        },
        reader: { properties: { grantees: granteesLimits } },
    },
    together: [{ rule: "atLeastOne", of: runCommandLevels }],
};

const sender = (place: Place, { cancel, ...command }: Command): PlannedDocument =>
    grant(...sendCommand(place, command), followCommands(cancel));

const reader = (place: Place, { commandOutput = false }: Reader): PlannedDocument =>
    grant(
        allow(
            "ListDocumentsNodesAndCommands",
            ["ssm:ListDocuments", "ssm:DescribeInstanceInformation", "ssm:ListCommands"],
            ["*"],
        ),
        allow(
            "ReadDocuments",
            ["ssm:DescribeDocument", "ssm:GetDocument", "ssm:ListDocumentVersions"],
            everyDocument(place),
        ),
        ...(commandOutput
            ? [allow("ReadCommandOutput", ["ssm:ListCommandInvocations", "ssm:GetCommandInvocation"], ["*"])]
            : []),
    );

/** An AWS-owned document can be made to run any code as root, so each is accepted by name; and only what is used. */
const rootDocumentProblems = ({ documents, acceptRootDocuments = [] }: Operator): readonly Problem[] => [
    ...documents.flatMap((value: unknown, i) =>
        typeof value === "string" && isAwsOwnedDocument(value) && !mayName(acceptRootDocuments, value)
            ? [
                  {
                      path: `operator.documents[${String(i)}]`,
                      value,
                      message: "is a document of AWS, and whoever may run one can become root on the node",
                      fix: "Write a document of your own for the task, or add this name to operator.acceptRootDocuments.",
                  },
              ]
            : [],
    ),
    ...acceptRootDocuments.flatMap((value: unknown, i) =>
        typeof value === "string" && !mayName(documents, value)
            ? [
                  {
                      path: `operator.acceptRootDocuments[${String(i)}]`,
                      value,
                      message: "accepts a document that operator.documents does not name",
                      fix: "Add it to operator.documents, or take it away here.",
                  },
              ]
            : [],
    ),
];

const problems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...granteesProblems(args, runCommandLevels, identity),
    ...(["administrator", "operator"] as const).flatMap((level) =>
        foreignAccount(`${level}.notificationRoleArns`, args[level]?.notificationRoleArns, identity),
    ),
    ...(args.operator === undefined ? [] : rootDocumentProblems(args.operator)),
];

/** Who may use Run Command. */
export const runCommand: Pattern<Args, Record<Level, Planned>, Record<Level, PlannedDocument | undefined>> = {
    component: "RunCommandAccess",
    summary: "Who may send which Systems Manager documents to which nodes: administrators, operators, readers.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/security_iam_id-based-policy-examples.html",
    ],
    unverified: [unverifiedOutputBucket],
    limits,
    problems,
    names: (identity, explicit) => plannedPolicies(identity, runCommandLevels, explicit),
    documents: ({ place }, args) => ({
        administrator: args.administrator && sender(place, args.administrator),
        operator: args.operator && sender(place, args.operator),
        reader: args.reader && reader(place, args.reader),
    }),
};
