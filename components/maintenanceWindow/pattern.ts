import type { MaintenanceWindowAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { rolePatternConstraints, severalRegionsConstraints } from "../pattern/commonConstraints";
import type { Pattern, NamedResource, PlannedDocument, SiblingComponent } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicy } from "../pattern/namedResources";
import { outputBucketWarnings, outputPrefixWarnings } from "../nodes/siblings";
import { grantAcrossRegions } from "../statements/acrossRegions";
import { commandConstraints } from "../statements/sendCommand";
import { serviceTrust, unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";
import { windowIssues } from "./validate";
import { registrars, windowName } from "./registrars";
import { roleTasks, windowRole, type WindowNameArgs } from "./role";
import { windowConstraints } from "./tasks";

type Args = Unwrap<MaintenanceWindowAccessArgs>;

const constraints: Constraints<Args> = {
    properties: {
        ...rolePatternConstraints,
        ...severalRegionsConstraints,
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
                windowTags: { atLeast: 1, keys: limit.matchedTagKey, values: { atLeast: 1, each: limit.tagValue } },
            },
        },
        window: windowConstraints,
    },
};

/** The args that define what tasks may run. */
const taskArgs = ["runCommand", "automation", "functionArns", "stateMachineArns"] as const;

const taskArgIssues = (args: Args): readonly ValidationIssue[] => {
    const given = [...taskArgs, "resourceGroupNames" as const].filter((name) => args[name] !== undefined);
    if (args.serviceLinkedRole === true) {
        return [
            ...(["roleName", "permissionsBoundary", "acceptUnguardedTrust", ...given] as const)
                .filter((name) => args[name] !== undefined)
                .map((name) => ({
                    path: name,
                    value: args[name],
                    message: "has no effect on the service-linked role, which AWS manages",
                    fix: `Remove "${name}", or remove "serviceLinkedRole" to create a role.`,
                })),
            ...(args.window === undefined
                ? []
                : [
                      {
                          path: "window",
                          message: "cannot use the service-linked role, because AWS manages its permissions",
                          fix: 'Remove "serviceLinkedRole" and define what the tasks may run, or remove "window".',
                      },
                  ]),
            ...(args.registrars === undefined
                ? [
                      {
                          path: "serviceLinkedRole",
                          value: true,
                          message: "creates nothing without registrars",
                          fix: 'Set "registrars", or remove "serviceLinkedRole" to create a role.',
                      },
                  ]
                : []),
        ];
    }
    return taskArgs.some((name) => args[name] !== undefined)
        ? []
        : [
              {
                  path: "",
                  message: "allows the role to run no tasks",
                  fix: `Set at least one of ${taskArgs.map((name) => `"${name}"`).join(", ")}.`,
              },
          ];
};

/**
 * Registrars limited to tagged windows cannot use a window they create: AWS has no permission to tag only new windows.
 */
const createIssues = ({ registrars, window }: Args): readonly ValidationIssue[] => {
    const limitedBy = registrars?.windowTags === undefined ? "window" : "registrars.windowTags";
    return registrars?.createWindows === true && (registrars.windowTags ?? window) !== undefined
        ? [
              {
                  path: "registrars.createWindows",
                  value: true,
                  message: `allows new windows without a tag, which "${limitedBy}" prevents registrars from changing`,
                  fix: `Remove "createWindows", or set it in a component without "${limitedBy}".`,
              },
          ]
        : [];
};

const validate = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...taskArgIssues(args),
    ...createIssues(args),
    ...granteesIssues(args, ["registrars"], scope),
    ...requireSameAccount("runCommand.notificationRoleArns", args.runCommand?.notificationRoleArns, scope),
    ...requireSameAccount("automation.assumeRoleArns", args.automation?.assumeRoleArns, scope),
    ...windowIssues(args),
];

const outputWarnings = (
    { runCommand, window }: Args,
    { location }: NamingScope,
    siblings: readonly SiblingComponent[],
): readonly ValidationIssue[] => {
    const bucketName = runCommand?.outputBucketName;
    return bucketName === undefined
        ? []
        : [
              ...outputBucketWarnings("runCommand.outputBucketName", bucketName, location, siblings),
              ...Object.entries(window?.tasks ?? {})
                  .filter(([, { document }]) => document !== undefined)
                  .flatMap(([name, { outputKeyPrefix: keyPrefix }]) =>
                      outputPrefixWarnings(
                          `window.tasks.${name}.outputKeyPrefix`,
                          { bucketName, keyPrefix },
                          location,
                          siblings,
                      ),
                  ),
          ];
};

/** Without tags of their own, registrars are limited to the tag of the window that the component creates. */
const regionWarnings = (
    { furtherRegions, registrars: level, window }: Args,
    scope: NamingScope,
): readonly ValidationIssue[] =>
    furtherRegions === undefined || level === undefined || level.windowTags !== undefined || window === undefined
        ? []
        : [
              {
                  path: "furtherRegions",
                  value: furtherRegions,
                  message: `lets registrars change only windows with the tag of this component's window, which is in ${scope.location.region}`,
                  fix: 'Set "registrars.windowTags" to tags of the windows in all Regions, or tag the others like this one.',
              },
          ];

/** The service role of maintenance windows, and the principals that may register tasks with it. */
export const maintenanceWindow: Pattern<
    Args,
    { readonly role: NamedResource; readonly registrars: NamedResource; readonly window: { readonly name: string } },
    {
        readonly trust: PlannedDocument | undefined;
        readonly tasks: PlannedDocument | undefined;
        readonly registrars: PlannedDocument | undefined;
    },
    WindowNameArgs
> = {
    component: "MaintenanceWindowAccess",
    summary: "The role that maintenance windows run tasks with, and the principals that may register tasks with it.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/configuring-maintenance-window-permissions-console.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-maintenance-permissions.html",
    ],
    unverified: [
        unverifiedSourceAccount(
            "maintenance windows",
            "Run a task with the role in a window. If CloudTrail shows no task run, AWS does not send the key.",
        ),
    ],
    constraints,
    children: {
        role: {
            kind: "role",
            nameArg: "roleName",
            existingArg: "serviceLinkedRole",
            trust: "trust",
            grants: ["tasks"],
            passedTo: "ssm",
            passedBy: ["registrars"],
        },
        registrars: { kind: "policy", purpose: "grantees" },
        window: { kind: "maintenanceWindow", nameArg: "window.windowName", enabledBy: "window" },
    },
    validate,
    warnings: (args, scope, siblings) => [...outputWarnings(args, scope, siblings), ...regionWarnings(args, scope)],
    names: (scope, explicit) => ({
        role: windowRole(scope, explicit),
        registrars: namedPolicy(scope, "registrars", explicit),
        // AWS assigns the window ID, so its ARN is not known.
        window: { name: windowName(scope, explicit) },
    }),
    documents: {
        trust: ({ location }, { serviceLinkedRole, acceptUnguardedTrust }) =>
            serviceLinkedRole === true ? undefined : serviceTrust(location, "ssm", undefined, acceptUnguardedTrust),
        tasks: ({ location }, args) =>
            args.serviceLinkedRole === true
                ? undefined
                : grantAcrossRegions(location, args, (regional) => roleTasks(regional, args)),
        registrars: (scope, args) =>
            args.registrars &&
            grantAcrossRegions(scope.location, args, (regional) => registrars(scope, regional, args)),
    },
};
