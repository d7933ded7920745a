import { account, doc, each, single, stranger, trust, type Case } from "./case";

const github = "token.actions.githubusercontent.com";
const aud = "sts.amazonaws.com";
const federated = (address: string, Condition?: unknown): unknown =>
    single(
        trust({ Federated: `arn:aws:iam::${account}:oidc-provider/${address}` }, Condition, {
            Action: "sts:AssumeRoleWithWebIdentity",
        }),
    );
const hub = (operator: string, sub: unknown): unknown =>
    federated(github, {
        StringEquals: { [`${github}:aud`]: aud, ...(operator === "StringEquals" ? { [`${github}:sub`]: sub } : {}) },
        ...(operator === "StringEquals" ? {} : { [operator]: { [`${github}:sub`]: sub } }),
    });
const like = (address: string, sub: unknown): unknown =>
    federated(address, { StringLike: { [`${address}:sub`]: sub }, StringEquals: { [`${address}:aud`]: aud } });
const audienceOnly = (address: string, audience: string): unknown =>
    federated(address, { StringEquals: { [`${address}:aud`]: audience } });
const pools = (claim: string, pattern: string): unknown =>
    single(
        trust(
            { Federated: "cognito-identity.amazonaws.com" },
            { StringLike: { [`cognito-identity.amazonaws.com:${claim}`]: pattern } },
            { Action: "sts:AssumeRoleWithWebIdentity" },
        ),
    );
const at = ["Statement.Principal.Federated"];
const sub = `Statement.Condition.StringLike.${github}:sub`;

export const trustOidcSubject: readonly Case[] = [
    ...each("trust", at, {
        "GitHub without a Condition": federated(github),
        "GitHub with only an audience": federated(github, { StringEquals: { [`${github}:aud`]: aud } }),
        "GitHub with a foreign key": federated(github, { StringEquals: { "aws:SourceAccount": account } }),
        "an enterprise's GitHub": federated(`${github}/acme`),
        GitLab: federated("gitlab.com"),
        "HCP Terraform": federated("app.terraform.io"),
        "Pulumi Cloud": federated("api.pulumi.com/oidc"),
        Buildkite: federated("agent.buildkite.com"),
        CircleCI: federated("oidc.circleci.com/org/1234"),
        "Bitbucket with any audience": federated(
            "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
            {
                StringLike: { "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:aud": "*" },
            },
        ),
        Bitbucket: federated("api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc"),
        Vercel: federated("oidc.vercel.com"),
        "upper case": federated("TOKEN.actions.githubusercontent.com"),
        "any issuer": single(trust({ Federated: "*" }, undefined, { Action: "sts:AssumeRoleWithWebIdentity" })),
        Cognito: single(
            trust({ Federated: "cognito-identity.amazonaws.com" }, undefined, {
                Action: "sts:AssumeRoleWithWebIdentity",
            }),
        ),
        "Microsoft Sentinel": federated("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d"),
        Facebook: single(
            trust({ Federated: "graph.facebook.com" }, undefined, { Action: "sts:AssumeRoleWithWebIdentity" }),
        ),
        Google: single(
            trust({ Federated: "accounts.google.com" }, undefined, { Action: "sts:AssumeRoleWithWebIdentity" }),
        ),
        "every action of STS": single(
            trust({ Federated: `arn:aws:iam::${account}:oidc-provider/${github}` }, undefined, { Action: "sts:*" }),
        ),
    }),
    ...each("trust", ["~Statement.Principal.Federated"], {
        "Bitbucket by the workspace's audience, as its own guide has it": audienceOnly(
            "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
            "ari:cloud:bitbucket::workspace/1234",
        ),
        "CircleCI by the organization's audience": audienceOnly("oidc.circleci.com/org/1234", "1234"),
    }),
    ...each("trust", [sub], {
        "every subject": hub("StringLike", "*"),
        "every repository": hub("StringLike", "repo:*"),
        "organizations that begin alike": hub("StringLike", "repo:acme*"),
        "any organization with this id": hub("StringLike", "repo:*@1234/app@*:*"),
        "ids without a name": hub("StringLike", "repo:@*/app:*"),
        "any organization's repository": hub("StringLike", "repo:*/app:*"),
        "any organization by question marks": hub("StringLike", "repo:????/app:*"),
        "a variable": hub("StringLike", "repo:${aws:PrincipalTag/org}/app:*"),
        "a branch of whoever names it so": hub("StringLike", "ref:refs/heads/main:*"),
        "an actor, in any repository": hub("StringLike", "actor:somebody:*"),
        "owners that begin alike, behind another claim": hub("StringLike", "environment:prod:repository_owner:acme*"),
    }),
    ...each("trust", [`Statement.Condition.StringEquals.${github}:sub`], {
        "an environment of any repository": hub("StringEquals", "environment:prod"),
    }),
    ...each("trust", [`Statement.Condition.StringLike.${github}:repository`], {
        "repositories of owners that begin alike": federated(github, {
            StringLike: { [`${github}:repository`]: "acme*" },
        }),
    }),
    ...each("trust", [`Statement.Condition.StringLike.${github}:repository_owner_id`], {
        "ids that begin alike": federated(github, { StringLike: { [`${github}:repository_owner_id`]: "12*" } }),
    }),
    ...each("trust", ["Statement.Condition.StringLike.api.pulumi.com/oidc:aud"], {
        "Pulumi organizations that begin alike": federated("api.pulumi.com/oidc", {
            StringLike: { "api.pulumi.com/oidc:aud": "aws:ac*" },
        }),
    }),
    ...each("trust", ["Statement.Condition.StringLike.api.pulumi.com/oidc:sub"], {
        "every deployment of Pulumi": federated("api.pulumi.com/oidc", {
            StringLike: { "api.pulumi.com/oidc:sub": "pulumi:deploy:*" },
        }),
    }),
    ...each("trust", ["Statement.Condition.StringLike.cognito-identity.amazonaws.com:aud"], {
        "every identity pool of a Region": pools("aud", "eu-west-1:*"),
    }),
    ...each("trust", ["Statement.Condition.StringLike.cognito-identity.amazonaws.com:sub"], {
        "every identity of a Region": pools("sub", "eu-west-1:*"),
    }),
    ...each("trust", [`${sub}[1]`], { "one wide subject of two": hub("StringLike", ["repo:acme/app:*", "*"]) }),
    ...each("trust", [`Statement.Condition.StringNotEquals.${github}:sub`], {
        "a negated operator": hub("StringNotEquals", "repo:evil/x"),
    }),
    ...each("trust", [`Statement.Condition.StringEqualsIfExists.${github}:sub`], {
        "IfExists alone": hub("StringEqualsIfExists", "repo:acme/app:ref:refs/heads/main"),
    }),
    ...each("trust", [`Statement.Condition.ForAllValues:StringLike.${github}:sub`], {
        "ForAllValues alone": hub("ForAllValues:StringLike", "repo:acme/app:*"),
    }),
    ...each("trust", ["Statement.Condition.StringLike.app.terraform.io:sub"], {
        "Terraform's organizations that begin alike": like("app.terraform.io", "organization:acme*"),
    }),
    ...each("trust", ["Statement.Condition.StringLike.gitlab.com:sub"], {
        "GitLab's groups that begin alike": like("gitlab.com", "project_path:acme*"),
    }),
    ...each("trust", ["Statement.Condition.StringLike.agent.buildkite.com:sub"], {
        "Buildkite's organizations": like("agent.buildkite.com", "organization:*:pipeline:x:*"),
    }),
    ...each("trust", ["Statement.Principal"], {
        "everyone with web identities": single(trust("*", undefined, { Action: "sts:AssumeRoleWithWebIdentity" })),
    }),
    ...each("trust", [`~${at[0] ?? ""}`], {
        "no audience": federated(github, { StringLike: { [`${github}:sub`]: "repo:acme/app:*" } }),
        "an own cluster without a subject": federated("oidc.eks.eu-west-1.amazonaws.com/id/ABC"),
        "an own issuer without a subject": federated("login.acme.example"),
    }),
    ...each("trust", [`~Statement.Condition.StringLike.${github}:aud`], {
        "any audience": federated(github, {
            StringLike: { [`${github}:sub`]: "repo:acme/app:*", [`${github}:aud`]: "*" },
        }),
    }),
    ...each("trust", ["Statement[1].Principal.Federated"], {
        "a good statement repairs no bad one": doc(
            trust(
                { Federated: `arn:aws:iam::${account}:oidc-provider/${github}` },
                { StringEquals: { [`${github}:aud`]: aud, [`${github}:sub`]: "repo:acme/app:ref:refs/heads/main" } },
                { Action: "sts:AssumeRoleWithWebIdentity" },
            ),
            trust({ Federated: `arn:aws:iam::${account}:oidc-provider/${github}` }, undefined, {
                Action: "sts:AssumeRoleWithWebIdentity",
            }),
        ),
    }),
    ...each("trust", [], {
        "a repository's branch": hub("StringEquals", "repo:acme/app:ref:refs/heads/main"),
        "a repository": hub("StringLike", "repo:acme/app:*"),
        "all repositories of an organization": hub("StringLike", "repo:acme/*"),
        "an organization with its id": hub("StringLike", "repo:acme@1234/app@5678:*"),
        "a subject of another make": hub("StringLike", "repository_owner:acme:*"),
        "the key in another case": federated(github, {
            StringEquals: {
                [`${github.toUpperCase()}:SUB`]: "repo:acme/app:ref:refs/heads/main",
                [`${github}:aud`]: aud,
            },
        }),
        ForAnyValue: hub("ForAnyValue:StringLike", "repo:acme/app:*"),
        "two subjects": hub("StringLike", ["repo:acme/app:*", "repo:acme/web:*"]),
        "IfExists with Null": federated(github, {
            StringEqualsIfExists: { [`${github}:sub`]: "repo:acme/app:ref:refs/heads/main" },
            Null: { [`${github}:sub`]: "false" },
            StringEquals: { [`${github}:aud`]: aud },
        }),
        "by the owner's id": federated(github, {
            StringEquals: { [`${github}:repository_owner_id`]: "1234", [`${github}:aud`]: aud },
        }),
        "names with any ids behind them": hub("StringLike", "repo:acme@*/app@*:ref:refs/heads/main"),
        "names with their ids": hub("StringEquals", "repo:acme@1234/app@5678:ref:refs/heads/main"),
        "every repository of an owner with its id": hub("StringLike", ["repo:acme@1234/*", "repo:acme/*"]),
        "an owner behind another claim": hub("StringEquals", "environment:prod:repository_owner:acme"),
        "a workflow of one's own": hub(
            "StringLike",
            "job_workflow_ref:acme/workflows/.github/workflows/deploy.yml@refs/heads/*",
        ),
        "repositories of an owner": federated(github, {
            StringLike: { [`${github}:repository`]: "acme/*" },
            StringEquals: { [`${github}:aud`]: aud },
        }),
        "an environment of Pulumi ESC": like(
            "api.pulumi.com/oidc",
            "pulumi:environments:pulumi.organization.login:acme:currentEnvironment.name:*",
        ),
        GitLab: like("gitlab.com", "project_path:acme/app:*"),
        "HCP Terraform": like("app.terraform.io", "organization:acme:project:p:workspace:*:run_phase:*"),
        "Pulumi Cloud by audience": federated("api.pulumi.com/oidc", {
            StringEquals: { "api.pulumi.com/oidc:aud": "aws:acme" },
        }),
        "Pulumi Cloud by both": like("api.pulumi.com/oidc", "pulumi:deploy:org:acme:*"),
        Buildkite: like("agent.buildkite.com", "organization:acme:pipeline:x:*"),
        CircleCI: like("oidc.circleci.com/org/1234", "org/1234/project/*"),
        "Cognito by identity pool": single(
            trust(
                { Federated: "cognito-identity.amazonaws.com" },
                { StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:pool" } },
                { Action: "sts:AssumeRoleWithWebIdentity" },
            ),
        ),
        "a cluster's service account": like("oidc.eks.eu-west-1.amazonaws.com/id/abc", "system:serviceaccount:ns:name"),
        "a cluster's namespace": like("oidc.eks.eu-west-1.amazonaws.com/id/abc", "system:serviceaccount:ns:*"),
        SAML: single(
            trust({ Federated: `arn:aws:iam::${account}:saml-provider/x` }, undefined, {
                Action: "sts:AssumeRoleWithSAML",
            }),
        ),
        "a subject that nothing can equal": hub("StringEquals", "repo:*"),
        "an own issuer's subject without an audience": federated("login.acme.example", {
            StringEquals: { "login.acme.example:sub": "x" },
        }),
        "SAML by every action": single(
            trust({ Federated: `arn:aws:iam::${account}:saml-provider/x` }, undefined, { Action: "sts:*" }),
        ),
        "an account by every action": single(trust({ AWS: stranger }, undefined, { Action: "sts:*" })),
        "Microsoft Sentinel by session": federated("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d", {
            StringEquals: {
                "sts:RoleSessionName": "MicrosoftSentinel_1",
                "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d:aud": "api://1462b192",
            },
        }),
        "an account": single(trust({ AWS: stranger })),
        "a service": single(trust({ Service: "ssm.amazonaws.com" })),
        "a Deny beside it": doc(
            trust({ Federated: `arn:aws:iam::${account}:oidc-provider/${github}` }, undefined, {
                Action: "sts:AssumeRoleWithWebIdentity",
            }),
            trust("*", undefined, { Effect: "Deny", Action: "sts:*" }),
        ),
        "a Deny of all other subjects": doc(
            trust(
                { Federated: `arn:aws:iam::${account}:oidc-provider/${github}` },
                { StringEquals: { [`${github}:aud`]: aud } },
                { Action: "sts:AssumeRoleWithWebIdentity" },
            ),
            trust("*", { StringNotLike: { [`${github}:sub`]: "repo:acme/*" } }, { Effect: "Deny", Action: "sts:*" }),
        ),
    }),
];
