/** How many managed policies each user, group and role of a stack gets, compared with the quotas of IAM. */
import { granteesPath, isCreated, isForGrantees, valueAt, type Child } from "../../components/pattern/children";
import { accountOf, nameOf } from "../../components/pattern/location";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import { step } from "../config/encrypted";
import { granteeKinds, granteeTypes, type GranteeKind, type Settings } from "../config/settings";
import type { Computed } from "./deploymentScope";

/**
 * The managed policies that IAM allows on one principal. The quota of groups is fixed; the others are defaults, which
 * AWS raises on request. Identity Center documents 10 policies for a permission set, which its roles share.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export const defaultQuotas = { users: 10, groups: 10, roles: 20, permissionSetRoles: 10 } as const;

/** A managed policy that the stack attaches to a principal. */
export interface Attachment {
    readonly kind: GranteeKind;
    readonly accountId: string;
    /** The name of the user, group or role. */
    readonly principal: string;
    /** The component that attaches it, by its path in the config. */
    readonly owner: string;
    /** Where the config names the principal: `ssm-access:runCommand.ops.reader.grantees.groups[0]`. */
    readonly path: string;
}

/** The policies for grantees that a component creates, attached to each grantee. */
const toGrantees = ({ instance, documents }: Computed): readonly Attachment[] =>
    Object.entries(instance.pattern.children).flatMap(([level, child]) => {
        const arn = instance.physicalNames[level]?.arn;
        return !isForGrantees(child) || !isCreated(level, child, instance.resolved, arn, documents)
            ? []
            : granteeKinds.flatMap((kind) => {
                  const path = `${granteesPath(level, child)}.${kind}`;
                  const given: unknown = valueAt(instance.resolved, path);
                  return (Array.isArray(given) ? given : []).flatMap((grantee: unknown, i) =>
                      typeof grantee === "string"
                          ? [
                                {
                                    kind,
                                    accountId: instance.scope.location.accountId,
                                    principal: nameOf(grantee),
                                    owner: instance.path,
                                    path: step(step(instance.path, path), i),
                                },
                            ]
                          : [],
                  );
              });
    });

/** How many managed policies a component attaches to one of its roles. */
const countOnRole = ({ instance, documents }: Computed, grants: readonly string[], isRoleCreated: boolean): number => {
    const { pattern, resolved, physicalNames } = instance;
    const own = grants.filter((grant) => {
        const child = pattern.children[grant];
        return child?.kind === "policy" && isCreated(grant, child, resolved, physicalNames[grant]?.arn, documents);
    }).length;
    const hasManagedCore = Object.values<Child>(pattern.children).some(({ kind }) => kind === "awsManagedPolicy");
    const isManagedCoreAttached =
        hasManagedCore && (resolved.awsManagedCore === true || (isRoleCreated && documents.core === undefined));
    const given = resolved.managedPolicyArns;
    return own + (isManagedCoreAttached ? 1 : 0) + (Array.isArray(given) ? given.length : 0);
};

/** The policies that a component attaches to its own roles, or to an existing role that it uses instead. */
const toRoles = (computed: Computed): readonly Attachment[] => {
    const { instance, documents } = computed;
    return Object.entries(instance.pattern.children).flatMap(([name, child]) => {
        const role = instance.physicalNames[name];
        if (child.kind !== "role" || role === undefined) {
            return [];
        }
        const isRoleCreated = isCreated(name, child, instance.resolved, role.arn, documents);
        return Array.from({ length: countOnRole(computed, child.grants, isRoleCreated) }, () => ({
            kind: "roles" as const,
            accountId: instance.scope.location.accountId,
            principal: role.name,
            owner: instance.path,
            path: instance.path,
        }));
    });
};

/** All attachments of managed policies in a stack. */
export const attachmentsIn = (all: readonly Computed[]): readonly Attachment[] =>
    all.flatMap((computed) => [...toGrantees(computed), ...toRoles(computed)]);

/** Identifies the principal of an attachment. IAM names are not case-sensitive. */
export const principalKey = ({
    kind,
    accountId,
    principal,
}: Pick<Attachment, "kind" | "accountId" | "principal">): string => `${accountId} ${kind} ${principal}`.toLowerCase();

/** The number of policies that a setting says are attached elsewhere: to an ARN, or to a name in any account. */
const elsewhereOf = ({ attachedElsewhere }: Settings, { kind, accountId, principal }: Attachment): number =>
    Object.entries(attachedElsewhere?.[kind] ?? {})
        .filter(
            ([grantee]) =>
                nameOf(grantee).toLowerCase() === principal.toLowerCase() &&
                [undefined, accountId].includes(accountOf(grantee)),
        )
        .reduce((sum, [, count]) => sum + count, 0);

/** The quota of a principal: the one that the settings tell, or the default. */
export const quotaOf = ({ managedPolicyQuotas = {} }: Settings, { kind, principal }: Attachment): number => {
    if (kind === "groups") {
        return defaultQuotas.groups;
    }
    const quota = kind === "roles" && principal.startsWith("AWSReservedSSO_") ? "permissionSetRoles" : kind;
    return managedPolicyQuotas[quota] ?? defaultQuotas[quota];
};

/** What the plan reports about quotas: issues stop the stack, warnings do not. */
export interface QuotaReport {
    readonly issues: readonly ValidationIssue[];
    /** By the path of the component that they are about. */
    readonly warnings: ReadonlyMap<string, readonly ValidationIssue[]>;
}

/** The components that attach the policies, at most a few of them. */
const attachedBy = (attachments: readonly Attachment[]): string => {
    const owners = [...new Set(attachments.map(({ owner }) => owner.replace(/^[^:]*:/, "")))];
    return owners.length > 5 ? `${owners.slice(0, 5).join(", ")} and ${owners.length - 5} more` : owners.join(", ");
};

/** Whether a report stops the stack. */
type QuotaLevel = "issue" | "warning";

interface QuotaIssue {
    readonly level: QuotaLevel;
    readonly issue: ValidationIssue;
}

/** Compares the attachments of one principal with its quota. */
const reportOn = (attachments: readonly [Attachment, ...Attachment[]], settings: Settings): QuotaIssue | undefined => {
    const last = attachments.at(-1) ?? attachments[0];
    const { kind, principal } = last;
    const quota = quotaOf(settings, last);
    const elsewhere = elsewhereOf(settings, last);
    const total = attachments.length + elsewhere;
    if (total < quota) {
        return undefined;
    }
    const counted =
        `gets ${total} managed ${total === 1 ? "policy" : "policies"} (${attachedBy(attachments)}` +
        `${elsewhere === 0 ? "" : `; ${elsewhere} elsewhere`})`;
    const subject = `this ${granteeTypes[kind]}`;
    const report = (level: QuotaLevel, message: string, fix: string): QuotaIssue => ({
        level,
        issue: { path: last.path, value: principal, message, fix },
    });
    if (total === quota) {
        return report(
            "warning",
            `${counted}, as many as the quota allows: renaming a component that attaches one of them fails, because Pulumi attaches the new policy before it detaches the old one`,
            `Before you rename one, detach another policy from ${subject}.`,
        );
    }
    return kind === "groups"
        ? report(
              "issue",
              `${counted}, but AWS allows ${quota} on a group and does not raise this quota`,
              "Give some of these access levels to another group.",
          )
        : report(
              "warning",
              `${counted}, more than the quota of ${quota}`,
              `Attach fewer to ${subject}, or have AWS raise the quota and set it in "managedPolicyQuotas".`,
          );
};

/** Compares the managed policies on each principal of a stack with the quotas of IAM. */
export const attachmentQuotas = (all: readonly Computed[], settings: Settings): QuotaReport => {
    const byPrincipal = new Map<string, [Attachment, ...Attachment[]]>();
    for (const attachment of attachmentsIn(all)) {
        const others = byPrincipal.get(principalKey(attachment));
        if (others === undefined) {
            byPrincipal.set(principalKey(attachment), [attachment]);
        } else {
            others.push(attachment);
        }
    }
    const issues: ValidationIssue[] = [];
    const warnings = new Map<string, ValidationIssue[]>();
    for (const attachments of byPrincipal.values()) {
        const report = reportOn(attachments, settings);
        if (report?.level === "issue") {
            issues.push(report.issue);
        } else if (report !== undefined) {
            const owner = (attachments.at(-1) ?? attachments[0]).owner;
            warnings.set(owner, [...(warnings.get(owner) ?? []), report.issue]);
        }
    }
    return { issues, warnings };
};
