import { deferred } from "../../iam";
import type { ConditionValues } from "./conditions";
import { jsonText } from "../values/parseJson";
import { keysOf, getOwn } from "../values/paths";

/** The context for resolving a template's intrinsic functions. */
export interface TemplateContext {
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly resources: unknown;
    readonly mappings: unknown;
    /** The account of the stack, if known. */
    readonly account: string | undefined;
    /** Which conditions are true, for `Fn::If`. */
    readonly holds: ConditionValues;
}

/** `AWS::NoValue` removes the property or list element. */
const noValue = Symbol("AWS::NoValue");

const deepest = 256;

/** A placeholder for an unknown account. Not a policy variable, because Version 2008-10-17 does not support them. */
const someAccount = "000000000000";

const accountOf = ({ account }: TemplateContext): string => account ?? someAccount;

const pseudo = (name: string, context: TemplateContext): unknown => {
    switch (name) {
        case "AWS::NoValue":
            return noValue;
        case "AWS::AccountId":
            return accountOf(context);
        case "AWS::Partition":
            return "aws";
        case "AWS::URLSuffix":
            return "amazonaws.com";
        case "AWS::Region":
            return "us-east-1";
        default:
            return undefined;
    }
};

/** Resolves `Ref`: a pseudo parameter, a parameter, or a resource, whose logical ID stands for its name. */
const refer = (name: string, context: TemplateContext): unknown => {
    const known = pseudo(name, context) ?? getOwn(context.parameters, name);
    if (known !== undefined) {
        return known;
    }
    const type = getOwn(getOwn(context.resources, name), "Type");
    if (typeof type !== "string") {
        return deferred(name);
    }
    return arnByRef.has(type) ? arnOf(name, type, context) : name;
};

/**
 * Types whose `Ref` returns an ARN.
 * @see AWS CloudFormation Template Reference, each type's "Return values" (2026)
 */
const arnByRef: ReadonlySet<string> = new Set([
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::OIDCProvider",
    "AWS::IAM::SAMLProvider",
    "AWS::SNS::Topic",
    "AWS::SecretsManager::Secret",
    "AWS::StepFunctions::StateMachine",
]);

/** The ARN of a resource of the template, with the parts that rules need: the account, and the role or issuer. */
const arnOf = (name: string, type: string, context: TemplateContext): string => {
    const property = (of: string): string => {
        const value = resolved(getOwn(getOwn(getOwn(context.resources, name), "Properties"), of), context);
        return typeof value === "string" ? value : name;
    };
    switch (type) {
        case "AWS::IAM::Role":
            return `arn:aws:iam::${accountOf(context)}:role/${property("RoleName")}`;
        case "AWS::IAM::OIDCProvider":
            return `arn:aws:iam::${accountOf(context)}:oidc-provider/${property("Url").replace(/^https:\/\//, "")}`;
        case "AWS::IAM::SAMLProvider":
            return `arn:aws:iam::${accountOf(context)}:saml-provider/${name}`;
        case "AWS::S3::Bucket":
            // A bucket ARN has no account.
            return `arn:aws:s3:::${property("BucketName")}`;
        default: {
            const [, service = ""] = type.toLowerCase().split("::");
            return `arn:aws:${service}:us-east-1:${accountOf(context)}:${name}`;
        }
    }
};

const attribute = (resource: string, name: string, context: TemplateContext): string => {
    const type = getOwn(getOwn(context.resources, resource), "Type");
    return typeof type === "string" && /^AWS::(?!CloudFormation::)/.test(type) && /^\w*Arn$/.test(name)
        ? arnOf(resource, type, context)
        : deferred(`${resource}.${name}`);
};

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

const substitute = (template: string, variables: unknown, context: TemplateContext): string =>
    template.replace(/\$\{(!?)([^}]*)\}/g, (whole, literal: string, name: string) => {
        // A template escapes an IAM policy variable as `${!aws:username}`.
        if (literal === "!") {
            return `\${${name}}`;
        }
        const given = getOwn(variables, name.trim());
        if (given !== undefined) {
            return text(resolved(given, context));
        }
        const [resource = "", ...rest] = name.trim().split(".");
        const value = rest.length > 0 ? attribute(resource, rest.join("."), context) : refer(name.trim(), context);
        return value === noValue ? "" : text(value) || whole;
    });

const applyFunction = (name: string, argument: unknown, context: TemplateContext, depth: number): unknown => {
    const list = Array.isArray(argument) ? argument : [argument];
    switch (name) {
        case "Ref":
            return refer(text(argument), context);
        case "Fn::GetAtt": {
            const [resource = "", ...rest] = typeof argument === "string" ? argument.split(".") : list.map(text);
            return attribute(resource, rest.join("."), context);
        }
        case "Fn::Sub":
            return substitute(text(list[0]), list[1], context);
        case "Fn::Join": {
            const parts = resolved(list[1], context, depth);
            return Array.isArray(parts) ? parts.map(text).join(text(list[0])) : deferred(name);
        }
        case "Fn::Split": {
            const whole = resolved(list[1], context, depth);
            return typeof whole === "string" ? whole.split(text(list[0])) : deferred(name);
        }
        case "Fn::Select": {
            const [index, from] = list.map((one) => resolved(one, context, depth));
            return getOwn(from, Number(text(index))) ?? deferred(name);
        }
        case "Fn::FindInMap": {
            const keys = list.slice(0, 3).map((one) => text(resolved(one, context, depth)));
            const found = keys.reduce<unknown>(getOwn, context.mappings) ?? getOwn(list[3], "DefaultValue");
            return resolved(found, context, depth) ?? deferred(name);
        }
        case "Fn::ToJsonString":
            return jsonText(resolved(argument, context, depth)) ?? deferred(name);
        case "Fn::If":
            return resolved(list[context.holds(text(list[0])) ? 1 : 2], context, depth);
        default:
            // Only CloudFormation can resolve it, so it becomes a placeholder that no rule reports.
            return deferred(name);
    }
};

/** Resolves the intrinsic functions in a value, as far as the template alone allows. */
export const resolved = (value: unknown, context: TemplateContext, depth = deepest): unknown => {
    if (depth === 0) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.flatMap((element) => {
            const result = resolved(element, context, depth - 1);
            return result === noValue ? [] : [result];
        });
    }
    const keys = keysOf(value);
    const [only = ""] = keys;
    if (keys.length === 1 && (only === "Ref" || only.startsWith("Fn::"))) {
        return applyFunction(only, getOwn(value, only), context, depth - 1);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(
        keys.flatMap((key) => {
            const result = resolved(getOwn(value, key), context, depth - 1);
            return result === noValue ? [] : [[key, result] as const];
        }),
    );
};
