import { exceptionsFor, isAccountId } from "../../iam";
import { readOrThrowUnknown, withoutUnknowns, getOwn } from "../values/paths";
import { isUnknown } from "../values/unknown";

/** What to do about a permission: words, and properties that can be pasted. */
export interface PermissionAdvice {
    readonly fix: string;
    readonly replacement: string;
}

/** The properties of a permission resource, under the names the providers share. */
export interface PermissionFields {
    readonly principal: string;
    readonly actions: string;
    readonly resource: string;
    /** Property to the condition it expresses. */
    readonly conditions: Readonly<Record<string, readonly [operator: string, key: string]>>;
    /** How to restrict the principal. */
    readonly advice: (account: string | undefined, principal: unknown) => PermissionAdvice;
}

const sourceAccount = ["StringEquals", "aws:SourceAccount"] as const;

const sourceAccountAdvice = (account: string | undefined): PermissionAdvice => ({
    fix: "Restrict the source account.",
    replacement: `sourceAccount: "${account ?? "ACCOUNT_ID"}"`,
});

const principalAdvice = (account: string | undefined): PermissionAdvice => ({
    fix: "Name the account as principal.",
    replacement: `principal: "${account ?? "ACCOUNT_ID"}"`,
});

const lambdaConditions = {
    sourceAccount,
    sourceArn: ["ArnLike", "aws:SourceArn"],
    principalOrgId: ["StringEquals", "aws:PrincipalOrgID"],
    functionUrlAuthType: ["StringEquals", "lambda:FunctionUrlAuthType"],
    eventSourceToken: ["StringEquals", "lambda:EventSourceToken"],
    invokedViaFunctionUrl: ["Bool", "lambda:InvokedViaFunctionUrl"],
} as const;

/** The advice for an Alexa skill, which sends no source keys. */
const skillAdvice = (principal: unknown): PermissionAdvice | undefined => {
    const [token] = (typeof principal === "string" ? exceptionsFor(["lambda"], principal) : [])
        .flatMap(({ clause }) => (clause === undefined ? [] : [clause]))
        .filter(([, key]) => key === "lambda:EventSourceToken");
    return token === undefined
        ? undefined
        : { fix: "Name your skill.", replacement: `eventSourceToken: "${token[2]}"` };
};

const layer: PermissionFields = {
    principal: "principal",
    actions: "action",
    resource: "layerName",
    conditions: { organizationId: ["StringEquals", "aws:PrincipalOrgID"] },
    advice: () => ({ fix: "Name your organization.", replacement: 'organizationId: "o-ORGANIZATION_ID"' }),
};

const lambda: PermissionFields = {
    principal: "principal",
    actions: "action",
    resource: "function",
    conditions: lambdaConditions,
    advice: (account, principal) =>
        skillAdvice(principal) ?? {
            ...sourceAccountAdvice(account),
            fix: "Restrict the source account, and name the caller's ARN in sourceArn where it is known.",
        },
};

const privateAuthority: PermissionFields = {
    principal: "principal",
    actions: "actions",
    resource: "certificateAuthorityArn",
    conditions: { sourceAccount },
    advice: sourceAccountAdvice,
};

const signing: PermissionFields = {
    principal: "principal",
    actions: "action",
    resource: "profileName",
    conditions: {},
    advice: principalAdvice,
};

const eventBus: PermissionFields = {
    principal: "principal",
    actions: "action",
    resource: "eventBusName",
    conditions: { "condition.value": ["StringEquals", "aws:PrincipalOrgID"] },
    advice: (account) => ({
        ...principalAdvice(account),
        fix: "Name the account as principal, or restrict aws:PrincipalOrgID to your organization in condition.",
    }),
};

/**
 * Resources that express one statement of a resource-based policy as properties. AWS generates the statement from them;
 * the same statement is generated here, so that rules can evaluate it.
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

const principalOf = (principal: unknown): unknown => {
    if (principal === "*") {
        return "*";
    }
    return typeof principal === "string" && /^\s*(\d{12}|arn:.*)\s*$/i.test(principal)
        ? { AWS: principal }
        : { Service: principal };
};

/** A source account that is not an account ID is ignored, because it does not restrict the principal reliably. */
const isAccount = (value: unknown): boolean => typeof value === "string" && isAccountId(value.trim());

/** A flag that is not set adds no condition. */
const isEmpty = (value: unknown): boolean =>
    value === undefined || value === null || value === "" || value === false || value === "false";

/**
 * The statement that AWS generates from the properties, as a document. Reading an unknown property throws. An unknown
 * source ARN is ignored if the source account is known: conditions are ANDed, so the ARN could only restrict further.
 */
export const permissionDocument = (fields: PermissionFields, props: unknown): unknown => {
    const read = (field: string): unknown => readOrThrowUnknown(props, field.split("."));
    // An event bus policy accepts a whole statement instead of the properties.
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
    // The policy applies to its own resource, so an unknown name need not block the evaluation.
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
