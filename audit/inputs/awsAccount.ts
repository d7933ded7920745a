/**
 * The principals and policies of an account: the output of `aws iam get-account-authorization-details`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html (2026-12-01)
 */
import { parseJson } from "../../policypack/documents/values/parseJson";
import { getOwn } from "../../policypack/documents/values/paths";
import { accountOfArn } from "../../policypack/engine/account";
import { urnOf, type ReadInput, type ReadingContext, type SourceResource, type SourceText } from "./input";
import { Lines, memberPosition } from "./positions";

const lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"] as const;

export const isAwsAccount = (value: unknown): boolean =>
    lists.filter((name) => Array.isArray(getOwn(value, name))).length >= 2 ||
    (Array.isArray(getOwn(value, "RoleDetailList")) && getOwn(value, "IsTruncated") !== undefined);

const listAt = (value: unknown, key: string): readonly unknown[] => {
    const found = getOwn(value, key);
    return Array.isArray(found) ? (found as readonly unknown[]) : [];
};

const textAt = (value: unknown, key: string): string => {
    const found = getOwn(value, key);
    return typeof found === "string" ? found : "";
};

/** A document; IAM returns it URL-encoded, and the CLI decodes it. */
const decodeDocument = (document: unknown): unknown => {
    if (typeof document !== "string" || parseJson(document) !== undefined) {
        return document;
    }
    try {
        return decodeURIComponent(document);
    } catch {
        return document;
    }
};

/** AWS owns these: nobody in the account can change them. */
const isOwnedByAws = (one: unknown): boolean =>
    textAt(one, "Path").startsWith("/aws-service-role/") || /^arn:[^:]*:iam::aws:/.test(textAt(one, "Arn"));

interface Draft {
    readonly type: string;
    readonly name: string;
    readonly arn: string;
    readonly props: Readonly<Record<string, unknown>>;
    /** The path of the input for a path of the properties. */
    readonly pathOf: (path: string) => string;
}

const same = (path: string): string => path;

/** The policies that a principal has inline and attached, and the groups of a user, as resources of their own. */
const linksOf = (principal: unknown, kind: "user" | "group", name: string, arn: string): readonly Draft[] => {
    const word = kind === "user" ? "User" : "Group";
    const inline = listAt(principal, `${word}PolicyList`).map((one, at) => ({
        type: `aws:iam/${kind}Policy:${word}Policy`,
        name: `${kind}/${name}/${textAt(one, "PolicyName")}`,
        arn,
        props: {
            [kind]: name,
            name: textAt(one, "PolicyName"),
            policy: decodeDocument(getOwn(one, "PolicyDocument")),
        },
        pathOf: (path: string) => path.replace(/^policy/, `${word}PolicyList[${at}].PolicyDocument`),
    }));
    const attached = listAt(principal, "AttachedManagedPolicies").map((one, at) => ({
        type: `aws:iam/${kind}PolicyAttachment:${word}PolicyAttachment`,
        name: `${kind}/${name}/${textAt(one, "PolicyArn")}`,
        arn,
        props: { [kind]: name, policyArn: textAt(one, "PolicyArn") },
        pathOf: (path: string) => path.replace(/^policyArn/, `AttachedManagedPolicies[${at}].PolicyArn`),
    }));
    return [...inline, ...attached];
};

const boundaryOf = (principal: unknown): string | undefined => {
    const arn = textAt(getOwn(principal, "PermissionsBoundary"), "PermissionsBoundaryArn");
    return arn === "" ? undefined : arn;
};

const userDrafts = (user: unknown): readonly Draft[] => {
    const name = textAt(user, "UserName");
    const arn = textAt(user, "Arn");
    const groups = listAt(user, "GroupList").filter((group) => typeof group === "string");
    return [
        {
            type: "aws:iam/user:User",
            name: `user/${name}`,
            arn,
            props: { name, arn, path: textAt(user, "Path"), permissionsBoundary: boundaryOf(user) },
            pathOf: same,
        },
        ...linksOf(user, "user", name, arn),
        ...(groups.length === 0
            ? []
            : [
                  {
                      type: "aws:iam/userGroupMembership:UserGroupMembership",
                      name: `user/${name}/groups`,
                      arn,
                      props: { user: name, groups },
                      pathOf: same,
                  },
              ]),
    ];
};

const groupDrafts = (group: unknown): readonly Draft[] => {
    const name = textAt(group, "GroupName");
    const arn = textAt(group, "Arn");
    return [
        {
            type: "aws:iam/group:Group",
            name: `group/${name}`,
            arn,
            props: { name, arn, path: textAt(group, "Path") },
            pathOf: same,
        },
        ...linksOf(group, "group", name, arn),
    ];
};

const rolePaths: readonly (readonly [RegExp, string])[] = [
    [/^assumeRolePolicy/, "AssumeRolePolicyDocument"],
    [/^inlinePolicies(\[\d+\])\.policy/, "RolePolicyList$1.PolicyDocument"],
    [/^managedPolicyArns(\[\d+\])/, "AttachedManagedPolicies$1.PolicyArn"],
];

const roleDrafts = (role: unknown): readonly Draft[] => {
    const name = textAt(role, "RoleName");
    const arn = textAt(role, "Arn");
    return [
        {
            type: "aws:iam/role:Role",
            name: `role/${name}`,
            arn,
            props: {
                name,
                arn,
                path: textAt(role, "Path"),
                assumeRolePolicy: decodeDocument(getOwn(role, "AssumeRolePolicyDocument")),
                inlinePolicies: listAt(role, "RolePolicyList").map((one) => ({
                    name: textAt(one, "PolicyName"),
                    policy: decodeDocument(getOwn(one, "PolicyDocument")),
                })),
                managedPolicyArns: listAt(role, "AttachedManagedPolicies").map((one) => textAt(one, "PolicyArn")),
                permissionsBoundary: boundaryOf(role),
            },
            pathOf: (path) => rolePaths.reduce((text, [from, to]) => text.replace(from, to), path),
        },
    ];
};

const policyDrafts = (policy: unknown): readonly Draft[] => {
    const versions = listAt(policy, "PolicyVersionList");
    const wanted = textAt(policy, "DefaultVersionId");
    const at = versions.findIndex(
        (one) => getOwn(one, "IsDefaultVersion") === true || (wanted !== "" && textAt(one, "VersionId") === wanted),
    );
    return at < 0
        ? []
        : [
              {
                  type: "aws:iam/policy:Policy",
                  name: `policy/${textAt(policy, "PolicyName")}`,
                  arn: textAt(policy, "Arn"),
                  props: {
                      name: textAt(policy, "PolicyName"),
                      path: textAt(policy, "Path"),
                      arn: textAt(policy, "Arn"),
                      policy: decodeDocument(getOwn(versions[at], "Document")),
                  },
                  pathOf: (path) => path.replace(/^policy/, `PolicyVersionList[${at}].Document`),
              },
          ];
};

/** An address that nothing can shift: the principals of one name differ in their path. */
const addressOf = ({ name, arn }: Draft): string => {
    const [kind = "", own = ""] = name.split("/");
    const rest = name.slice(kind.length + own.length + 1);
    return arn === "" ? name : `${arn}${rest}`;
};

export const readAwsAccount = (value: unknown, source: SourceText, { organization }: ReadingContext): ReadInput => {
    const drafts = [
        ...listAt(value, "UserDetailList").flatMap(userDrafts),
        ...listAt(value, "GroupDetailList").flatMap(groupDrafts),
        ...listAt(value, "RoleDetailList")
            .filter((one) => !isOwnedByAws(one))
            .flatMap(roleDrafts),
        ...listAt(value, "Policies")
            .filter((one) => !isOwnedByAws(one))
            .flatMap(policyDrafts),
    ];
    const [account, ...others] = new Set(drafts.flatMap(({ arn }) => accountOfArn(arn) ?? []));
    const known = others.length === 0 ? account : undefined;
    const stack = known ?? "account";
    const position = memberPosition(source.text, new Lines(source.text));
    const resources = drafts.map((draft): SourceResource => {
        const address = addressOf(draft);
        const own = accountOfArn(draft.arn) ?? known;
        return {
            urn: urnOf("aws", stack, draft.type, address),
            type: draft.type,
            name: address,
            props: draft.props,
            provider: own === undefined ? {} : { allowedAccountIds: [own] },
            secretPaths: [],
            hiddenPaths: [],
            address,
            sourceType: draft.type.replace(/^aws:iam\/\w+:/, "AWS::IAM::"),
            arn: draft.arn === "" ? undefined : draft.arn,
            account: own,
            placeOf: (path) => ({
                address,
                type: draft.type.replace(/^aws:iam\/\w+:/, "AWS::IAM::"),
                path: draft.pathOf(path),
            }),
            positionOf: () => position("Arn", draft.arn),
        };
    });
    const isTruncated = getOwn(value, "IsTruncated") === true;
    return {
        file: source.file,
        format: "aws-account",
        stacks: [{ stack: { stack, project: "aws", organization }, resources, secretTexts: new Set() }],
        unreadable: isTruncated
            ? [{ file: source.file, reason: "is the first page of several; call the command without --max-items" }]
            : [],
    };
};
