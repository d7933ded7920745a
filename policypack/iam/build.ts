/** The element types and constructors of an IAM policy document. Pure: imports nothing. */

/** One string or several; IAM reads both alike. */
export type OneOrMore = string | readonly string[];

/** Operator, then condition key, then the values (ORed): `{ StringEquals: { "aws:SourceAccount": "123456789012" } }`. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** Who a trust or resource policy speaks to. */
export interface Principal {
    readonly Service?: OneOrMore;
    readonly AWS?: OneOrMore;
    readonly Federated?: OneOrMore;
}

/** One statement, as AWS writes it. */
export interface Statement {
    readonly Sid: string;
    readonly Effect: "Allow" | "Deny";
    readonly Principal?: Principal;
    readonly Action: readonly string[];
    readonly Resource?: readonly string[];
    readonly Condition?: Conditions;
}

/** A whole document, in the only Version that knows policy variables. */
export interface PolicyDocument {
    readonly Version: "2012-10-17";
    readonly Statement: readonly Statement[];
}

/**
 * On whose behalf a service may act: the confused-deputy guard. Several features of AWS have no documented source ARN,
 * so the account is required and the ARNs are not.
 */
export interface DeputyGuard {
    /** The 12 digits of the account the service must act for. */
    readonly sourceAccount: string;
    /** ARNs (wildcards allowed, not in the account) of the resources the service must act for. */
    readonly sourceArns?: readonly string[];
}

/** A document of these statements. */
export const document = (...statements: readonly Statement[]): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: statements,
});

/** Lets the holder do these actions on these resources. */
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

/** Takes these actions on these resources away, whatever else allows them. */
export const deny = (
    sid: string,
    actions: readonly string[],
    resources: readonly string[],
    condition?: Conditions,
): Statement => ({ ...allow(sid, actions, resources, condition), Effect: "Deny" });

/** The Condition of a guard. */
export const guardedBy = ({ sourceAccount, sourceArns }: DeputyGuard): Conditions => ({
    StringEquals: { "aws:SourceAccount": sourceAccount },
    ...(sourceArns === undefined || sourceArns.length === 0 ? {} : { ArnLike: { "aws:SourceArn": sourceArns } }),
});

/** A trust statement that lets one AWS service assume the role, and only on behalf of the guarded source. */
export const trustService = (sid: string, service: string, guard: DeputyGuard): Statement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["sts:AssumeRole"],
    Condition: guardedBy(guard),
});

/**
 * A trust statement without a guard: for the services that send no source keys (`ec2.amazonaws.com`), or where the user
 * switched the guard off with a reason. The law judges it as any other statement.
 */
export const trustUnguarded = (sid: string, service: string): Statement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["sts:AssumeRole"],
});

/** Lets the holder pass exactly these roles, and only to this service. */
export const passRole = (sid: string, roleArns: readonly string[], service: string): Statement =>
    allow(sid, ["iam:PassRole"], roleArns, { StringEquals: { "iam:PassedToService": service } });

/** A trust statement that lets the tokens of an identity provider in, those that meet the condition. */
export const trustFederated = (sid: string, providerArn: string, condition: Conditions): Statement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Federated: providerArn },
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Condition: condition,
});
