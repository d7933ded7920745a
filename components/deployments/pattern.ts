import { allow, document } from "../../policypack/iam";
import type { Unwrap } from "../pattern/args";
import { boundary, change, read } from "./deployerPolicies";
import { inParts, measurable, policiesFor } from "./splitPolicies";
import { deploymentsLimits } from "./constraints";
import { deploymentsNames, madeProviders, type CountedArgs, type DeploymentsNamed } from "./naming";
import { deploymentsProblems } from "./validate";
import type { Identity } from "../pattern/naming";
import { gitHubDeployer, pulumiDeployer, trustDeployer, type Deployer } from "./oidc";
import { grant, type Pattern, type PlannedDocument } from "../pattern/pattern";

type Args = Unwrap<CountedArgs>;

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

/**
 * What previews and refreshes read: the deployed stack, and the delivery itself, which stands in the same stack and which
 * only an administrator changes.
 */
const reading = (identity: Identity, args: Args): PlannedDocument => {
    const own = Object.entries(deploymentsNames(identity, args)).filter(([child]) => !child.endsWith("Provider"));
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
    change(identity.place, args, deploymentsNames(identity, args).boundary);

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

/** Whether the stack holds nothing that an update may change: IAM takes no policy without a statement. */
export const changesNothing = (identity: Omit<Identity, "place">, args: unknown): boolean =>
    changing({ ...identity, place: anyPlace }, measurable(args) as Args).document.Statement.length === 0;

/** The count that the component reckoned; else what it would. */
const counted = (identity: Identity, args: Args): Args => ({
    ...args,
    changePolicyCount: args.changePolicyCount ?? changePolicyCount(identity, args),
});

/** In the role, or in managed policies: never in both. */
const changeDocuments = (identity: Identity, args: Args): Readonly<Record<string, PlannedDocument | undefined>> => {
    const whole = changing(identity, args);
    const count = args.changePolicyCount ?? 0;
    if (whole.document.Statement.length === 0) {
        return {};
    }
    return count === 0
        ? { change: whole }
        : Object.fromEntries(
              inParts(whole.document, count).map((part, i) => [`change${String(i + 1)}`, { ...whole, document: part }]),
          );
};

/** Who may preview and update a stack of these components, by OpenID Connect. */
export const deployments: Pattern<
    Args,
    DeploymentsNamed,
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
    problems: deploymentsProblems,
    names: (identity, args) => deploymentsNames(identity, counted(identity, args)),
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
