import { deferred } from "../../iam";
import type { ConditionValues } from "./conditions";
import { jsonText } from "../values/parseJson";
import { keysOf, getOwn } from "../values/paths";

/** What a template is read with: its parameters' values, its resources, and the account where it is known. */
export interface TemplateContext {
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly resources: unknown;
    readonly mappings: unknown;
    readonly account: string | undefined;
    /** Which branch of each `Fn::If` is taken. */
    readonly holds: ConditionValues;
}

/** `AWS::NoValue` takes its property or element away. */
const noValue = Symbol("AWS::NoValue");

const deepest = 256;

/** Stands for the template's own account where it is not known. A policy variable would not do: old versions lack them. */
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

/** What `Ref` gives: a pseudo parameter, a parameter, else the resource's name, for which its logical id stands. */
const refer = (name: string, context: TemplateContext): unknown => {
    const known = pseudo(name, context) ?? getOwn(context.parameters, name);
    if (known !== undefined) {
        return known;
    }
    const type = getOwn(getOwn(context.resources, name), "Type");
    return typeof type !== "string" ? deferred(name) : arnByRef.has(type) ? arnOf(name, type, context) : name;
};

/** @see AWS CloudFormation Template Reference, each type's "Return values" (2026) */
const arnByRef: ReadonlySet<string> = new Set([
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::OIDCProvider",
    "AWS::IAM::SAMLProvider",
    "AWS::SNS::Topic",
    "AWS::SecretsManager::Secret",
    "AWS::StepFunctions::StateMachine",
]);

/** The ARN of a resource of the template, as far as its rules hang on it: whose it is, and which role or issuer. */
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
            // The one ARN that does not say whose it is.
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
        // `${!aws:username}` is how a template writes IAM's own variable.
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

const applied = (name: string, argument: unknown, context: TemplateContext, depth: number): unknown => {
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
            // What only CloudFormation can tell stays one plain word: no wildcard, no ARN, no verdict on it.
            return deferred(name);
    }
};

/** A template's value with its functions replaced by what they give, as far as the template alone tells. */
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
        return applied(only, getOwn(value, only), context, depth - 1);
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
