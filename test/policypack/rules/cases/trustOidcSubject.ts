import { account, doc, each, single, otherAccount, trust, type Case } from "./case";

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
const esc = "api.pulumi.com/oidc/v2";
const eks = "oidc.eks.eu-west-1.amazonaws.com/id/abc";
const at = ["Statement.Principal.Federated"];
const sub = `Statement.Condition.StringLike.${github}:sub`;

export const trustOidcSubject: readonly Case[] = [
    ...each("trust", ["Statement.Condition.StringLike.*:sub"], {
        "any issuer with a wildcard subject": single(
            trust({ Federated: "*" }, { StringLike: { "*:sub": "*" } }, { Action: "sts:AssumeRoleWithWebIdentity" }),
        ),
    }),
    ...each("trust", ["~Statement.Condition.StringLike.oidc.acme.example:sub"], {
        "an issuer of one's own with a wildcard subject": like("oidc.acme.example", "*"),
    }),
    ...each("trust", at, {
        "GitHub without a Condition": federated(github),
        "GitHub with only an audience": federated(github, { StringEquals: { [`${github}:aud`]: aud } }),
        "GitHub with an unrelated key": federated(github, { StringEquals: { "aws:SourceAccount": account } }),
        "a GitHub enterprise issuer": federated(`${github}/acme`),
        GitLab: federated("gitlab.com"),
        "HCP Terraform": federated("app.terraform.io"),
        "Pulumi Cloud": federated("api.pulumi.com/oidc"),
        "Pulumi ESC": federated(esc),
        "Pulumi ESC with an audience": audienceOnly(esc, aud),
        "Pulumi ESC with a slash and an audience": audienceOnly(`${esc}/`, aud),
        "Pulumi ESC with the audience of the first issuer": audienceOnly(esc, "aws:acme"),
        "the shared issuer of Vercel with a slash": federated("oidc.vercel.com/"),
        "a team of Vercel without a condition": federated("oidc.vercel.com/acme"),
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
        "an issuer in upper case": federated("TOKEN.actions.githubusercontent.com"),
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
    ...each("trust", [`Statement.Condition.StringLike.${esc}:sub`], {
        "every environment of Pulumi ESC": like(esc, "pulumi:org:*"),
        "every subject of Pulumi ESC": like(esc, "*"),
        "Pulumi ESC's organizations with a common prefix": like(esc, "pulumi:org:1234*"),
        "one environment's ID in every organization": like(esc, "pulumi:org:*:env:5678"),
        "the start of a subject of Pulumi ESC": like(esc, "pulumi:*"),
    }),
    ...each("trust", ["Statement.Condition.StringLike.gitlab.com:sub"], {
        "GitLab projects whose ID starts with 12": like("gitlab.com", "project_id:12*"),
        "every GitLab branch main": like("gitlab.com", "ref_type:branch:ref:main*"),
    }),
    ...each("trust", [`~Statement.Condition.StringLike.${eks}:sub`], {
        "every EKS service account": like(eks, "system:serviceaccount:*"),
        "every EKS service account by two wildcards": like(eks, "system:serviceaccount:*:*"),
        "an EKS service account in every namespace": like(eks, "system:serviceaccount:*:app"),
        "every EKS subject of the system": like(eks, "system:*"),
        "every EKS namespace by a question mark": like(eks, "system:serviceaccount:?*:app"),
    }),
    ...each("trust", [`~Statement.Condition.StringLike.${eks}:sub[1]`], {
        "every EKS service account beside one": like(eks, ["system:serviceaccount:a:b", "system:serviceaccount:*"]),
    }),
    ...each("trust", ["~Statement.Principal.Federated"], {
        "a team of Vercel with its audience": audienceOnly("oidc.vercel.com/acme", "https://vercel.com/acme"),
        "Bitbucket with the workspace's audience, as in its documentation": audienceOnly(
            "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
            "ari:cloud:bitbucket::workspace/1234",
        ),
        "CircleCI with the organization's audience": audienceOnly("oidc.circleci.com/org/1234", "1234"),
    }),
    ...each("trust", [sub], {
        "every subject": hub("StringLike", "*"),
        "every repository": hub("StringLike", "repo:*"),
        "organizations with a common prefix": hub("StringLike", "repo:acme*"),
        "any organization name with an ID": hub("StringLike", "repo:*@1234/app@*:*"),
        "IDs without a name": hub("StringLike", "repo:@*/app:*"),
        "any organization's repository": hub("StringLike", "repo:*/app:*"),
        "any organization by question marks": hub("StringLike", "repo:????/app:*"),
        "a policy variable": hub("StringLike", "repo:${aws:PrincipalTag/org}/app:*"),
        "a branch name only": hub("StringLike", "ref:refs/heads/main:*"),
        "an actor in any repository": hub("StringLike", "actor:somebody:*"),
        "owners with a common prefix after another claim": hub("StringLike", "environment:prod:repository_owner:acme*"),
    }),
    ...each("trust", [`Statement.Condition.StringEquals.${github}:sub`], {
        "an environment of any repository": hub("StringEquals", "environment:prod"),
    }),
    ...each("trust", [`Statement.Condition.StringLike.${github}:repository`], {
        "repositories of owners with a common prefix": federated(github, {
            StringLike: { [`${github}:repository`]: "acme*" },
        }),
    }),
    ...each("trust", [`Statement.Condition.StringLike.${github}:repository_owner_id`], {
        "owner IDs with a common prefix": federated(github, {
            StringLike: { [`${github}:repository_owner_id`]: "12*" },
        }),
    }),
    ...each("trust", ["Statement.Condition.StringLike.api.pulumi.com/oidc:aud"], {
        "Pulumi organizations with a common prefix": federated("api.pulumi.com/oidc", {
            StringLike: { "api.pulumi.com/oidc:aud": "aws:ac*" },
        }),
    }),
    ...each("trust", ["Statement.Condition.StringLike.api.pulumi.com/oidc:sub"], {
        "every Pulumi deployment": federated("api.pulumi.com/oidc", {
            StringLike: { "api.pulumi.com/oidc:sub": "pulumi:deploy:*" },
        }),
    }),
    ...each("trust", ["Statement.Condition.StringLike.cognito-identity.amazonaws.com:aud"], {
        "every identity pool in a Region": pools("aud", "eu-west-1:*"),
    }),
    ...each("trust", ["Statement.Condition.StringLike.cognito-identity.amazonaws.com:sub"], {
        "every identity in a Region": pools("sub", "eu-west-1:*"),
    }),
    ...each("trust", [`${sub}[1]`], {
        "a wildcard subject next to a repository": hub("StringLike", ["repo:acme/app:*", "*"]),
    }),
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
        "HCP Terraform organizations with a common prefix": like("app.terraform.io", "organization:acme*"),
    }),
    ...each("trust", ["Statement.Condition.StringLike.gitlab.com:sub"], {
        "GitLab groups with a common prefix": like("gitlab.com", "project_path:acme*"),
    }),
    ...each("trust", ["Statement.Condition.StringLike.agent.buildkite.com:sub"], {
        "every Buildkite organization": like("agent.buildkite.com", "organization:*:pipeline:x:*"),
    }),
    ...each("trust", ["Statement.Principal"], {
        "every principal with web identities": single(
            trust("*", undefined, { Action: "sts:AssumeRoleWithWebIdentity" }),
        ),
    }),
    ...each("trust", [`~${at[0] ?? ""}`], {
        "no audience": federated(github, { StringLike: { [`${github}:sub`]: "repo:acme/app:*" } }),
        "an EKS cluster without a subject": federated("oidc.eks.eu-west-1.amazonaws.com/id/ABC"),
        "a private issuer without a subject": federated("login.acme.example"),
    }),
    ...each("trust", [`~Statement.Condition.StringEquals.${github}:aud`], {
        "an empty audience": federated(github, {
            StringLike: { [`${github}:sub`]: "repo:acme/app:*" },
            StringEquals: { [`${github}:aud`]: "" },
        }),
    }),
    ...each("trust", [`~Statement.Condition.StringLike.${github}:aud`], {
        "any audience": federated(github, {
            StringLike: { [`${github}:sub`]: "repo:acme/app:*", [`${github}:aud`]: "*" },
        }),
    }),
    ...each("trust", ["Statement[1].Principal.Federated"], {
        "a compliant statement before a violation": doc(
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
        "a branch of a repository": hub("StringEquals", "repo:acme/app:ref:refs/heads/main"),
        "a repository": hub("StringLike", "repo:acme/app:*"),
        "all repositories of an organization": hub("StringLike", "repo:acme/*"),
        "an organization with its ID": hub("StringLike", "repo:acme@1234/app@5678:*"),
        "a customized subject": hub("StringLike", "repository_owner:acme:*"),
        "the key in upper case": federated(github, {
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
        "the owner's ID": federated(github, {
            StringEquals: { [`${github}:repository_owner_id`]: "1234", [`${github}:aud`]: aud },
        }),
        "names with any IDs": hub("StringLike", "repo:acme@*/app@*:ref:refs/heads/main"),
        "names with their IDs": hub("StringEquals", "repo:acme@1234/app@5678:ref:refs/heads/main"),
        "every repository of an owner with its ID": hub("StringLike", ["repo:acme@1234/*", "repo:acme/*"]),
        "an owner after another claim": hub("StringEquals", "environment:prod:repository_owner:acme"),
        "a workflow of the organization": hub(
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
        "a GitLab project by its ID": like("gitlab.com", "project_id:1234:*"),
        "an environment of Pulumi ESC by its ID": federated(esc, {
            StringEquals: { [`${esc}:aud`]: aud, [`${esc}:sub`]: "pulumi:org:1234:env:5678" },
        }),
        "the start of a subject of Pulumi ESC as a whole": federated(esc, {
            StringEquals: { [`${esc}:aud`]: aud, [`${esc}:sub`]: "pulumi:org" },
        }),
        "every environment of an organization of Pulumi ESC": like(esc, "pulumi:org:1234:env:*"),
        "a subject of the first issuer of Pulumi, which the second never has": like(esc, "pulumi:deploy:org:acme:*"),
        "a team of Vercel": like("oidc.vercel.com/acme", "owner:acme:project:web:*"),
        "the shared issuer of Vercel with an audience": audienceOnly("oidc.vercel.com", "https://vercel.com/acme"),
        "EKS namespaces with a common prefix": like(eks, "system:serviceaccount:team-*:app"),
        "an EKS subject that is never equal": federated(eks, {
            StringEquals: { [`${eks}:aud`]: aud, [`${eks}:sub`]: "system:serviceaccount:*" },
        }),
        "HCP Terraform": like("app.terraform.io", "organization:acme:project:p:workspace:*:run_phase:*"),
        "Pulumi Cloud with an audience": federated("api.pulumi.com/oidc", {
            StringEquals: { "api.pulumi.com/oidc:aud": "aws:acme" },
        }),
        "Pulumi Cloud with audience and subject": like("api.pulumi.com/oidc", "pulumi:deploy:org:acme:*"),
        Buildkite: like("agent.buildkite.com", "organization:acme:pipeline:x:*"),
        CircleCI: like("oidc.circleci.com/org/1234", "org/1234/project/*"),
        "a Cognito identity pool": single(
            trust(
                { Federated: "cognito-identity.amazonaws.com" },
                { StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:pool" } },
                { Action: "sts:AssumeRoleWithWebIdentity" },
            ),
        ),
        "an EKS service account": like("oidc.eks.eu-west-1.amazonaws.com/id/abc", "system:serviceaccount:ns:name"),
        "an EKS namespace": like("oidc.eks.eu-west-1.amazonaws.com/id/abc", "system:serviceaccount:ns:*"),
        SAML: single(
            trust({ Federated: `arn:aws:iam::${account}:saml-provider/x` }, undefined, {
                Action: "sts:AssumeRoleWithSAML",
            }),
        ),
        "a subject that is never equal": hub("StringEquals", "repo:*"),
        "a private issuer's subject without an audience": federated("login.acme.example", {
            StringEquals: { "login.acme.example:sub": "x" },
        }),
        "SAML with every STS action": single(
            trust({ Federated: `arn:aws:iam::${account}:saml-provider/x` }, undefined, { Action: "sts:*" }),
        ),
        "an account with every STS action": single(trust({ AWS: otherAccount }, undefined, { Action: "sts:*" })),
        "Microsoft Sentinel with a session name": federated("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d", {
            StringEquals: {
                "sts:RoleSessionName": "MicrosoftSentinel_1",
                "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d:aud": "api://1462b192",
            },
        }),
        "an account": single(trust({ AWS: otherAccount })),
        "a service": single(trust({ Service: "ssm.amazonaws.com" })),
        "a Deny of every STS action": doc(
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
    ...each("trust", [sub], {
        "an organization in a dynamic reference before a wildcard": hub("StringLike", "repo:{{Organization}}*"),
        "an organization in a dynamic reference before a hyphen": hub("StringLike", "repo:{{Organization}}-*"),
    }),
    ...each("trust", [], {
        "an organization in a dynamic reference before a slash": hub("StringLike", "repo:{{Organization}}/*"),
        "a repository in a dynamic reference before a colon": hub("StringLike", "repo:{{Repository}}:*"),
        "a subject in a dynamic reference": hub("StringLike", "{{Subject}}"),
        "a repository that starts with a dynamic reference": hub("StringLike", "repo:acme/{{Prefix}}*"),
    }),
];
