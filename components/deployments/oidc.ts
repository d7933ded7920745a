import { trustFederated, type Conditions, type Statement } from "../../policypack/iam";
import type { GitHubActions, PulumiDeployments } from "./args";
import type { Unwrap } from "../pattern/args";
import { arn, type AwsLocation } from "../pattern/location";
import type { NamedResource } from "../pattern/pattern";

/** An issuer of identity tokens: its URL, and the audience that its tokens for AWS carry. */
interface Issuer {
    readonly url: string;
    readonly audience: string;
}

/** The issuer of Pulumi Deployments, and that of GitHub Actions. */
export const issuerUrls = {
    pulumiDeployments: "https://api.pulumi.com/oidc",
    gitHubActions: "https://token.actions.githubusercontent.com",
} as const;

/** Whom a token speaks of, by the steps of a delivery. */
export interface Deployer extends Issuer {
    /** The suffix of the provider's child. */
    readonly child: string;
    /** The account has the issuer's provider already. */
    readonly adoptProvider: boolean;
    /** The Sid of its trust statement. */
    readonly sid: string;
    /** The subjects of tokens that may preview. */
    readonly preview: readonly string[];
    /** The subjects of tokens that may update. */
    readonly update: readonly string[];
}

/**
 * Tokens of Pulumi Deployments name organization, project, stack and operation.
 *
 * @see https://www.pulumi.com/docs/deployments/deployments/oidc/aws/
 */
export const pulumiDeployer = (
    { organization, project, stack, destroy = false, adoptProvider = false }: Unwrap<PulumiDeployments>,
    own: { readonly project: string; readonly stack: string },
): Deployer => {
    const subject = (operation: string): string =>
        [
            "pulumi:deploy",
            `org:${organization}`,
            `project:${project ?? own.project}`,
            `stack:${stack ?? own.stack}`,
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

/** The repository as its tokens name it: with numbers that no later holder of its names has, or by its names alone. */
const repositoryClaim = ({ repository, ownerId, repositoryId }: Unwrap<GitHubActions>): string => {
    const [owner = "", name = ""] = repository.split("/");
    return ownerId === undefined || repositoryId === undefined
        ? `repo:${repository}`
        : `repo:${owner}@${ownerId}/${name}@${repositoryId}`;
};

/**
 * Tokens of GitHub Actions name the repository, and the environment of the job or that it runs for a pull request.
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

/** An issuer's host and path: how its provider's ARN and its condition keys name it. */
const hostOf = ({ url }: Pick<Issuer, "url">): string => url.replace("https://", "");

/** The account's provider of an issuer; there is one of each URL. */
export const providerOf = (location: AwsLocation, issuer: Pick<Issuer, "url">): NamedResource => ({
    name: hostOf(issuer),
    arn: arn(location, "iam", `oidc-provider/${hostOf(issuer)}`, { region: "" }),
});

/** Trust in an issuer's tokens of exactly these subjects, for exactly its audience. */
export const trustDeployer = (location: AwsLocation, deployer: Deployer, step: "preview" | "update"): Statement => {
    const condition: Conditions = {
        StringEquals: {
            [`${hostOf(deployer)}:aud`]: deployer.audience,
            [`${hostOf(deployer)}:sub`]: deployer[step],
        },
    };
    return trustFederated(deployer.sid, providerOf(location, deployer).arn, condition);
};
