import { allow, document } from "../../policypack/iam";
import type { DeploymentsAccessArgs, Unwrap } from "../args";
import { boundary, change, read } from "./deployed";
import { inParts, measurable, policiesFor } from "./deployerPolicies";
import { deploymentsLimits } from "./deploymentsLimits";
import { foreignAccount } from "./elsewhere";
import type { Identity } from "./names";
import { gitHubDeployer, issuerUrls, providerOf, pulumiDeployer, trustDeployer, type Deployer } from "./oidc";
import { grant, type ExplicitNames, type Pattern, type Planned, type PlannedDocument, type Problem } from "./plan";
import { plannedPolicy, plannedRole } from "./plannedNames";

/** The args, and how many managed policies the component reckoned from them. */
interface Counted extends DeploymentsAccessArgs {
    /** @default - reckoned anew. */
    readonly changePolicyCount?: number;
}

type Args = Unwrap<Counted>;

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
    /** How many managed policies the rights to change stand in; the component reckons it before anything is known. */
    readonly changePolicyCount?: number;
    readonly pulumiDeployments?: { readonly adoptProvider?: boolean };
    readonly gitHubActions?: { readonly adoptProvider?: boolean };
}

/** The numbers of the managed policies that hold the rights to change, from 1. */
const numbers = (count = 0): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);

/** By child; beside these the providers that are made, which AWS must not be asked for twice. */
type Named = Readonly<Record<"preview" | "update" | "boundary", Planned> & Record<`change${number}`, Planned>>;

/** The providers that are made, by the arg of their deployer. */
const madeProviders = ({ place }: Identity, args: DeploymentsNames): readonly (readonly [arg: string, Planned])[] =>
    (["pulumiDeployments", "gitHubActions"] as const).flatMap((arg) =>
        args[arg] === undefined || args[arg].adoptProvider === true
            ? []
            : [[arg, providerOf(place, { url: issuerUrls[arg] })] as const],
    );

const names = (identity: Identity, args: DeploymentsNames): Named => ({
    ...Object.fromEntries(madeProviders(identity, args).map(([arg, planned]) => [`${arg}Provider`, planned])),
    preview: plannedRole(identity, "preview", args),
    update: plannedRole(identity, "update", args),
    boundary: plannedPolicy(identity, "boundary", args),
    ...Object.fromEntries(
        numbers(args.changePolicyCount).map((number) => [
            `change${String(number)}`,
            plannedPolicy(identity, `change-${String(number)}`, args),
        ]),
    ),
});

/**
 * What previews and refreshes read: the deployed stack, and the delivery itself, which stands in the same stack and which
 * only an administrator changes.
 */
const reading = (identity: Identity, args: Args): PlannedDocument => {
    const own = Object.entries(names(identity, args)).filter(([child]) => !child.endsWith("Provider"));
    const { arns = [], ...deployed } = args.deployed ?? {};
    const { document: known } = read(identity.place, {
        ...deployed,
        arns: [...arns, ...own.map(([, { arn }]) => arn)],
    });
    const providers = madeProviders(identity, args).map(([, { arn }]) => arn);
    return grant(
        ...known.Statement,
        ...(providers.length === 0 ? [] : [allow("ReadProviders", ["iam:GetOpenIDConnectProvider"], providers)]),
    );
};

const changing = (identity: Identity, args: Args): PlannedDocument =>
    change(identity.place, args, names(identity, args).boundary);

/** A place whose ARNs are as long as any. */
const anyPlace = { partition: "aws-us-gov", accountId: "000000000000", region: "ap-southeast-1" };

/**
 * How many managed policies the rights to change take beside the role, from args as they are written: a value that is
 * not known yet counts as an ARN.
 */
export const changePolicyCount = (identity: Omit<Identity, "place">, args: unknown): number => {
    const known = measurable(args) as Args;
    const somewhere = { ...identity, place: anyPlace };
    return policiesFor(reading(somewhere, known).document, changing(somewhere, known).document);
};

/** The count that the component reckoned; else what it would. */
const counted = (identity: Identity, args: Args): Args => ({
    ...args,
    changePolicyCount: args.changePolicyCount ?? changePolicyCount(identity, args),
});

/** In the role, or in managed policies: never in both. */
const changeDocuments = (identity: Identity, args: Args): Readonly<Record<string, PlannedDocument | undefined>> => {
    const whole = changing(identity, args);
    const count = args.changePolicyCount ?? 0;
    return count === 0
        ? { change: whole }
        : Object.fromEntries(
              inParts(whole.document, count).map((part, i) => [`change${String(i + 1)}`, { ...whole, document: part }]),
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
    ...foreignAccount("deployed.arns", args.deployed?.arns, identity),
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
    Readonly<
        Record<
            "previewTrust" | "updateTrust" | "read" | "change" | "boundary" | `change${number}`,
            PlannedDocument | undefined
        >
    >
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
    limits: deploymentsLimits,
    problems,
    names: (identity, args) => names(identity, counted(identity, args)),
    documents: (identity, given) => {
        const args = counted(identity, given);
        return {
            previewTrust: trust(identity, args, "preview"),
            updateTrust: trust(identity, args, "update"),
            read: reading(identity, args),
            change: undefined,
            ...changeDocuments(identity, args),
            boundary: boundary(args),
        };
    },
};
