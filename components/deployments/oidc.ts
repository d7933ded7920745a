import { trustFederated, type Conditions, type Statement } from "../../policypack/iam";
import type { GitHubActions, PulumiDeployments } from "./args";
import type { Unwrap } from "../pattern/args";
import { arn, type AwsLocation } from "../pattern/location";
import type { NamedResource } from "../pattern/pattern";

/** An issuer of identity tokens: its URL and the audience of its tokens for AWS. */
interface Issuer {
    readonly url: string;
    readonly audience: string;
}

/** The issuers of Pulumi Deployments and GitHub Actions. */
export const issuerUrls = {
    pulumiDeployments: "https://api.pulumi.com/oidc",
    gitHubActions: "https://token.actions.githubusercontent.com",
} as const;

/** An issuer with the token subjects that may preview and update. */
export interface Deployer extends Issuer {
    /** The suffix of the provider's child name. */
    readonly child: string;
    /** The account already has the issuer's provider. */
    readonly adoptProvider: boolean;
    /** The Sid of its trust statement. */
    readonly sid: string;
    /** The subjects of tokens that may preview. */
    readonly preview: readonly string[];
    /** The subjects of tokens that may update. */
    readonly update: readonly string[];
}

/**
 * The subject of a Pulumi Deployments token contains organization, project, stack and operation.
 *
 * @see https://www.pulumi.com/docs/deployments/deployments/oidc/aws/
 */
export const pulumiDeployer = (
    { organization, project, stack, destroy = false, adoptProvider = false }: Unwrap<PulumiDeployments>,
    deployment: { readonly project: string; readonly stack: string },
): Deployer => {
    const subject = (operation: string): string =>
        [
            "pulumi:deploy",
            `org:${organization}`,
            `project:${project ?? deployment.project}`,
            `stack:${stack ?? deployment.stack}`,
            `operation:${operation}`,
            "scope:write",
        ].join(":");
    return {
        url: issuerUrls.pulumiDeployments,
        audience: organization,
        child: "pulumi-provider",
        adoptProvider,
        sid: "TrustPulumiDeployments",
        preview: ["preview", "refresh"].map(subject),
        update: ["update", ...(destroy ? ["destroy"] : [])].map(subject),
    };
};

/**
 * The repository as its tokens name it: with numeric IDs that a later owner of the same name does not have, or by name.
 */
const repositoryClaim = ({ repository, ownerId, repositoryId }: Unwrap<GitHubActions>): string => {
    const [owner = "", name = ""] = repository.split("/");
    return ownerId === undefined || repositoryId === undefined
        ? `repo:${repository}`
        : `repo:${owner}@${ownerId}/${name}@${repositoryId}`;
};

/**
 * The subject of a GitHub Actions token contains the repository, and the job's environment or `pull_request`.
 *
 * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
 * @see https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/about-security-hardening-with-openid-connect
 */
export const gitHubDeployer = (actions: Unwrap<GitHubActions>): Deployer => {
    const { updateEnvironment, previewEnvironment, adoptProvider = false } = actions;
    const subject = (context: string): string => `${repositoryClaim(actions)}:${context}`;
    return {
        url: issuerUrls.gitHubActions,
        audience: "sts.amazonaws.com",
        child: "github-provider",
        adoptProvider,
        sid: "TrustGitHubActions",
        preview: [subject(previewEnvironment === undefined ? "pull_request" : `environment:${previewEnvironment}`)],
        update: [subject(`environment:${updateEnvironment}`)],
    };
};

/** The issuer's host and path, which its provider's ARN and its condition keys contain. */
const issuerHost = ({ url }: Pick<Issuer, "url">): string => url.replace("https://", "");

/** The account's OIDC provider of an issuer. An account has one per URL. */
export const providerOf = (location: AwsLocation, issuer: Pick<Issuer, "url">): NamedResource => ({
    name: issuerHost(issuer),
    arn: arn(location, "iam", `oidc-provider/${issuerHost(issuer)}`, { region: "" }),
});

/** Trusts the issuer's tokens with exactly these subjects and this audience. */
export const trustDeployer = (location: AwsLocation, deployer: Deployer, step: "preview" | "update"): Statement => {
    const condition: Conditions = {
        StringEquals: {
            [`${issuerHost(deployer)}:aud`]: deployer.audience,
            [`${issuerHost(deployer)}:sub`]: deployer[step],
        },
    };
    return trustFederated(deployer.sid, providerOf(location, deployer).arn, condition);
};
