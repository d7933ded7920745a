import type { Unwrap } from "../pattern/args";
import { deploymentsNames, type CountedArgs } from "./naming";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import type { NamingScope } from "../pattern/naming";
import type { ValidationIssue } from "../pattern/validationIssue";

type Args = Unwrap<CountedArgs>;

/** A token names both numbers or none. */
const numberIssues = ({ gitHubActions }: Args): readonly ValidationIssue[] => {
    const given = (["ownerId", "repositoryId"] as const).filter((name) => gitHubActions?.[name] !== undefined);
    return given.length === 1
        ? [
              {
                  path: "gitHubActions",
                  message: `has "${String(given[0])}" alone, but a token names both numbers or none`,
                  fix: 'Give "ownerId" and "repositoryId", or neither.',
              },
          ]
        : [];
};

/** What a deployer may change must not hold what limits the deployer. */
const ownConstraints = (args: Args, scope: NamingScope | undefined): readonly ValidationIssue[] => {
    if (scope === undefined) {
        return [];
    }
    const own = Object.values(deploymentsNames(scope, args)).map(({ arn: text }) => text);
    return (args.deployed?.arns ?? []).flatMap((value, i) =>
        own.includes(value)
            ? [
                  {
                      path: `deployed.arns[${String(i)}]`,
                      value,
                      message: "is what limits the deployer, who could then lift the limit",
                      fix: "Take it away; an administrator changes it.",
                  },
              ]
            : [],
    );
};

/** What relates several args, or args and the location. */
export const validateDeployments = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...(args.deployed === undefined && scope === undefined
        ? [
              {
                  path: "deployed",
                  message: "is missing, so that the roles would have nothing to deploy",
                  fix: "Name what the deployed stack makes.",
              },
          ]
        : []),
    ...requireSameAccount("deployed.arns", args.deployed?.arns, scope),
    ...(args.deployed?.passes ?? []).flatMap(({ roleArn: value }, i) =>
        requireSameAccount(`deployed.passes[${String(i)}].roleArn`, value, scope),
    ),
    ...(scope !== undefined && args.deployerBoundaryArn === deploymentsNames(scope, args).boundary.arn
        ? [
              {
                  path: "deployerBoundaryArn",
                  value: args.deployerBoundaryArn,
                  message: "is the boundary of the deployed stack's roles, under which a deployer could deploy nothing",
                  fix: "Name a policy of your own, or none.",
              },
          ]
        : []),
    ...numberIssues(args),
    ...ownConstraints(args, scope),
];
