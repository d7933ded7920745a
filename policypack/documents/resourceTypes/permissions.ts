import { exceptionsFor, isAccountId, isDeferred } from "../../iam";
import { parseJson } from "../values/parseJson";
import { readOrThrowUnknown, withoutUnknowns, getOwn, keysOf } from "../values/paths";
import { tableOf } from "../values/types";
import { nativePath } from "./cloudFormation";
import { isUnknown } from "../values/unknown";

/** What to do about a permission: words, and properties to set on its resource. */
export interface PermissionAdvice {
    readonly fix: string;
    readonly properties: Readonly<Record<string, string>>;
    /** The words in the properties that the reader fills in. */
    readonly placeholders: readonly string[];
}

type Advice = Pick<PermissionAdvice, "fix" | "properties">;

/** The properties of a permission resource, under the names the providers share. */
export interface PermissionFields {
    readonly principal: string;
    readonly actions: string;
    readonly resource: string;
    /** Property to the condition it expresses. */
    readonly conditions: Readonly<Record<string, readonly [operator: string, key: string]>>;
    /**
     * The condition that the service itself ensures where the properties have none.
     *
     * @default - none.
     */
    readonly ensured?: readonly [operator: string, key: string, value: string];
    /** How to restrict the principal of a resource with these properties to an account. */
    readonly advice: (account: string, props: unknown) => Advice;
}

const placeholders = ["ACCOUNT_ID", "SKILL_ID"];

const inCase = (name: string, isCapitalized: boolean): string =>
    isCapitalized ? name.charAt(0).toUpperCase() + name.slice(1) : name;

/** The property that a condition is written as: `sourceArn` for `Statement.Condition.ArnLike.aws:SourceArn`. */
export const propertyOfCondition = (
    { conditions }: PermissionFields,
    path: string,
    isCapitalized: boolean,
): string | undefined => {
    const [name] = Object.entries(conditions).find(([, [operator, key]]) => path.includes(`${operator}.${key}`)) ?? [];
    return name === undefined ? undefined : inCase(name, isCapitalized);
};

/** What to do about a permission, under the property names of its provider. */
export const adviceFor = (
    { advice }: PermissionFields,
    props: unknown,
    account: string | undefined,
    isCapitalized: boolean,
): PermissionAdvice => {
    const { fix, properties } = advice(account ?? "ACCOUNT_ID", props);
    const named = Object.entries(properties).map(([name, value]) => [inCase(name, isCapitalized), value]);
    return { fix, properties: Object.fromEntries(named) as PermissionAdvice["properties"], placeholders };
};

const sourceAccount = ["StringEquals", "aws:SourceAccount"] as const;

const sourceAccountAdvice = (account: string): Advice => ({
    fix: "Restrict the source account.",
    properties: { sourceAccount: account },
});

const principalAdvice = (account: string): Advice => ({
    fix: "Name the account as principal.",
    properties: { principal: account },
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
const skillAdvice = (principal: unknown): Advice | undefined => {
    const [token] = (typeof principal === "string" ? exceptionsFor(["lambda"], principal) : [])
        .flatMap(({ clause }) => (clause === undefined ? [] : [clause]))
        .filter(([, key]) => key === "lambda:EventSourceToken");
    return token === undefined ? undefined : { fix: "Name your skill.", properties: { eventSourceToken: token[2] } };
};

/**
 * The advice for a function URL. Its callers are principals, so no source restricts them, and only a URL that requires
 * a signature knows who they are. The auth type is a property of the permission to use the URL alone.
 *
 * @see AWS Lambda Developer Guide, urls-auth; Lambda API Reference, AddPermission (read 2026-12-01)
 */
const urlAdvice = (account: string, props: unknown): Advice => ({
    fix:
        "Name the account or role that calls the URL as principal, or your organization in principalOrgId, in both " +
        "permissions of the URL, and set functionUrlAuthType and the authorizationType of the URL to AWS_IAM.",
    properties: {
        principal: account,
        ...(isSet(getOwn(props, "invokedViaFunctionUrl")) ? {} : { functionUrlAuthType: "AWS_IAM" }),
    },
});

const isSet = (flag: unknown): boolean => flag === true || flag === "true";

/** Whether the permission is one of the two that a function URL needs. */
const isForUrl = (props: unknown): boolean => {
    const action = getOwn(props, "action");
    return (
        isSet(getOwn(props, "invokedViaFunctionUrl")) ||
        !isEmpty(getOwn(props, "functionUrlAuthType")) ||
        (typeof action === "string" && action.trim().toLowerCase() === "lambda:invokefunctionurl")
    );
};

const layer: PermissionFields = {
    principal: "principal",
    actions: "action",
    resource: "layerName",
    conditions: { organizationId: ["StringEquals", "aws:PrincipalOrgID"] },
    advice: (account) => ({
        ...principalAdvice(account),
        fix: "Name the account as principal, or your organization in organizationId.",
    }),
};

const lambda: PermissionFields = {
    principal: "principal",
    actions: "action",
    resource: "function",
    conditions: lambdaConditions,
    advice: (account, props) => {
        const principal = getOwn(props, "principal");
        if (isForUrl(props)) {
            return urlAdvice(account, props);
        }
        return principal === "*" && isEmpty(getOwn(props, "sourceArn"))
            ? {
                  ...principalAdvice(account),
                  fix: "Name the account or role that calls the function as principal, or your organization in principalOrgId.",
              }
            : (skillAdvice(principal) ?? {
                  ...sourceAccountAdvice(account),
                  fix: "Restrict the source account, and name the caller's ARN in sourceArn where it is known.",
              });
    },
};

/**
 * ACM renews certificates with a permission only in the account of the authority; others need a policy of it.
 *
 * @see AWS Private CA API Reference, CreatePermission (read 2026-12-01)
 */
const privateAuthority: PermissionFields = {
    principal: "principal",
    actions: "actions",
    resource: "certificateAuthorityArn",
    conditions: { sourceAccount },
    ensured: [...sourceAccount, "${aws:ResourceAccount}"],
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

/** The native provider's name of a property that differs from CloudFormation's in more than its first letter. */
const nativeNames: Readonly<Record<string, string>> = tableOf({ PrincipalOrgID: "principalOrgId" });

/** The properties of a CloudFormation type under the names of the native provider. */
export const nativeFields = (props: unknown): unknown =>
    Object.fromEntries(
        keysOf(props).map((key) => {
            const value = getOwn(props, key);
            // The condition of an event bus has properties of its own: Type, Key and Value.
            return [nativeNames[key] ?? nativePath(key), key === "Condition" ? nativeFields(value) : value];
        }),
    );

const principalOf = (principal: unknown): unknown => {
    if (principal === "*") {
        return "*";
    }
    return typeof principal === "string" && /^\s*(\d{12}|arn:.*)\s*$/i.test(principal)
        ? { AWS: principal }
        : { Service: principal };
};

/**
 * A source account that is not an account ID is ignored, because it does not restrict the principal reliably. A
 * template may write it as a number, or leave it to the deployment.
 */
const isAccount = (value: unknown): boolean =>
    typeof value === "number"
        ? isAccountId(String(value))
        : typeof value === "string" && (isAccountId(value.trim()) || isDeferred(value));

/** Whether the condition of an event bus is the one that AWS accepts. @see EventBridge API Reference, Condition */
const isOfOrganization = (condition: unknown): boolean =>
    isOneOf(getOwn(condition, "key"), "aws:principalorgid") && isOneOf(getOwn(condition, "type"), "stringequals");

/** Whether a value has this spelling, or may have it: only the update knows an unknown one. */
const isOneOf = (value: unknown, spelling: string): boolean =>
    typeof value !== "string" || isUnknown(value) || value.toLowerCase() === spelling;

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
        const statement = read("statement");
        return {
            Version: "2012-10-17",
            Statement: typeof statement === "string" ? (parseJson(statement) ?? statement) : statement,
        };
    }
    const condition: Record<string, Record<string, unknown>> = {};
    for (const [field, [operator, key]] of Object.entries(fields.conditions)) {
        if (field === "sourceArn" && isUnknown(getOwn(props, field)) && isAccount(getOwn(props, "sourceAccount"))) {
            continue;
        }
        const value = read(field);
        if (field === "condition.value" && !isOfOrganization(getOwn(props, "condition"))) {
            continue;
        }
        if (isEmpty(value) || (field === "sourceAccount" && !isAccount(value))) {
            continue;
        }
        (condition[operator] ??= {})[key] = typeof value === "number" ? String(value) : value;
    }
    const [operator, key, ensured] = fields.ensured ?? [];
    if (operator !== undefined && key !== undefined && condition[operator]?.[key] === undefined) {
        (condition[operator] ??= {})[key] = ensured;
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
