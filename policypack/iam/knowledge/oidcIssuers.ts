/**
 * OIDC issuers that serve many organizations from one address: a role that trusts one without a condition on the
 * organization can be assumed by every customer of the issuer.
 * @see IAM User Guide, id_roles_providers_oidc_secure-by-default (read 2026-11-22), and each issuer's own page
 */

/** An OIDC issuer. */
export interface OidcIssuer {
    /** The address without `https://`. */
    readonly issuer: string;
    readonly name: string;
    /** The claim that identifies the organization. */
    readonly tenancy: "sub" | "aud" | "rolesessionname" | "app_id";
    /** An example subject; its start, through the character after the organization's name, shows the format. */
    readonly example: string;
    /** Other claims that identify the organization, or something within it, by a unique ID. */
    readonly alsoBy?: readonly string[];
    /**
     * For an issuer with customizable subjects: matches a subject that contains a whole organization name, including
     * the character after it.
     */
    readonly names?: RegExp;
    /** Every organization has its own issuer below this address. */
    readonly perTenant?: true;
    readonly source: string;
}

const shared = "IAM User Guide, id_roles_providers_oidc_secure-by-default, 2026-11-22";

const issuer = (
    address: string,
    name: string,
    tenancy: OidcIssuer["tenancy"],
    example: string,
    source = shared,
): OidcIssuer => ({ issuer: address, name, tenancy, example, source });

/**
 * The owner of a workflow chooses the claims in its subject: `environment:prod` alone can come from any organization.
 * Since July 2026 IDs follow the names, `repo:ORG@ID/REPO@ID:…`; names cannot contain `@`.
 * @see GitHub docs, OpenID Connect reference, "Customizing the token claims" and "Immutable subject claims" (2026)
 */
const gitHubNames =
    /(^|:)(repo|repository|repository_owner|repository_id|repository_owner_id|enterprise|enterprise_id|workflow_ref|job_workflow_ref):[^/:@]+[/:@]/;

/** @see Pulumi docs, OIDC, and ESC's subjectAttributes (2026) */
const pulumiNames = /^pulumi:(?:[^:]+:)*?(?:org|pulumi\.organization\.login):[^:]+:/;

/** The issuers that many organizations share. */
export const oidcIssuers: readonly OidcIssuer[] = [
    {
        ...issuer("token.actions.githubusercontent.com", "GitHub Actions", "sub", "repo:ORG/REPO:ref:refs/heads/main"),
        names: gitHubNames,
        alsoBy: ["repository_owner_id", "repository_id", "enterprise_id", "repository"],
    },
    issuer(
        "oidc-configuration.audit-log.githubusercontent.com",
        "GitHub audit log streaming",
        "sub",
        "https://github.com/ENTERPRISE",
    ),
    issuer("vstoken.actions.githubusercontent.com", "GitHub vstoken", "sub", "repo:ORG/REPO:ref:refs/heads/main"),
    {
        ...issuer("gitlab.com", "GitLab", "sub", "project_path:GROUP/PROJECT:ref_type:branch:ref:main"),
        alsoBy: ["namespace_id", "project_id"],
    },
    issuer(
        "app.terraform.io",
        "HCP Terraform",
        "sub",
        "organization:ORG:project:PROJECT:workspace:WORKSPACE:run_phase:apply",
    ),
    {
        ...issuer(
            "api.pulumi.com/oidc",
            "Pulumi Cloud",
            "aud",
            "pulumi:deploy:org:ORG:project:PROJECT:stack:STACK:operation:update:scope:write",
        ),
        names: pulumiNames,
    },
    {
        ...issuer(
            "api.pulumi.com/oidc/v2",
            "Pulumi Cloud",
            "aud",
            "pulumi:deploy:org:ORG:project:PROJECT:stack:STACK:operation:update:scope:write",
            "Pulumi ESC docs, custom-audience, 2026-11-22",
        ),
        names: pulumiNames,
    },
    {
        ...issuer("agent.buildkite.com", "Buildkite", "sub", "organization:ORG:pipeline:PIPELINE:ref:refs/heads/main"),
        alsoBy: ["organization_id", "organization_slug", "pipeline_id"],
    },
    {
        ...issuer(
            "oidc.circleci.com/org/",
            "CircleCI",
            "sub",
            "org/ORG_ID/project/PROJECT_ID/user/*",
            "CircleCI docs, openid-connect-tokens, 2026",
        ),
        perTenant: true,
    },
    {
        ...issuer(
            "api.bitbucket.org/2.0/workspaces/",
            "Bitbucket Pipelines",
            "sub",
            "{REPOSITORY_UUID}:*",
            "Bitbucket Cloud docs, deploy on AWS using Bitbucket Pipelines OpenID Connect, 2026",
        ),
        perTenant: true,
    },
    issuer("oidc.codefresh.io", "Codefresh", "sub", "account:ACCOUNT_ID:pipeline:PIPELINE_ID"),
    issuer("studio.datachain.ai/api", "DVC Studio", "sub", "credentials:ORG/PROJECT"),
    issuer("scalr.io", "Scalr", "sub", "account:ACCOUNT:environment:ENVIRONMENT:workspace:WORKSPACE"),
    issuer("tokens.cloud.shisho.dev", "Shisho Cloud", "sub", "job:ORG:JOB"),
    issuer("proidc.upbound.io", "Upbound", "sub", "mcp:ORG/CONTROL_PLANE:provider:PROVIDER"),
    ...[
        "rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7",
        "rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr",
        "rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg",
        "rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26",
        "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb",
        "oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu",
    ].map((address) => issuer(address, "IBM Turbonomic", "sub", "system:serviceaccount:NAMESPACE:NAME")),
    issuer("oidc.vercel.com", "Vercel", "aud", "owner:TEAM:project:PROJECT:environment:production"),
    issuer("sandboxes.cloud", "sandboxes.cloud", "aud", "ORG:SANDBOX"),
    issuer("cognito-identity.amazonaws.com", "Amazon Cognito identity pools", "aud", "REGION:IDENTITY_ID"),
    issuer(
        "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d",
        "Microsoft Sentinel",
        "rolesessionname",
        "MicrosoftSentinel_WORKSPACE_ID",
    ),
    issuer(
        "accounts.google.com",
        "Google",
        "aud",
        "SUBJECT_ID",
        "IAM User Guide, reference_policies_iam-condition-keys, 2026",
    ),
    issuer(
        "graph.facebook.com",
        "Facebook",
        "app_id",
        "USER_ID",
        "IAM User Guide, reference_policies_iam-condition-keys, 2026",
    ),
    issuer(
        "www.amazon.com",
        "Login with Amazon",
        "app_id",
        "USER_ID",
        "IAM User Guide, reference_policies_iam-condition-keys, 2026",
    ),
];

/** The issuer address of a federated principal: `…:oidc-provider/ADDRESS`, or a legacy web identity's bare address. */
export const issuerAddress = (principal: string): string | undefined => {
    const marker = ":oidc-provider/";
    const start = principal.toLowerCase().indexOf(marker);
    if (start !== -1) {
        return principal.slice(start + marker.length).toLowerCase();
    }
    return principal.includes(":") ? undefined : principal.toLowerCase();
};

/** The issuer for this address; GitHub gives enterprises their own addresses below the shared one. */
export const oidcIssuerOf = (address: string): OidcIssuer | undefined =>
    oidcIssuers.find(({ issuer: known, perTenant }) =>
        perTenant === true ? address.startsWith(known) : address === known,
    ) ?? oidcIssuers.find(({ issuer: known }) => address.startsWith(`${known}/`));
