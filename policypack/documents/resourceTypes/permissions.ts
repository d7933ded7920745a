import { exceptionsFor } from "../../iam";
import { readOrThrowUnknown, withoutUnknowns, getOwn } from "../values/paths";
import { isUnknown } from "../values/unknown";

/** What the fields of a permission resource say, under the names the providers share. */
export interface PermissionFields {
    readonly principal: string;
    readonly actions: string;
    readonly resource: string;
    /** Field to condition: operator and key. */
    readonly conditions: Readonly<Record<string, readonly [operator: string, key: string]>>;
    /** The fields that bind the principal, to paste. */
    readonly paste: (account: string | undefined, principal: unknown) => string;
}

const sourceAccount = ["StringEquals", "aws:SourceAccount"] as const;

const accountField = (account: string | undefined): string => `sourceAccount: "${account ?? "ACCOUNT_ID"}"`;

const ownPrincipal = (account: string | undefined): string => `principal: "${account ?? "ACCOUNT_ID"}"`;

const lambdaConditions = {
    sourceAccount,
    sourceArn: ["ArnLike", "aws:SourceArn"],
    principalOrgId: ["StringEquals", "aws:PrincipalOrgID"],
    functionUrlAuthType: ["StringEquals", "lambda:FunctionUrlAuthType"],
    eventSourceToken: ["StringEquals", "lambda:EventSourceToken"],
} as const;

const callerFields = (account: string | undefined): string =>
    `${accountField(account)}, and the caller's ARN as sourceArn where it is known`;

/** What binds a service that sends no source keys to a function. */
const skillField = (principal: unknown): string | undefined => {
    const [token] = (typeof principal === "string" ? exceptionsFor(["lambda"], principal) : [])
        .flatMap(({ clause }) => (clause === undefined ? [] : [clause]))
        .filter(([, key]) => key === "lambda:EventSourceToken");
    return token === undefined ? undefined : `eventSourceToken: "${token[2]}"`;
};

const layer: PermissionFields = {
    principal: "principal",
    actions: "action",
    resource: "layerName",
    conditions: { organizationId: ["StringEquals", "aws:PrincipalOrgID"] },
    paste: () => 'organizationId: "o-ORGANIZATION_ID"',
};

const lambda: PermissionFields = {
    principal: "principal",
    actions: "action",
    resource: "function",
    conditions: lambdaConditions,
    paste: (account, principal) => skillField(principal) ?? callerFields(account),
};

const privateAuthority: PermissionFields = {
    principal: "principal",
    actions: "actions",
    resource: "certificateAuthorityArn",
    conditions: { sourceAccount },
    paste: accountField,
};

const signing: PermissionFields = {
    principal: "principal",
    actions: "action",
    resource: "profileName",
    conditions: {},
    paste: ownPrincipal,
};

const eventBus: PermissionFields = {
    principal: "principal",
    actions: "action",
    resource: "eventBusName",
    conditions: { "condition.value": ["StringEquals", "aws:PrincipalOrgID"] },
    paste: (account) =>
        `${ownPrincipal(account)}, or condition: { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-ORGANIZATION_ID" }`,
};

/**
 * Resources that write one statement of a resource policy in fields of their own. AWS makes the statement of them; so
 * does the table, and judges that.
 */
export const permissions: Readonly<Record<string, PermissionFields>> = {
    "aws:lambda/permission:Permission": lambda,
    "aws:lambda/layerVersionPermission:LayerVersionPermission": layer,
    "aws:acmpca/permission:Permission": privateAuthority,
    "aws:signer/signingProfilePermission:SigningProfilePermission": signing,
    "aws:cloudwatch/eventPermission:EventPermission": eventBus,
    "AWS::Lambda::Permission": { ...lambda, resource: "functionName" },
    "AWS::Lambda::LayerVersionPermission": { ...layer, resource: "layerVersionArn" },
    "AWS::ACMPCA::Permission": privateAuthority,
    "AWS::Signer::ProfilePermission": signing,
    "AWS::Events::EventBusPolicy": eventBus,
};

const principalOf = (principal: unknown): unknown =>
    principal === "*"
        ? "*"
        : typeof principal === "string" && /^\s*(\d{12}|arn:.*)\s*$/i.test(principal)
          ? { AWS: principal }
          : { Service: principal };

/** An account field that is no account number restricts nothing the law could rely on. */
const isAccount = (value: unknown): boolean => typeof value === "string" && /^\d{12}$/.test(value.trim());

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

/**
 * The statement AWS makes of the fields, as a document. Reads the fields as a policy does: an unknown one throws.
 * Only a source ARN beside a known account is not asked for, because conditions are ANDed: it can but narrow.
 */
export const permissionDocument = (fields: PermissionFields, props: unknown): unknown => {
    const read = (field: string): unknown => readOrThrowUnknown(props, field.split("."));
    // An EventBridge bus takes a whole statement instead of the fields.
    if (!isEmpty(getOwn(props, "statement"))) {
        return { Version: "2012-10-17", Statement: read("statement") };
    }
    const condition: Record<string, Record<string, unknown>> = {};
    for (const [field, [operator, key]] of Object.entries(fields.conditions)) {
        if (field === "sourceArn" && isUnknown(getOwn(props, field)) && isAccount(getOwn(props, "sourceAccount"))) {
            continue;
        }
        const value = read(field);
        if (isEmpty(value) || (field === "sourceAccount" && !isAccount(value))) {
            continue;
        }
        (condition[operator] ??= {})[key] = value;
    }
    // In a resource policy the resource is the one it stands on, so its name is not worth an unknown verdict.
    const resource = withoutUnknowns(getOwn(props, fields.resource));
    return {
        Version: "2012-10-17",
        Statement: {
            Effect: "Allow",
            Principal: principalOf(read(fields.principal)),
            Action: read(fields.actions) ?? "events:PutEvents",
            Resource: isEmpty(resource) ? "*" : resource,
            ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
        },
    };
};
