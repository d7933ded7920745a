import type { MaintenanceWindowAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { foreignAccount } from "../pattern/sameAccountAndRegion";
import { granteesLimits, granteesProblems } from "../pattern/grantees";
import type { Limits } from "../pattern/constraints";
import type { Identity } from "../pattern/naming";
import { rolePatternLimits } from "../pattern/commonConstraints";
import type { Pattern, Planned, PlannedDocument } from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { plannedPolicy } from "../pattern/namedResources";
import { commandLimits } from "../statements/sendCommand";
import { trust, unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";
import { windowProblems } from "./validate";
import { registrars, windowName } from "./registrars";
import { roleTasks, windowRole } from "./role";
import { windowLimits } from "./tasks";

type Args = Unwrap<MaintenanceWindowAccessArgs>;

const limits: Limits<Args> = {
    properties: {
        ...rolePatternLimits,
        acceptUnguardedTrust: limit.reason,
        runCommand: {
            properties: { ...commandLimits, parameterNames: { atLeast: 1, each: limit.parameterName } },
            together: [{ rule: "exactlyOne", of: ["targetTags", "nodeIds"] }],
        },
        automation: {
            properties: {
                runbooks: { atLeast: 1, each: limit.documentName },
                assumeRoleArns: { atLeast: 1, each: limit.roleArn },
            },
        },
        functionArns: { atLeast: 1, each: limit.functionArn },
        stateMachineArns: { atLeast: 1, each: limit.stateMachineArn },
        resourceGroupNames: { atLeast: 1, each: limit.resourceGroupName },
        registrars: {
            properties: {
                grantees: granteesLimits,
                windowTags: { atLeast: 1, keys: limit.tagKey, values: { atLeast: 1, each: limit.tagValue } },
            },
        },
        window: windowLimits,
    },
};

/** The kinds of tasks, each an arg of its own. */
const taskKinds = ["runCommand", "automation", "functionArns", "stateMachineArns"] as const;

const purposeProblems = (args: Args): readonly Problem[] => {
    const given = [...taskKinds, "resourceGroupNames" as const].filter((kind) => args[kind] !== undefined);
    if (args.serviceLinkedRole === true) {
        return [
            ...(["roleName", "permissionsBoundary", "acceptUnguardedTrust", ...given] as const)
                .filter((name) => args[name] !== undefined)
                .map((name) => ({
                    path: name,
                    value: args[name],
                    message: "has no effect on the service-linked role, whose name, trust and rights are AWS's",
                    fix: `Take "${name}" away, or take "serviceLinkedRole" away and let a role be made.`,
                })),
            ...(args.window === undefined
                ? []
                : [
                      {
                          path: "window",
                          message: "runs only what is named here, which cannot be given to the service-linked role",
                          fix: 'Take "serviceLinkedRole" away and name what the tasks run, or take "window" away.',
                      },
                  ]),
            ...(args.registrars === undefined
                ? [
                      {
                          path: "serviceLinkedRole",
                          value: true,
                          message: "makes nothing without registrars, since the role is AWS's",
                          fix: 'Give "registrars", or take "serviceLinkedRole" away and let a role be made.',
                      },
                  ]
                : []),
        ];
    }
    return taskKinds.some((kind) => args[kind] !== undefined)
        ? []
        : [
              {
                  path: "",
                  message: "gives the role nothing to do",
                  fix: `Give at least one of ${taskKinds.map((kind) => `"${kind}"`).join(", ")}.`,
              },
          ];
};

/** Tags limit registrars to windows that carry them; AWS lets nobody tag what he makes without tagging all others too. */
const createProblems = ({ registrars, window }: Args): readonly Problem[] => {
    const limitedBy = registrars?.windowTags === undefined ? "window" : "registrars.windowTags";
    return registrars?.createWindows === true && (registrars.windowTags ?? window) !== undefined
        ? [
              {
                  path: "registrars.createWindows",
                  value: true,
                  message: `makes windows that the registrars may not change: "${limitedBy}" limits them to tagged ones`,
                  fix: `Take "createWindows" away, or grant it in a component without "${limitedBy}".`,
              },
          ]
        : [];
};

const problems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...purposeProblems(args),
    ...createProblems(args),
    ...granteesProblems(args, ["registrars"], identity),
    ...foreignAccount("runCommand.notificationRoleArns", args.runCommand?.notificationRoleArns, identity),
    ...foreignAccount("automation.assumeRoleArns", args.automation?.assumeRoleArns, identity),
    ...windowProblems(args),
];

/** The service role of maintenance windows, and who may register tasks with it. */
export const maintenanceWindow: Pattern<
    Args,
    { readonly role: Planned; readonly registrars: Planned; readonly window: { readonly name: string } },
    {
        readonly trust: PlannedDocument | undefined;
        readonly tasks: PlannedDocument | undefined;
        readonly registrars: PlannedDocument | undefined;
    }
> = {
    component: "MaintenanceWindowAccess",
    summary: "The role that maintenance windows run tasks with, by task type, and who may register tasks with it.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/configuring-maintenance-window-permissions-console.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-maintenance-permissions.html",
    ],
    unverified: [
        unverifiedSourceAccount(
            "maintenance windows",
            "Let a window run one task with the role. Without a run of the task in CloudTrail, the key is not sent.",
        ),
    ],
    limits,
    // Whether there is one is all that a document says of a window.
    undocumented: ["window"],
    problems,
    names: (identity, explicit) => ({
        role: windowRole(identity, explicit),
        registrars: plannedPolicy(identity, "registrars", explicit),
        // AWS decides a window's id, and its ARN with it.
        window: { name: windowName(identity, explicit) },
    }),
    documents: (identity, args) => ({
        trust:
            args.serviceLinkedRole === true
                ? undefined
                : trust(identity.place, "ssm", undefined, args.acceptUnguardedTrust),
        tasks: args.serviceLinkedRole === true ? undefined : roleTasks(identity.place, args),
        registrars: args.registrars && registrars(identity, args),
    }),
};
