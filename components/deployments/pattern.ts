import { allow, document } from "../../policypack/iam";
import type { Unwrap } from "../pattern/args";
import { boundary, change, read } from "./deployerPolicies";
import { splitPolicy, measurable, policiesFor } from "./splitPolicies";
import { deploymentsConstraints } from "./constraints";
import { deploymentsNames, createdProviders, type CountedArgs, type DeploymentsNamed } from "./naming";
import { validateDeployments } from "./validate";
import type { NamingScope } from "../pattern/naming";
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

const trust = (scope: NamingScope, args: Args, step: "preview" | "update"): PlannedDocument => ({
    kind: "trust",
    document: document(...deployersOf(args, scope).map((deployer) => trustDeployer(scope.location, deployer, step))),
});

/**
 * What previews and refreshes read: the deployed stack, and the delivery itself, which stands in the same stack and which
 * only an administrator changes.
 */
const reading = (scope: NamingScope, args: Args): PlannedDocument => {
    const own = Object.entries(deploymentsNames(scope, args)).filter(([child]) => !child.endsWith("Provider"));
    const { arns = [], ...deployed } = args.deployed ?? {};
    const { document: known } = read(scope.location, {
        ...deployed,
        arns: [...arns, ...own.map(([, { arn }]) => arn)],
    });
    const providers = createdProviders(scope, args).map(([, { arn }]) => arn);
    return grant(
        ...known.Statement,
        ...(providers.length === 0 ? [] : [allow("ReadProviders", ["iam:GetOpenIDConnectProvider"], providers)]),
    );
};

const changing = (scope: NamingScope, args: Args): PlannedDocument =>
    change(scope.location, args, deploymentsNames(scope, args).boundary);

/** A place whose ARNs are as long as any. */
const anyPlace = { partition: "aws-us-gov", accountId: "000000000000", region: "ap-southeast-1" };

/**
 * How many managed policies the rights to change take beside the role, from args as they are written: a value that is
 * not known yet counts as an ARN.
 */
export const changePolicyCount = (scope: Omit<NamingScope, "location">, args: unknown): number => {
    const known = measurable(args) as Args;
    const somewhere = { ...scope, location: anyPlace };
    return policiesFor(reading(somewhere, known).document, changing(somewhere, known).document);
};

/** Whether the stack holds nothing that an update may change: IAM takes no policy without a statement. */
export const changesNothing = (scope: Omit<NamingScope, "location">, args: unknown): boolean =>
    changing({ ...scope, location: anyPlace }, measurable(args) as Args).document.Statement.length === 0;

/** The count that the component reckoned; else what it would. */
const counted = (scope: NamingScope, args: Args): Args => ({
    ...args,
    changePolicyCount: args.changePolicyCount ?? changePolicyCount(scope, args),
});

/** In the role, or in managed policies: never in both. */
const changeDocuments = (scope: NamingScope, args: Args): Readonly<Record<string, PlannedDocument | undefined>> => {
    const whole = changing(scope, args);
    const count = args.changePolicyCount ?? 0;
    if (whole.document.Statement.length === 0) {
        return {};
    }
    return count === 0
        ? { change: whole }
        : Object.fromEntries(
              splitPolicy(whole.document, count).map((part, i) => [
                  `change${String(i + 1)}`,
                  { ...whole, document: part },
              ]),
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
    constraints: deploymentsConstraints,
    validate: validateDeployments,
    names: (scope, args) => deploymentsNames(scope, counted(scope, args)),
    documents: (scope, given) => {
        const args = counted(scope, given);
        return {
            previewTrust: trust(scope, args, "preview"),
            updateTrust: trust(scope, args, "update"),
            read: reading(scope, args),
            change: undefined,
            ...changeDocuments(scope, args),
            boundary: boundary(args),
        };
    },
};
