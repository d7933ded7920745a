/**
 * OIDC issuers that serve many organizations from one address: a role that trusts one without a condition on the
 * organization can be assumed by every customer of the issuer. IAM requires a condition on a claim of some of them when a
 * trust policy is created or changed, whatever the value.
 * @see IAM User Guide, id_roles_providers_oidc_secure-by-default (read 2026-12-01), and each issuer's own page
 */
import { memoizeByText } from "../syntax/memoize";

/** An OIDC issuer. */
export interface OidcIssuer {
    /** The address without `https://`. */
    readonly issuer: string;
    readonly name: string;
    /** The claim that identifies the organization. */
    readonly tenancy: "sub" | "aud" | "rolesessionname" | "app_id";
    /** An example subject; its start, through the character after the organization's name, shows the format. */
    readonly example: string;
    /**
     * The audience of its tokens for AWS, by its own page; upper-case words are placeholders.
     *
     * @default - its page names none, or leaves it to the user.
     */
    readonly audience?: string;
    /** Other claims that identify the organization, or something within it, by a unique ID. */
    readonly alsoBy?: readonly string[];
    /**
     * For an issuer with customizable subjects: matches a subject that contains a whole organization name, including
     * the character after it.
     */
    readonly names?: RegExp;
    /** The start of every subject. Others match no token. */
    readonly subjectStart?: string;
    /** Every organization has its own issuer below this address. */
    readonly perTenant?: true;
    readonly source: string;
    /** How the issuer's own page differs from IAM's. */
    readonly difference?: string;
}

const date = "2026-12-01";
const shared = `IAM User Guide, id_roles_providers_oidc_secure-by-default, ${date}`;
const identities = `IAM User Guide, reference_policies_iam-condition-keys, ${date}`;

/** IAM's page alone, or with the issuer's own. */
const withPage = (page: string): string => `${shared}; ${page}, ${date}`;

type Details = Omit<OidcIssuer, "issuer" | "name" | "tenancy" | "example" | "source"> & { readonly source?: string };

const issuer = (
    address: string,
    name: string,
    tenancy: OidcIssuer["tenancy"],
    example: string,
    { source = shared, ...details }: Details = {},
): OidcIssuer => ({ issuer: address, name, tenancy, example, ...details, source });

/**
 * The owner of a workflow chooses the claims in its subject: `environment:prod` alone can come from any organization.
 * Since July 2026 IDs follow the names, `repo:ORG@ID/REPO@ID:…`; names cannot contain `@`.
 * @see GitHub docs, OpenID Connect reference, "Customizing the token claims" and "Immutable subject claims" (2026)
 */
const gitHubNames =
    /(^|:)(repo|repository|repository_owner|repository_id|repository_owner_id|enterprise|enterprise_id|workflow_ref|job_workflow_ref):[^/:@]+[/:@]/;

/** @see GitLab docs, OpenID Connect in AWS; ci_id_token_sub_claim_components of the projects API (2026) */
const gitLabNames = /^(project_path|namespace_path):[^/:]+[/:]|^(project_id|namespace_id):[0-9]+:/;

/** @see Pulumi docs, OIDC, and ESC's subjectAttributes (2026) */
const pulumiNames = /^pulumi:(?:[^:]+:)*?(?:org|pulumi\.organization\.login):[^:]+:/;

/** The addresses of IBM Turbonomic, each with the tenants of one of its clusters. */
const turbonomic = [
    "rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7",
    "rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr",
    "rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg",
    "rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26",
    "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb",
    "oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu",
];

/** The issuers that many organizations share. */
export const oidcIssuers: readonly OidcIssuer[] = [
    issuer("token.actions.githubusercontent.com", "GitHub Actions", "sub", "repo:ORG/REPO:ref:refs/heads/main", {
        audience: "sts.amazonaws.com",
        names: gitHubNames,
        alsoBy: ["repository_owner_id", "repository_id", "enterprise_id", "repository"],
        source: withPage("GitHub docs, OpenID Connect in AWS"),
        difference:
            "IAM requires `sub`, also where a condition on an ID restricts the tokens (GitHub: any claim does).",
    }),
    issuer(
        "oidc-configuration.audit-log.githubusercontent.com",
        "GitHub audit log streaming",
        "sub",
        "https://github.com/ENTERPRISE",
        { audience: "sts.amazonaws.com", source: withPage("GitHub docs, streaming the audit log to Amazon S3") },
    ),
    issuer("vstoken.actions.githubusercontent.com", "GitHub vstoken", "sub", "repo:ORG/REPO:ref:refs/heads/main"),
    issuer("gitlab.com", "GitLab", "sub", "project_path:GROUP/PROJECT:ref_type:branch:ref:main", {
        audience: "https://gitlab.com",
        names: gitLabNames,
        alsoBy: ["namespace_id", "project_id"],
        source: withPage("GitLab docs, OpenID Connect in AWS"),
        difference: "Every job chooses its audience (GitLab: the address of the instance, as an example).",
    }),
    issuer(
        "app.terraform.io",
        "HCP Terraform",
        "sub",
        "organization:ORG:project:PROJECT:workspace:WORKSPACE:run_phase:apply",
        {
            audience: "aws.workload.identity",
            source: withPage("HCP Terraform docs, dynamic provider credentials, AWS configuration"),
        },
    ),
    issuer(
        "api.pulumi.com/oidc",
        "Pulumi Cloud",
        "aud",
        "pulumi:deploy:org:ORG:project:PROJECT:stack:STACK:operation:update:scope:write",
        {
            audience: "aws:ORG",
            names: pulumiNames,
            source: withPage("Pulumi docs, OIDC for Pulumi ESC and Pulumi Deployments"),
            difference: "The audience of Pulumi Deployments is the name of the organization, without `aws:`.",
        },
    ),
    issuer("api.pulumi.com/oidc/v2", "Pulumi ESC", "sub", "pulumi:org:ORG_ID:env:ENVIRONMENT_ID", {
        subjectStart: "pulumi:org:",
        names: /^pulumi:org:[^:]+:/,
        source: `Pulumi ESC docs, configuring-oidc/custom-audience, ${date}`,
        difference:
            "IAM's page does not list this issuer. It issues tokens for any audience to every customer, so only the " +
            "subject separates them. It contains IDs, not names.",
    }),
    issuer("agent.buildkite.com", "Buildkite", "sub", "organization:ORG:pipeline:PIPELINE:ref:refs/heads/main", {
        audience: "sts.amazonaws.com",
        alsoBy: ["organization_id", "organization_slug", "pipeline_id"],
        source: withPage("Buildkite docs, OIDC with AWS"),
    }),
    issuer("oidc.circleci.com/org/", "CircleCI", "sub", "org/ORG_ID/project/PROJECT_ID/user/*", {
        audience: "ORG_ID",
        perTenant: true,
        source: `CircleCI docs, openid-connect-tokens, ${date}`,
    }),
    issuer("api.bitbucket.org/2.0/workspaces/", "Bitbucket Pipelines", "sub", "{REPOSITORY_UUID}:*", {
        audience: "ari:cloud:bitbucket::workspace/WORKSPACE_UUID",
        perTenant: true,
        source: `Bitbucket Cloud docs, deploy on AWS using Bitbucket Pipelines OpenID Connect, ${date}`,
    }),
    issuer("oidc.codefresh.io", "Codefresh", "sub", "account:ACCOUNT_ID:pipeline:PIPELINE_ID", {
        audience: "https://g.codefresh.io",
        source: withPage("Codefresh docs, OpenID Connect providers in pipelines"),
    }),
    issuer("studio.datachain.ai/api", "DVC Studio", "sub", "credentials:ORG/PROJECT"),
    issuer("scalr.io", "Scalr", "sub", "account:ACCOUNT:environment:ENVIRONMENT:workspace:WORKSPACE"),
    issuer("tokens.cloud.shisho.dev", "Shisho Cloud", "sub", "job:ORG:JOB"),
    issuer("proidc.upbound.io", "Upbound", "sub", "mcp:ORG/CONTROL_PLANE:provider:PROVIDER", {
        audience: "sts.amazonaws.com",
        source: withPage("Upbound docs, provider authentication"),
    }),
    ...turbonomic.map((address) => issuer(address, "IBM Turbonomic", "sub", "system:serviceaccount:NAMESPACE:NAME")),
    issuer("oidc.vercel.com/", "Vercel", "sub", "owner:TEAM:project:PROJECT:environment:production", {
        audience: "https://vercel.com/TEAM",
        perTenant: true,
        source: `Vercel docs, oidc/aws, ${date}`,
        difference: "IAM's page lists the shared issuer only. Vercel recommends this one, of a team.",
    }),
    issuer("oidc.vercel.com", "Vercel", "aud", "owner:TEAM:project:PROJECT:environment:production", {
        audience: "https://vercel.com/TEAM",
        source: withPage("Vercel docs, oidc/aws"),
    }),
    issuer("sandboxes.cloud", "sandboxes.cloud", "aud", "ORG:SANDBOX"),
    issuer("cognito-identity.amazonaws.com", "Amazon Cognito identity pools", "aud", "REGION:IDENTITY_ID", {
        audience: "REGION:IDENTITY_POOL_ID",
        source: withPage("Amazon Cognito Developer Guide, role-trust-and-permissions"),
    }),
    issuer(
        "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d",
        "Microsoft Sentinel",
        "rolesessionname",
        "MicrosoftSentinel_WORKSPACE_ID",
        {
            audience: "api://1462b192-27f7-4cb9-8523-0f4ecb54b47e",
            source: withPage("Microsoft Sentinel docs, connect-aws"),
        },
    ),
    issuer("accounts.google.com", "Google", "aud", "SUBJECT_ID", { audience: "CLIENT_ID", source: identities }),
    issuer("graph.facebook.com", "Facebook", "app_id", "USER_ID", { source: identities }),
    issuer("www.amazon.com", "Login with Amazon", "app_id", "USER_ID", { source: identities }),
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

/** Longer addresses first: the second issuer of Pulumi is below the first one. */
const longestFirst = [...oidcIssuers].sort((one, other) => other.issuer.length - one.issuer.length);

/** Some hundred addresses, of which stacks use a few. */
const maxCachedCharacters = 50_000;

/** The issuer for this address; GitHub gives enterprises their own addresses below the shared one. */
export const oidcIssuerOf = memoizeByText(
    maxCachedCharacters,
    (address): OidcIssuer | undefined =>
        longestFirst.find(({ issuer: known, perTenant }) =>
            perTenant === true ? address.startsWith(known) && address !== known : address === known,
        ) ?? longestFirst.find(({ issuer: known }) => address.startsWith(`${known}/`)),
);
