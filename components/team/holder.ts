/** Who a team is. */
import { document, type Conditions, type Principal, type Statement } from "../../policypack/iam";
import type { Unwrap } from "../pattern/args";
import type { Constraints } from "../pattern/constraints";
import { duplicateIssues } from "../pattern/duplicates";
import { granteesConstraints, holderIssues as granteeIssues } from "../pattern/grantees";
import { pathAndName, roleArn, type AwsLocation } from "../pattern/location";
import { maxNameLength, physicalName, type NamingScope } from "../pattern/naming";
import type { NamedResource, PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import * as limit from "../pattern/values";
import type { TeamAccessArgs, TeamHolder } from "./args";

type Args = Unwrap<TeamAccessArgs>;
type GivenHolder = Unwrap<TeamHolder>;
type Role = NonNullable<GivenHolder["role"]>;
type Trust = Role["trust"];

/** @see https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html */
const permissionSetName = {
    description: 'the name of a permission set: 1 to 32 letters, digits or any of "+=,.@_-"',
    pattern: "[\\w+=,.@-]{1,32}",
};

const trustConstraints: Constraints<Trust> = {
    properties: {
        accountIds: { atLeast: 1, each: limit.accountId },
        organizationId: {
            description: 'an organization ID: "o-" and 10 to 32 lower-case letters or digits',
            pattern: "o-[a-z0-9]{10,32}",
        },
        permissionSets: { atLeast: 1, each: permissionSetName },
        roleArns: { atLeast: 1, each: limit.existingRoleArn },
        // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
        externalIds: {
            atLeast: 1,
            each: {
                description: 'an external ID: 2 to 1224 letters, digits or any of "+=,.@:/_-"',
                pattern: "[\\w+=,.@:/-]{2,1224}",
            },
        },
        sourceIdentities: {
            atLeast: 1,
            each: {
                description: 'a source identity: 1 to 64 letters, digits or any of "+=,.@_-*?"',
                pattern: "(?!aws:)[\\w+=,.@*?-]{1,64}",
            },
        },
    },
    groups: [
        { rule: "atLeastOne", of: ["accountIds", "organizationId", "permissionSets", "roleArns"] },
        { rule: "atMostOne", of: ["accountIds", "organizationId"] },
    ],
};

/** The constraints on the holder. */
export const holderConstraints: Constraints<GivenHolder> = {
    properties: {
        ...granteesConstraints.properties,
        role: { properties: { trust: trustConstraints, maxSessionSeconds: limit.sessionSeconds } },
    },
    groups: [{ rule: "atLeastOne", of: ["users", "groups", "roles", "role"] }],
};

const principals = ["users", "groups", "roles"] as const;

/** Args that only the role of a team has. */
const roleArgs = ["roleName", "permissionsBoundary"] as const;

const trustIssues = (trust: Trust): readonly ValidationIssue[] => [
    ...(["accountIds", "permissionSets", "roleArns", "externalIds", "sourceIdentities"] as const).flatMap((arg) =>
        duplicateIssues(`holder.role.trust.${arg}`, trust[arg]),
    ),
    ...(trust.mfa === true && (trust.permissionSets ?? trust.roleArns) !== undefined
        ? [
              {
                  path: "holder.role.trust.mfa",
                  value: true,
                  message: "can never be met: sessions of permission sets and roles do not carry the MFA key",
                  fix: "Require MFA in IAM Identity Center or of the callers of these roles, and remove it here.",
              },
          ]
        : []),
];

/** Validates who the team is. */
export const holderIssues = (args: Args, scope: NamingScope | undefined): readonly ValidationIssue[] => {
    const { role } = args.holder;
    const beside = principals.filter((kind) => args.holder[kind] !== undefined);
    return [
        ...granteeIssues(args.holder, "holder", scope),
        ...(role !== undefined && beside.length > 0
            ? [
                  {
                      path: "holder",
                      message: `has "role" and ${beside.map((kind) => `"${kind}"`).join(" and ")}`,
                      fix: "Keep only one kind of holder; give the others a team of their own.",
                  },
              ]
            : []),
        ...(role === undefined
            ? roleArgs.flatMap((arg) =>
                  args[arg] === undefined
                      ? []
                      : [
                            {
                                path: arg,
                                value: args[arg],
                                message: "has no effect without a role",
                                fix: 'Remove it, or set "holder.role".',
                            },
                        ],
              )
            : trustIssues(role.trust)),
    ];
};

/**
 * The most characters that path and name of a role may have together for Switch Role in the console.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const switchRoleCharacters = 64;

/** Side effects of the trust policy that callers notice. */
export const holderWarnings = (args: Args, scope: NamingScope): readonly ValidationIssue[] => {
    const { role } = args.holder;
    if (role === undefined) {
        return [];
    }
    const { trust, maxSessionSeconds = 3600 } = role;
    const name = pathAndName(teamRole(scope, args).arn);
    return [
        ...(["externalIds", "sourceIdentities"] as const).flatMap((arg) =>
            trust[arg] === undefined
                ? []
                : [
                      {
                          path: `holder.role.trust.${arg}`,
                          message: "cannot be sent by Switch Role in the console: callers need the CLI or an SDK",
                          fix: "Remove it if people switch to the role in the console.",
                      },
                  ],
        ),
        ...(maxSessionSeconds > 3600 && (trust.permissionSets ?? trust.roleArns) !== undefined
            ? [
                  {
                      path: "holder.role.maxSessionSeconds",
                      value: maxSessionSeconds,
                      message:
                          "has no effect for callers that are roles, as users of permission sets are: they get one hour",
                      fix: "Use 3600, or give longer sessions in the permission set itself.",
                  },
              ]
            : []),
        ...(name.length > switchRoleCharacters
            ? [
                  {
                      path: args.roleName === undefined ? "path" : "roleName",
                      value: name,
                      message: `has ${String(name.length)} characters with the path, but Switch Role in the console takes ${String(switchRoleCharacters)}`,
                      fix: "Use a shorter path or name.",
                  },
              ]
            : []),
    ];
};

/** The role of a team. A computed name leaves room for the path, as far as it can. */
export const teamRole = (
    scope: NamingScope,
    { roleName, path = "/" }: { readonly roleName?: string; readonly path?: string },
): NamedResource => {
    const room = Math.max(switchRoleCharacters - (path.length - 1), 24);
    const name = roleName ?? physicalName(scope, "role", "role", Math.min(room, maxNameLength.role));
    return { name, arn: roleArn(scope.location, name, path) };
};

const accountRoots = ({ partition }: AwsLocation, accountIds: readonly string[]): readonly string[] =>
    accountIds.map((account) => `arn:${partition}:iam::${account}:root`);

/** The accounts or the organization of the callers, as principal and condition. */
const callersOf = (
    location: AwsLocation,
    { organizationId, accountIds = [location.accountId] }: Trust,
): readonly [principal: Principal, condition: Conditions] =>
    organizationId === undefined
        ? [{ AWS: accountRoots(location, accountIds) }, {}]
        : [{ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": organizationId } }];

/**
 * The roles of permission sets, without the suffix, which changes. Their path has the Region of IAM Identity Center,
 * unless this is us-east-1.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
const permissionSetRoles = (
    { partition, accountId }: AwsLocation,
    { organizationId, permissionSets = [], accountIds = [accountId] }: Trust,
): readonly string[] =>
    permissionSets.flatMap((name) =>
        (organizationId === undefined ? accountIds : ["*"]).flatMap((account) =>
            ["", "*/"].map(
                (path) =>
                    `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/${path}AWSReservedSSO_${name}_*`,
            ),
        ),
    );

/** What every caller must send. Only AssumeRole knows external IDs. */
const requirements = ({ mfa, externalIds, sourceIdentities }: Trust, isAssuming: boolean): Conditions => ({
    ...(mfa === true ? { Bool: { "aws:MultiFactorAuthPresent": "true" } } : {}),
    ...(externalIds === undefined || !isAssuming ? {} : { StringEquals: { "sts:ExternalId": externalIds } }),
    ...(sourceIdentities === undefined ? {} : { StringLike: { "sts:SourceIdentity": sourceIdentities } }),
});

/** The conditions of both, of which one operator may have several keys. */
const merged = (one: Conditions, other: Conditions): Conditions => ({
    ...one,
    ...Object.fromEntries(Object.entries(other).map(([operator, keys]) => [operator, { ...one[operator], ...keys }])),
});

/** Lets callers assume the role, and set the source identity that they must set. */
const trustStatements = (
    sid: string,
    trust: Trust,
    principal: Principal,
    condition: Conditions,
): readonly Statement[] => {
    const statement = (suffix: string, action: string): Statement => {
        const all = merged(condition, requirements(trust, action === "sts:AssumeRole"));
        return {
            Sid: `${sid}${suffix}`,
            Effect: "Allow",
            Principal: principal,
            Action: [action],
            ...(Object.keys(all).length === 0 ? {} : { Condition: all }),
        };
    };
    return [
        statement("", "sts:AssumeRole"),
        ...(trust.sourceIdentities === undefined ? [] : [statement("ToSetIdentity", "sts:SetSourceIdentity")]),
    ];
};

/** The trust policy of the role of a team. */
export const teamTrust = (location: AwsLocation, trust: Trust): PlannedDocument => {
    const [principal, condition] = callersOf(location, trust);
    const { permissionSets, roleArns } = trust;
    const statements = [
        ...(permissionSets === undefined && (trust.accountIds ?? trust.organizationId) !== undefined
            ? trustStatements("TrustAccounts", trust, principal, condition)
            : []),
        ...(permissionSets === undefined
            ? []
            : trustStatements(
                  "TrustPermissionSets",
                  trust,
                  principal,
                  merged(condition, { ArnLike: { "aws:PrincipalArn": permissionSetRoles(location, trust) } }),
              )),
        ...(roleArns === undefined ? [] : trustStatements("TrustRoles", trust, { AWS: roleArns }, {})),
    ];
    return { kind: "trust", document: document(...statements) };
};
