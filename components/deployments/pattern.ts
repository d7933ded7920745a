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

/** The configured deployers, in the order of the args. */
export const deployersOf = (
    args: Pick<Args, "pulumiDeployments" | "gitHubActions">,
    deployment: { readonly project: string; readonly stack: string },
): readonly Deployer[] => [
    ...(args.pulumiDeployments === undefined ? [] : [pulumiDeployer(args.pulumiDeployments, deployment)]),
    ...(args.gitHubActions === undefined ? [] : [gitHubDeployer(args.gitHubActions)]),
];

const trust = (scope: NamingScope, args: Args, step: "preview" | "update"): PlannedDocument => ({
    kind: "trust",
    document: document(...deployersOf(args, scope).map((deployer) => trustDeployer(scope.location, deployer, step))),
});

/**
 * Read permissions for previews and refreshes: on the deployed stack, and on the resources of this component, which
 * belong to the same stack and which only an administrator changes.
 */
const reading = (scope: NamingScope, args: Args): PlannedDocument => {
    const deployerNames = Object.entries(deploymentsNames(scope, args)).filter(
        ([child]) => !child.endsWith("Provider"),
    );
    const { arns = [], ...deployed } = args.deployed ?? {};
    const { document: known } = read(scope.location, {
        ...deployed,
        arns: [...arns, ...deployerNames.map(([, { arn }]) => arn)],
    });
    const providers = createdProviders(scope, args).map(([, { arn }]) => arn);
    return grant(
        ...known.Statement,
        ...(providers.length === 0 ? [] : [allow("ReadProviders", ["iam:GetOpenIDConnectProvider"], providers)]),
    );
};

const changing = (scope: NamingScope, args: Args): PlannedDocument =>
    change(scope.location, args, deploymentsNames(scope, args).boundary);

/** A location whose ARNs are as long as those of any other. */
const longestLocation = { partition: "aws-us-gov", accountId: "000000000000", region: "ap-southeast-1" };

/**
 * How many managed policies the change permissions need, computed from the raw args: an unknown value is measured as an
 * ARN.
 */
export const changePolicyCount = (scope: Omit<NamingScope, "location">, args: unknown): number => {
    const known = measurable(args) as Args;
    const measuredScope = { ...scope, location: longestLocation };
    return policiesFor(reading(measuredScope, known).document, changing(measuredScope, known).document);
};

/** Whether the stack has nothing that an update may change: IAM rejects a policy without statements. */
export const changesNothing = (scope: Omit<NamingScope, "location">, args: unknown): boolean =>
    changing({ ...scope, location: longestLocation }, measurable(args) as Args).document.Statement.length === 0;

/** The args with the count that the component computed; computes it if it is missing. */
const counted = (scope: NamingScope, args: Args): Args => ({
    ...args,
    changePolicyCount: args.changePolicyCount ?? changePolicyCount(scope, args),
});

/** The change permissions: in the role or in managed policies, never in both. */
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

/** Roles that CI/CD assumes by OpenID Connect to preview and update a stack of these components. */
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
        "OIDC roles for Pulumi Deployments and GitHub Actions: one for previews, one for updates within a boundary.",
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
