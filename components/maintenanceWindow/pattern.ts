import type { MaintenanceWindowAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import type { Pattern, NamedResource, PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicy } from "../pattern/namedResources";
import { commandConstraints } from "../statements/sendCommand";
import { serviceTrust, unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";
import { windowIssues } from "./validate";
import { registrars, windowName } from "./registrars";
import { roleTasks, windowRole } from "./role";
import { windowConstraints } from "./tasks";

type Args = Unwrap<MaintenanceWindowAccessArgs>;

const constraints: Constraints<Args> = {
    properties: {
        ...rolePatternConstraints,
        acceptUnguardedTrust: limit.reason,
        runCommand: {
            properties: { ...commandConstraints, parameterNames: { atLeast: 1, each: limit.parameterName } },
            groups: [{ rule: "exactlyOne", of: ["targetTags", "nodeIds"] }],
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
                grantees: granteesConstraints,
                windowTags: { atLeast: 1, keys: limit.tagKey, values: { atLeast: 1, each: limit.tagValue } },
            },
        },
        window: windowConstraints,
    },
};

/** The kinds of tasks, each an arg of its own. */
const taskKinds = ["runCommand", "automation", "functionArns", "stateMachineArns"] as const;

const purposeIssues = (args: Args): readonly ValidationIssue[] => {
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
const createIssues = ({ registrars, window }: Args): readonly ValidationIssue[] => {
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

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...purposeIssues(args),
    ...createIssues(args),
    ...granteesIssues(args, ["registrars"], scope),
    ...requireSameAccount("runCommand.notificationRoleArns", args.runCommand?.notificationRoleArns, scope),
    ...requireSameAccount("automation.assumeRoleArns", args.automation?.assumeRoleArns, scope),
    ...windowIssues(args),
];

/** The service role of maintenance windows, and who may register tasks with it. */
export const maintenanceWindow: Pattern<
    Args,
    { readonly role: NamedResource; readonly registrars: NamedResource; readonly window: { readonly name: string } },
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
    constraints,
    // Whether there is one is all that a document says of a window.
    argsOutsideDocuments: ["window"],
    validate,
    names: (scope, explicit) => ({
        role: windowRole(scope, explicit),
        registrars: namedPolicy(scope, "registrars", explicit),
        // AWS decides a window's id, and its ARN with it.
        window: { name: windowName(scope, explicit) },
    }),
    documents: (scope, args) => ({
        trust:
            args.serviceLinkedRole === true
                ? undefined
                : serviceTrust(scope.location, "ssm", undefined, args.acceptUnguardedTrust),
        tasks: args.serviceLinkedRole === true ? undefined : roleTasks(scope.location, args),
        registrars: args.registrars && registrars(scope, args),
    }),
};
