import { allow, document } from "../../policypack/iam";
import type { DeploymentsAccessArgs, Unwrap } from "../args";
import { boundary, change, read } from "./deployed";
import { deployedArn, namedActions } from "./deploymentRights";
import { foreignAccount } from "./grantees";
import type { Limits, ValueLimit } from "./limits";
import { physicalName, type Identity } from "./names";
import { gitHubDeployer, issuerUrls, providerOf, pulumiDeployer, trustDeployer, type Deployer } from "./oidc";
import { patternLimits } from "./patternLimits";
import { policyArn, roleArn } from "./place";
import { grant, type ExplicitNames, type Pattern, type Planned, type PlannedDocument, type Problem } from "./plan";
import * as limit from "./valueLimits";

type Args = Unwrap<DeploymentsAccessArgs>;

const granteeArn: ValueLimit = {
    allowed: "the ARN of a user, group or role, without a wildcard",
    pattern: "arn:[a-z-]+:iam::\\d{12}:(user|group|role)/[^*?$]+",
};

/** A claim is compared literally, so a wildcard would be a trap; a colon would begin the next claim. */
const claim = (what: string, pattern: string): ValueLimit => ({ allowed: what, pattern });

const limits: Limits<Args> = {
    properties: {
        ...patternLimits,
        pulumiDeployments: {
            properties: {
                organization: claim("an organization in lower case", "[a-z0-9][a-z0-9_.-]*"),
                project: claim("a project's name", "[A-Za-z0-9_.-]{1,100}"),
                stack: claim("a stack's name", "[A-Za-z0-9_.-]{1,100}"),
            },
        },
        gitHubActions: {
            properties: {
                repository: claim("a repository as OWNER/NAME", "[A-Za-z0-9-]+/[A-Za-z0-9_.-]+"),
                ownerId: claim("a number in digits", "[1-9][0-9]*"),
                repositoryId: claim("a number in digits", "[1-9][0-9]*"),
                updateEnvironment: claim("an environment's name without a colon or wildcard", "[^:*?$]{1,255}"),
                previewEnvironment: claim("an environment's name without a colon or wildcard", "[^:*?$]{1,255}"),
            },
        },
        deployed: {
            properties: {
                arns: { atLeast: 1, each: deployedArn },
                granteeArns: { atLeast: 1, each: granteeArn },
                windowNames: { atLeast: 1, each: limit.windowName },
                uses: {
                    each: {
                        properties: {
                            actions: {
                                atLeast: 1,
                                each: { allowed: `one of ${namedActions.join(", ")}`, pattern: namedActions.join("|") },
                            },
                            resources: { atLeast: 1, each: { allowed: 'an ARN or "*"', pattern: "arn:[^$]+|\\*" } },
                        },
                    },
                },
                passes: {
                    each: {
                        properties: {
                            roleArn: limit.roleArn,
                            service: {
                                allowed: "one service's principal, such as ssm.amazonaws.com",
                                pattern: "[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?",
                            },
                        },
                    },
                },
            },
        },
        boundaryActions: {
            atLeast: 1,
            each: {
                allowed: "one action of another service than iam, sts and organizations, such as ec2:StartInstances",
                pattern: "(?!(iam|sts|organizations):)[a-z0-9-]+:[A-Za-z0-9]+",
            },
        },
        deployerBoundaryArn: limit.permissionsBoundary,
        maxSessionSeconds: limit.sessionSeconds,
    },
    together: [{ rule: "atLeastOne", of: ["pulumiDeployments", "gitHubActions"] }],
};

/** Those who deploy, in the order of the args. */
export const deployersOf = (
    args: Pick<Args, "pulumiDeployments" | "gitHubActions">,
    own: { readonly project: string; readonly stack: string },
): readonly Deployer[] => [
    ...(args.pulumiDeployments === undefined ? [] : [pulumiDeployer(args.pulumiDeployments, own)]),
    ...(args.gitHubActions === undefined ? [] : [gitHubDeployer(args.gitHubActions)]),
];

const trust = (identity: Identity, args: Args, step: "preview" | "update"): PlannedDocument => ({
    kind: "trust",
    document: document(...deployersOf(args, identity).map((deployer) => trustDeployer(identity.place, deployer, step))),
});

/** What names are computed from beside what every pattern has: whether the account has an issuer's provider already. */
interface DeploymentsNames extends ExplicitNames {
    readonly pulumiDeployments?: { readonly adoptProvider?: boolean };
    readonly gitHubActions?: { readonly adoptProvider?: boolean };
}

/** By child; beside these the providers that are made, which AWS must not be asked for twice. */
type Named = Readonly<Record<"preview" | "update" | "boundary", Planned>>;

/** The providers that are made, by the arg of their deployer. */
const madeProviders = ({ place }: Identity, args: DeploymentsNames): readonly (readonly [arg: string, Planned])[] =>
    (["pulumiDeployments", "gitHubActions"] as const).flatMap((arg) =>
        args[arg] === undefined || args[arg].adoptProvider === true
            ? []
            : [[arg, providerOf(place, { url: issuerUrls[arg] })] as const],
    );

const names = (identity: Identity, args: DeploymentsNames): Named => {
    const { path } = args;
    const role = (child: string): Planned => {
        const name = physicalName(identity, child, "role");
        return { name, arn: roleArn(identity.place, name, path) };
    };
    const boundaryName = physicalName(identity, "boundary", "policy");
    return {
        ...Object.fromEntries(madeProviders(identity, args).map(([arg, planned]) => [`${arg}Provider`, planned])),
        preview: role("preview"),
        update: role("update"),
        boundary: { name: boundaryName, arn: policyArn(identity.place, boundaryName, path) },
    };
};

/**
 * What previews and refreshes read: the deployed stack, and the delivery itself, which stands in the same stack and which
 * only an administrator changes.
 */
const reading = (identity: Identity, args: Args): PlannedDocument => {
    const { preview, update, boundary: bound } = names(identity, args);
    const { arns = [], ...deployed } = args.deployed ?? {};
    const { document: known } = read(identity.place, {
        ...deployed,
        arns: [...arns, preview.arn, update.arn, bound.arn],
    });
    const providers = madeProviders(identity, args).map(([, { arn }]) => arn);
    return grant(
        ...known.Statement,
        ...(providers.length === 0 ? [] : [allow("ReadProviders", ["iam:GetOpenIDConnectProvider"], providers)]),
    );
};

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
    const own = Object.values(names(identity, args)).map(({ arn: text }) => text);
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

const problems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...(args.deployed === undefined && identity === undefined
        ? [
              {
                  path: "deployed",
                  message: "is missing, so that the roles would have nothing to deploy",
                  fix: "Name what the deployed stack makes.",
              },
          ]
        : []),
    ...(args.deployed?.arns ?? []).flatMap((value, i) =>
        foreignAccount(`deployed.arns[${String(i)}]`, value, identity),
    ),
    ...(args.deployed?.passes ?? []).flatMap(({ roleArn: value }, i) =>
        foreignAccount(`deployed.passes[${String(i)}].roleArn`, value, identity),
    ),
    ...(identity !== undefined && args.deployerBoundaryArn === names(identity, args).boundary.arn
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

/** Who may preview and update a stack of these components, by OpenID Connect. */
export const deployments: Pattern<
    Args,
    Named,
    Readonly<Record<"previewTrust" | "updateTrust" | "read" | "change" | "boundary", PlannedDocument | undefined>>
> = {
    component: "DeploymentsAccess",
    summary:
        "Roles for Pulumi Deployments and GitHub Actions: one to preview, one to update under a boundary, no stored key.",
    sources: [
        "https://www.pulumi.com/docs/deployments/deployments/oidc/aws/",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    ],
    unverified: [],
    limits,
    problems,
    names,
    documents: (identity, args) => ({
        previewTrust: trust(identity, args, "preview"),
        updateTrust: trust(identity, args, "update"),
        read: reading(identity, args),
        change: change(identity.place, args, names(identity, args).boundary),
        boundary: boundary(args),
    }),
};
