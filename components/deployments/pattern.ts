import { allow, document } from "../../policypack/iam";
import type { Unwrap } from "../pattern/args";
import { boundary as boundaryOf, change, read } from "./deployerPolicies";
import { changePolicies, splitPolicy, measurable, policiesFor, type ChangePolicy } from "./splitPolicies";
import { deploymentsConstraints } from "./constraints";
import {
    createdProviders,
    deployerNames,
    type CountedArgs,
    type DeploymentsNameArgs,
    type DeploymentsNamed,
} from "./naming";
import { validateDeployments } from "./validate";
import type { PolicyChild } from "../pattern/children";
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
    const { preview, update, boundary, ...changes } = deployerNames(scope, args);
    const parts = changePolicies.slice(0, args.changePolicyCount ?? 0).map((part) => changes[part]);
    const { arns = [], ...deployed } = args.deployed ?? {};
    const { document: known } = read(scope.location, {
        ...deployed,
        arns: [...arns, ...[preview, update, boundary, ...parts].map(({ arn }) => arn)],
    });
    const providers = Object.values(createdProviders(scope, args)).map(({ arn }) => arn);
    return grant(
        ...known.Statement,
        ...(providers.length === 0 ? [] : [allow("ReadProviders", ["iam:GetOpenIDConnectProvider"], providers)]),
    );
};

const changing = (scope: NamingScope, args: Args): PlannedDocument =>
    change(scope.location, args, deployerNames(scope, args).boundary);

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

/** The change permissions if the role holds them itself; undefined if managed policies do, or if there are none. */
const inlineChanges = (scope: NamingScope, args: Args): PlannedDocument | undefined => {
    const whole = changing(scope, args);
    return whole.document.Statement.length === 0 || args.changePolicyCount !== 0 ? undefined : whole;
};

/** The part of the change permissions in one of the managed policies. */
const changePart =
    (index: number) =>
    (scope: NamingScope, given: Args): PlannedDocument | undefined => {
        const args = counted(scope, given);
        const { changePolicyCount = 0 } = args;
        const whole = index < changePolicyCount ? changing(scope, args) : undefined;
        if (whole === undefined || whole.document.Statement.length === 0) {
            return undefined;
        }
        const part = splitPolicy(whole.document, changePolicyCount)[index];
        return part && { ...whole, document: part };
    };

/** Roles that CI/CD assumes by OpenID Connect to preview and update a stack of these components. */
export const deployments: Pattern<
    Args,
    DeploymentsNamed,
    Readonly<
        Record<
            "previewTrust" | "updateTrust" | "read" | "change" | "boundary" | ChangePolicy,
            PlannedDocument | undefined
        >
    >,
    DeploymentsNameArgs
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
    children: {
        preview: { kind: "role", trust: "previewTrust", grants: ["read"], passedBy: [] },
        update: { kind: "role", trust: "updateTrust", grants: ["read", "change", ...changePolicies], passedBy: [] },
        boundary: { kind: "policy", purpose: "boundary", actionsArg: "boundaryActions" },
        ...(Object.fromEntries(changePolicies.map((part) => [part, { kind: "policy", purpose: "role" }])) as Record<
            ChangePolicy,
            PolicyChild
        >),
        pulumiDeploymentsProvider: { kind: "oidcProvider", existingArg: "pulumiDeployments.adoptProvider" },
        gitHubActionsProvider: { kind: "oidcProvider", existingArg: "gitHubActions.adoptProvider" },
    },
    validate: validateDeployments,
    names: (scope, args) => ({ ...createdProviders(scope, args), ...deployerNames(scope, args) }),
    documents: {
        previewTrust: (scope, args) => trust(scope, args, "preview"),
        updateTrust: (scope, args) => trust(scope, args, "update"),
        read: (scope, args) => reading(scope, counted(scope, args)),
        change: (scope, args) => inlineChanges(scope, counted(scope, args)),
        ...(Object.fromEntries(changePolicies.map((child, i) => [child, changePart(i)])) as Record<
            ChangePolicy,
            ReturnType<typeof changePart>
        >),
        boundary: (_scope, args) => boundaryOf(args),
    },
};
