import type { Unwrap } from "../pattern/args";
import { createdProviders, deployerNames, type CountedArgs } from "./naming";
import { requireSameAccount } from "../pattern/sameAccountAndRegion";
import type { NamingScope } from "../pattern/naming";
import type { ValidationIssue } from "../pattern/validationIssue";

type Args = Unwrap<CountedArgs>;

/** A token contains both numbers or neither. */
const numberIssues = ({ gitHubActions }: Args): readonly ValidationIssue[] => {
    const given = (["ownerId", "repositoryId"] as const).filter((name) => gitHubActions?.[name] !== undefined);
    return given.length === 1
        ? [
              {
                  path: "gitHubActions",
                  message: `has only "${String(given[0])}", but a token contains both numbers or neither`,
                  fix: 'Set both "ownerId" and "repositoryId", or neither.',
              },
          ]
        : [];
};

/** The resources that a deployer may change must not include those that limit the deployer. */
const ownConstraints = (args: Args, scope: NamingScope | undefined): readonly ValidationIssue[] => {
    if (scope === undefined) {
        return [];
    }
    const named = { ...createdProviders(scope, args), ...deployerNames(scope, args) };
    const deployerArns = Object.values(named).map(({ arn }) => arn);
    return (args.deployed?.arns ?? []).flatMap((value, i) =>
        deployerArns.includes(value)
            ? [
                  {
                      path: `deployed.arns[${String(i)}]`,
                      value,
                      message: "limits the deployer, which could then remove its own limits",
                      fix: "Remove it; only an administrator changes it.",
                  },
              ]
            : [],
    );
};

/** Validates args against each other and against the location. */
export const validateDeployments = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...(args.deployed === undefined && scope === undefined
        ? [
              {
                  path: "deployed",
                  message: "is missing, so the roles could not deploy anything",
                  fix: "List the resources that the deployed stack creates.",
              },
          ]
        : []),
    ...requireSameAccount("deployed.arns", args.deployed?.arns, scope),
    ...(args.deployed?.passes ?? []).flatMap(({ roleArn: value }, i) =>
        requireSameAccount(`deployed.passes[${String(i)}].roleArn`, value, scope),
    ),
    ...(scope !== undefined && args.deployerBoundaryArn === deployerNames(scope, args).boundary.arn
        ? [
              {
                  path: "deployerBoundaryArn",
                  value: args.deployerBoundaryArn,
                  message: "is the boundary of the deployed stack's roles, which would block every deployment",
                  fix: "Use another managed policy, or remove it.",
              },
          ]
        : []),
    ...numberIssues(args),
    ...ownConstraints(args, scope),
];
