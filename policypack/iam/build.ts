/** The element types and constructors of an IAM policy document. Pure: imports nothing. */

/** One string or a list; IAM treats both the same. */
export type OneOrMore = string | readonly string[];

/**
 * Condition operator to condition key to values (ORed): `{ StringEquals: { "aws:SourceAccount": "123456789012" } }`.
 */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** The Principal element of a trust policy or resource-based policy. */
export interface Principal {
    readonly Service?: OneOrMore;
    readonly AWS?: OneOrMore;
    readonly Federated?: OneOrMore;
}

/** One statement, with the element names of IAM. */
export interface Statement {
    readonly Sid: string;
    readonly Effect: "Allow" | "Deny";
    readonly Principal?: Principal;
    readonly Action: readonly string[];
    readonly Resource?: readonly string[];
    readonly Condition?: Conditions;
}

/** A policy document, in the only Version that supports policy variables. */
export interface PolicyDocument {
    readonly Version: "2012-10-17";
    readonly Statement: readonly Statement[];
}

/**
 * The confused-deputy guard: on whose behalf a service may act. AWS documents no source ARN for several features, so
 * the account is required and the ARNs are optional.
 */
export interface DeputyGuard {
    /** The 12-digit ID of the account the service must act for. */
    readonly sourceAccount: string;
    /**
     * ARNs of the resources the service must act for; wildcards are allowed, except in the account field.
     *
     * @default - any resource of the account.
     */
    readonly sourceArns?: readonly string[];
}

/** A policy document with these statements. */
export const document = (...statements: readonly Statement[]): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: statements,
});

/** Allows the principal these actions on these resources. */
export const allow = (
    sid: string,
    actions: readonly string[],
    resources: readonly string[],
    condition?: Conditions,
): Statement => ({
    Sid: sid,
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(condition === undefined ? {} : { Condition: condition }),
});

/** Denies these actions on these resources, which overrides every Allow. */
export const deny = (
    sid: string,
    actions: readonly string[],
    resources: readonly string[],
    condition?: Conditions,
): Statement => ({ ...allow(sid, actions, resources, condition), Effect: "Deny" });

/** The Condition that implements a guard. */
export const guardedBy = ({ sourceAccount, sourceArns }: DeputyGuard): Conditions => ({
    StringEquals: { "aws:SourceAccount": sourceAccount },
    ...(sourceArns === undefined || sourceArns.length === 0 ? {} : { ArnLike: { "aws:SourceArn": sourceArns } }),
});

/** A trust statement that allows one AWS service to assume the role, only on behalf of the guarded source. */
export const trustService = (sid: string, service: string, guard: DeputyGuard): Statement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["sts:AssumeRole"],
    Condition: guardedBy(guard),
});

/**
 * A trust statement without a guard: for services that send no source keys (`ec2.amazonaws.com`), or where the user
 * disabled the guard with a reason. The rules evaluate it like any other statement.
 */
export const trustUnguarded = (sid: string, service: string): Statement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["sts:AssumeRole"],
});

/** Allows the principal to pass exactly these roles, only to this service. */
export const passRole = (sid: string, roleArns: readonly string[], service: string): Statement =>
    allow(sid, ["iam:PassRole"], roleArns, { StringEquals: { "iam:PassedToService": service } });

/** A trust statement that accepts the tokens of an identity provider that satisfy the condition. */
export const trustFederated = (sid: string, providerArn: string, condition: Conditions): Statement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Federated: providerArn },
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Condition: condition,
});
