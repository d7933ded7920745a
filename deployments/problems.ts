import { accountOf } from "../components/pattern/location";
import type { ValidationIssue } from "../components/pattern/validationIssue";
import { checkFile } from "../policypack/configurationFile";
import type { DeploymentsArgs, EnvironmentArgs, PolicyGroupArgs } from "./args";

/** What needs a role that only reads. */
const previewIssues = (path: string, args: EnvironmentArgs): readonly ValidationIssue[] => {
    const { previewRoleArn, previewPullRequests, drift } = args;
    const needs = [
        ...(previewPullRequests === true ? ["previewPullRequests"] : []),
        ...(drift === undefined ? [] : ["drift"]),
    ];
    return previewRoleArn === undefined
        ? needs.map((arg) => ({
              path: `${path}.${arg}`,
              message: "needs a role that only reads; AWS refuses the update role to everything but an update",
              fix: 'Give "previewRoleArn", the output of the stack\'s DeploymentsAccess, or take it away.',
          }))
        : [];
};

const roleIssues = (path: string, { previewRoleArn, updateRoleArn }: EnvironmentArgs): readonly ValidationIssue[] => {
    if (previewRoleArn === undefined) {
        return [];
    }
    const at = { path: `${path}.previewRoleArn`, value: previewRoleArn };
    if (previewRoleArn === updateRoleArn) {
        const message = "is the update role too, so that a pull request could change what it previews";
        return [{ ...at, message, fix: "Name the role that only reads." }];
    }
    return accountOf(previewRoleArn) === accountOf(updateRoleArn)
        ? []
        : [
              {
                  ...at,
                  message: `is of another account than the update role, which is of ${String(accountOf(updateRoleArn))}`,
                  fix: "Name both roles of one DeploymentsAccess.",
              },
          ];
};

/** A template is not deployed itself, and a review stack has one role. */
const templateIssues = (path: string, args: EnvironmentArgs): readonly ValidationIssue[] =>
    args.pullRequestTemplate !== true
        ? []
        : (["previewRoleArn", "previewPullRequests", "deployCommits", "drift", "expiry"] as const)
              .filter((arg) => args[arg] !== undefined && args[arg] !== false)
              .map((arg) => ({
                  path: `${path}.${arg}`,
                  message: "is for a stack that is deployed itself, and a template is not",
                  fix: `Take it away, or take "pullRequestTemplate" away.`,
              }));

/** A role's trust names one stack, so of two environments with one role the second is refused by AWS. */
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
                          message: `is a role of ${other} too, and a role trusts the tokens of one stack`,
                          fix: "Name the role of this stack's own DeploymentsAccess.",
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
                      message: "is no environment of this config",
                      fix: `Write one of ${Object.keys(environments).join(", ")}, or project/stack.`,
                  },
              ],
    ),
    ...stacks.flatMap((value, i) =>
        stacks.indexOf(value) < i
            ? [{ path: `${path}.stacks[${String(i)}]`, value, message: "is named twice", fix: "Name it once." }]
            : [],
    ),
    ...(versionTag === undefined && publishPolicyPack === false
        ? [
              {
                  path,
                  message: 'lacks "versionTag", and this program publishes no version of the pack',
                  fix: 'Name a published version, or take "publishPolicyPack" away.',
              },
          ]
        : []),
    ...(config === undefined
        ? []
        : checkFile(config, day).issues.map((said) => ({
              path: `${path}.config`,
              message: `is not what the pack takes: ${said.replace(/[.?]$/, "")}`,
              fix: "Correct it; the pack's README lists the keys.",
          }))),
];

/** How args stand to each other; asked only of a config whose types and values are right. */
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
