import { accountOf } from "../components/pattern/location";
import type { ValidationIssue } from "../components/pattern/validationIssue";
import { checkFile } from "../policypack/configurationFile";
import type { DeploymentsArgs, EnvironmentArgs, PolicyGroupArgs } from "./args";

/** Args that require a preview role. */
const previewIssues = (path: string, args: EnvironmentArgs): readonly ValidationIssue[] => {
    const { previewRoleArn, previewPullRequests, drift } = args;
    const needs = [
        ...(previewPullRequests === true ? ["previewPullRequests"] : []),
        ...(drift === undefined ? [] : ["drift"]),
    ];
    return previewRoleArn === undefined
        ? needs.map((arg) => ({
              path: `${path}.${arg}`,
              message: "requires a read-only role; the update role can only be assumed by updates",
              fix: `Set "previewRoleArn" to the output of the stack's DeploymentsAccess, or remove "${arg}".`,
          }))
        : [];
};

const roleIssues = (path: string, { previewRoleArn, updateRoleArn }: EnvironmentArgs): readonly ValidationIssue[] => {
    if (previewRoleArn === undefined) {
        return [];
    }
    const at = { path: `${path}.previewRoleArn`, value: previewRoleArn };
    if (previewRoleArn === updateRoleArn) {
        const message = "is also the update role, so a pull request could change resources while it is previewed";
        return [{ ...at, message, fix: "Use the preview role of the DeploymentsAccess." }];
    }
    return accountOf(previewRoleArn) === accountOf(updateRoleArn)
        ? []
        : [
              {
                  ...at,
                  message: `is in a different account than the update role (${String(accountOf(updateRoleArn))})`,
                  fix: "Use both roles of one DeploymentsAccess.",
              },
          ];
};

/** A template is not deployed itself, and its review stacks have a single role. */
const templateIssues = (path: string, args: EnvironmentArgs): readonly ValidationIssue[] =>
    args.pullRequestTemplate !== true
        ? []
        : (["previewRoleArn", "previewPullRequests", "deployCommits", "drift", "expiry"] as const)
              .filter((arg) => args[arg] !== undefined && args[arg] !== false)
              .map((arg) => ({
                  path: `${path}.${arg}`,
                  message: "does not apply to a template, which is not deployed itself",
                  fix: `Remove "${arg}" or "pullRequestTemplate".`,
              }));

/** A role trusts the tokens of one stack, so AWS rejects a second environment with the same role. */
const sharedRoles = (environments: readonly (readonly [string, EnvironmentArgs])[]): readonly ValidationIssue[] => {
    const first = new Map<string, string>();
    return environments.flatMap(([path, args]) =>
        (["previewRoleArn", "updateRoleArn"] as const).flatMap((arg) => {
            const value = args[arg];
            const other = value === undefined ? undefined : first.get(value);
            if (value !== undefined && other === undefined) {
                first.set(value, path);
            }
            return other === undefined || other === path
                ? []
                : [
                      {
                          path: `${path}.${arg}`,
                          value,
                          message: `is also a role of ${other}, but a role trusts the tokens of one stack only`,
                          fix: "Use the role of this stack's own DeploymentsAccess.",
                      },
                  ];
        }),
    );
};

const groupIssues = (
    path: string,
    { stacks, versionTag, config }: PolicyGroupArgs,
    { environments, publishPolicyPack }: DeploymentsArgs,
    day: string,
): readonly ValidationIssue[] => [
    ...stacks.flatMap((value, i) =>
        value.includes("/") || Object.hasOwn(environments, value)
            ? []
            : [
                  {
                      path: `${path}.stacks[${String(i)}]`,
                      value,
                      message: "is not an environment of this config",
                      fix: `Use one of ${Object.keys(environments).join(", ")}, or project/stack.`,
                  },
              ],
    ),
    ...stacks.flatMap((value, i) =>
        stacks.indexOf(value) < i
            ? [
                  {
                      path: `${path}.stacks[${String(i)}]`,
                      value,
                      message: `duplicates stacks[${String(stacks.indexOf(value))}]`,
                      fix: "Remove one of them.",
                  },
              ]
            : [],
    ),
    ...(versionTag === undefined && publishPolicyPack === false
        ? [
              {
                  path,
                  message: 'is missing "versionTag", and this program does not publish the pack',
                  fix: 'Set "versionTag" to a published version, or remove "publishPolicyPack".',
              },
          ]
        : []),
    ...(config === undefined
        ? []
        : checkFile(config, day).issues.map((issue) => ({
              path: `${path}.config`,
              message: `is not a valid configuration of the pack: ${issue.replace(/[.?]$/, "")}`,
              fix: "Correct it; the pack's README lists the keys.",
          }))),
];

/** Validates the relations between args of a config with valid types and values. */
export const crossFieldIssues = (args: DeploymentsArgs, day: string): readonly ValidationIssue[] => {
    const environments = Object.entries(args.environments).map(
        ([name, environment]) => [`environments.${name}`, environment] as const,
    );
    return [
        ...environments.flatMap(([path, environment]) => [
            ...previewIssues(path, environment),
            ...roleIssues(path, environment),
            ...templateIssues(path, environment),
        ]),
        ...sharedRoles(environments),
        ...Object.entries(args.policyGroups ?? {}).flatMap(([name, group]) =>
            groupIssues(`policyGroups.${name}`, group, args, day),
        ),
    ];
};
