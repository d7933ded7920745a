import type { Unwrap } from "../pattern/args";
import { deploymentsNames, type CountedArgs } from "./naming";
import { foreignAccount } from "../pattern/sameAccountAndRegion";
import type { Identity } from "../pattern/naming";
import type { Problem } from "../pattern/validationIssue";

type Args = Unwrap<CountedArgs>;

/** A token names both numbers or none. */
const numberProblems = ({ gitHubActions }: Args): readonly Problem[] => {
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
const ownLimits = (args: Args, identity: Identity | undefined): readonly Problem[] => {
    if (identity === undefined) {
        return [];
    }
    const own = Object.values(deploymentsNames(identity, args)).map(({ arn: text }) => text);
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

/** What relates several args, or args and the place. */
export const deploymentsProblems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...(args.deployed === undefined && identity === undefined
        ? [
              {
                  path: "deployed",
                  message: "is missing, so that the roles would have nothing to deploy",
                  fix: "Name what the deployed stack makes.",
              },
          ]
        : []),
    ...foreignAccount("deployed.arns", args.deployed?.arns, identity),
    ...(args.deployed?.passes ?? []).flatMap(({ roleArn: value }, i) =>
        foreignAccount(`deployed.passes[${String(i)}].roleArn`, value, identity),
    ),
    ...(identity !== undefined && args.deployerBoundaryArn === deploymentsNames(identity, args).boundary.arn
        ? [
              {
                  path: "deployerBoundaryArn",
                  value: args.deployerBoundaryArn,
                  message: "is the boundary of the deployed stack's roles, under which a deployer could deploy nothing",
                  fix: "Name a policy of your own, or none.",
              },
          ]
        : []),
    ...numberProblems(args),
    ...ownLimits(args, identity),
];
