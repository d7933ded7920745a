import { covers } from "../../policypack/iam";
import type { AutomationAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import { duplicatesIn } from "../pattern/duplicates";
import { granteesIssues } from "../pattern/grantees";
import type { NamingScope } from "../pattern/naming";
import type { ValidationIssue } from "../pattern/validationIssue";

type Args = Unwrap<AutomationAccessArgs>;

/** The args that grant permissions to the role. */
const permissionArgs = [
    "permissions",
    "functionArns",
    "nested",
    "instanceRoleArns",
    "passableRoles",
    "approvalTopicArn",
    "alarmNames",
] as const;

const missingPermissionIssues = (args: Args): readonly ValidationIssue[] =>
    permissionArgs.some((name) => args[name] !== undefined && Object.keys(args[name]).length > 0)
        ? []
        : [
              {
                  path: "",
                  message: "grants the role no permissions",
                  fix: `Set at least one of ${permissionArgs.map((name) => `"${name}"`).join(", ")}.`,
              },
          ];

/** Whether the action changes IAM or assumes a role, which allows privilege escalation. */
const canEscalate = (action: string): boolean => /^iam:(?!get|list|generate|simulate)|^sts:a/i.test(action);

const permissionIssues = (args: Args): readonly ValidationIssue[] =>
    Object.entries(args.permissions ?? {}).flatMap(([name, { actions, resources }]) => {
        const path = `permissions.${name}`;
        const names = actions.map((action: unknown) => (typeof action === "string" ? action : ""));
        const escalating = names.find(canEscalate);
        return [
            ...names.flatMap((value, i) =>
                covers(value.toLowerCase(), "iam:passrole")
                    ? [
                          {
                              path: `${path}.actions[${String(i)}]`,
                              value,
                              message: "allows iam:PassRole without limiting the roles and the service",
                              fix: 'Remove it, and list the roles in "instanceRoleArns", "nested" or "passableRoles".',
                          },
                      ]
                    : [],
            ),
            ...(escalating === undefined
                ? []
                : resources.flatMap((value: unknown, i) =>
                      typeof value === "string" && /[*?]/.test(value)
                          ? [
                                {
                                    path: `${path}.resources[${String(i)}]`,
                                    value,
                                    message: `contains a wildcard, which lets ${escalating} escalate privileges`,
                                    fix: "List the full ARN of each user, group, role or policy.",
                                },
                            ]
                          : [],
                  )),
        ];
    });

const duplicates = (
    path: string,
    values: readonly unknown[],
    noun: string,
    within: string,
): readonly ValidationIssue[] =>
    duplicatesIn(values).map(({ value, at, first }) => ({
        path: path.replace("#", String(at)),
        value,
        message: `duplicates ${noun} of ${within}[${String(first)}]`,
        fix: "Merge the two entries.",
    }));

/** AWS rejects a document with duplicate Sids, but only after other resources are created. */
const sidIssues = ({ permissions = {} }: Args, generatedSids: readonly string[]): readonly ValidationIssue[] =>
    Object.keys(permissions)
        .filter((name) => generatedSids.includes(name))
        .map((name) => ({
            path: `permissions.${name}`,
            message: "is the Sid of a statement that another arg adds",
            fix: "Use another Sid.",
        }));

const starterIssues = ({ starters }: Args): readonly ValidationIssue[] =>
    starters?.versions !== undefined && starters.legacyDefinitions === true
        ? [
              {
                  path: "starters.legacyDefinitions",
                  value: true,
                  message: "bypasses starters.versions: the ARN of a definition allows every version",
                  fix: 'Remove "legacyDefinitions" or "versions".',
              },
          ]
        : [];

const roleIssues = (args: Args, scope: NamingScope | undefined): readonly ValidationIssue[] =>
    (
        [
            ["instanceRoleArns", args.instanceRoleArns],
            ["nested.assumeRoleArns", args.nested?.assumeRoleArns],
            ...(args.passableRoles ?? []).map(
                ({ passableRoleArns }, i) =>
                    [`passableRoles[${String(i)}].passableRoleArns`, passableRoleArns] as const,
            ),
        ] as const
    ).flatMap(([path, roles]) => requireSameAccount(path, roles, scope));

/**
 * Issues that involve more than one arg.
 *
 * @param generatedSids the Sids of the statements that the args other than `permissions` add.
 */
export const validateAutomation = (
    args: Args,
    generatedSids: readonly string[],
    scope: NamingScope | undefined,
): readonly ValidationIssue[] => [
    ...missingPermissionIssues(args),
    ...permissionIssues(args),
    ...sidIssues(args, generatedSids),
    ...duplicates(
        "passableRoles[#].service",
        (args.passableRoles ?? []).map(({ service }) => service),
        "the service",
        "passableRoles",
    ),
    ...(args.approvalTopicKmsKeyArn !== undefined && args.approvalTopicArn === undefined
        ? [
              {
                  path: "approvalTopicKmsKeyArn",
                  value: args.approvalTopicKmsKeyArn,
                  message: "is set without approvalTopicArn",
                  fix: 'Set "approvalTopicArn", or remove the key.',
              },
          ]
        : []),
    ...(args.anySource === true && args.executionRegions !== undefined
        ? [
              {
                  path: "executionRegions",
                  value: args.executionRegions,
                  message: "has no effect with anySource, which omits aws:SourceArn from the trust policy",
                  fix: 'Remove "executionRegions" or "anySource".',
              },
          ]
        : []),
    ...starterIssues(args),
    ...roleIssues(args, scope),
    ...granteesIssues(args, ["starters", "approvers"], scope),
];
