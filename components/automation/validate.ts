import { covers } from "../../policypack/iam";
import type { AutomationAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import { granteesIssues } from "../pattern/grantees";
import type { NamingScope } from "../pattern/naming";
import type { ValidationIssue } from "../pattern/validationIssue";

type Args = Unwrap<AutomationAccessArgs>;

/** The args that give the role something to do. */
const purposes = [
    "permissions",
    "functionArns",
    "nested",
    "instanceRoleArns",
    "passableRoles",
    "approvalTopicArn",
    "alarmNames",
] as const;

const purposeIssues = (args: Args): readonly ValidationIssue[] =>
    purposes.some((purpose) => args[purpose] !== undefined && Object.keys(args[purpose]).length > 0)
        ? []
        : [
              {
                  path: "",
                  message: "gives the role nothing to do",
                  fix: `Give at least one of ${purposes.map((purpose) => `"${purpose}"`).join(", ")}.`,
              },
          ];

/** Actions by which a role becomes another one, or changes what somebody may do. */
const becomesAnother = (action: string): boolean => /^iam:(?!get|list|generate|simulate)|^sts:a/i.test(action);

const permissionIssues = (args: Args): readonly ValidationIssue[] =>
    Object.entries(args.permissions ?? {}).flatMap(([name, { actions, resources }]) => {
        const path = `permissions.${name}`;
        const texts = actions.map((action: unknown) => (typeof action === "string" ? action : ""));
        const powerful = texts.find(becomesAnother);
        return [
            ...texts.flatMap((value, i) =>
                covers(value.toLowerCase(), "iam:passrole")
                    ? [
                          {
                              path: `${path}.actions[${String(i)}]`,
                              value,
                              message: "allows iam:PassRole, which says neither which role nor to which service",
                              fix: 'Take it away, and name the roles in "instanceRoleArns", "nested" or "passableRoles".',
                          },
                      ]
                    : [],
            ),
            ...(powerful === undefined
                ? []
                : resources.flatMap((value: unknown, i) =>
                      typeof value === "string" && /[*?]/.test(value)
                          ? [
                                {
                                    path: `${path}.resources[${String(i)}]`,
                                    value,
                                    message: `is a wildcard, and ${powerful} on it is a way to the rights of others`,
                                    fix: "Write the ARN of each user, group, role or policy.",
                                },
                            ]
                          : [],
                  )),
        ];
    });

const twice = (path: string, values: readonly unknown[], noun: string, within: string): readonly ValidationIssue[] =>
    values.flatMap((value, i) => {
        const first = values.indexOf(value);
        return typeof value === "string" && first < i
            ? [
                  {
                      path: path.replace("#", String(i)),
                      value,
                      message: `is ${noun} of ${within}[${String(first)}] too`,
                      fix: "Put the two together.",
                  },
              ]
            : [];
    });

/** Two statements of one Sid are refused by AWS, when the rest stands already. */
const sidIssues = ({ permissions = {} }: Args, ownSids: readonly string[]): readonly ValidationIssue[] =>
    Object.keys(permissions)
        .filter((name) => ownSids.includes(name))
        .map((name) => ({
            path: `permissions.${name}`,
            message: "has the name of a statement that another arg makes",
            fix: "Give it another name.",
        }));

const starterIssues = ({ starters }: Args): readonly ValidationIssue[] =>
    starters?.versions !== undefined && starters.legacyDefinitions === true
        ? [
              {
                  path: "starters.legacyDefinitions",
                  value: true,
                  message: "goes around starters.versions: by the definition's ARN every version may be started",
                  fix: 'Take "legacyDefinitions" away, or "versions".',
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
 * What is wrong with args that each look right.
 *
 * @param ownSids the Sids of the statements that the other args make beside `permissions`.
 */
export const validateAutomation = (
    args: Args,
    ownSids: readonly string[],
    scope: NamingScope | undefined,
): readonly ValidationIssue[] => [
    ...purposeIssues(args),
    ...permissionIssues(args),
    ...sidIssues(args, ownSids),
    ...twice(
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
                  message: "is the key of a topic, but no topic is named",
                  fix: 'Name the topic in "approvalTopicArn", or take the key away.',
              },
          ]
        : []),
    ...(args.anySource === true && args.executionRegions !== undefined
        ? [
              {
                  path: "executionRegions",
                  value: args.executionRegions,
                  message: "has no effect beside anySource, which leaves executions out of the trust",
                  fix: 'Take "executionRegions" away, or "anySource".',
              },
          ]
        : []),
    ...starterIssues(args),
    ...roleIssues(args, scope),
    ...granteesIssues(args, ["starters", "approvers"], scope),
];
