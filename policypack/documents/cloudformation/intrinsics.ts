import { deferred } from "../../iam";
import { TemplateLimitError, type TemplateBudget } from "./budget";
import type { ConditionValues } from "./conditions";
import { jsonText } from "../values/parseJson";
import { keysOf, getOwn } from "../values/paths";

/** The parts of a template that intrinsic functions refer to. */
export interface TemplateParts {
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly resources: unknown;
    readonly mappings: unknown;
    /** The account of the stack, if known. */
    readonly account: string | undefined;
}

/** The identifier of an `Fn::ForEach` in one iteration, and those of the loops around it. */
export interface LoopVariable {
    readonly identifier: string;
    readonly value: unknown;
    readonly outer: LoopVariable | undefined;
}

/** What the same value can be resolved to differently. */
export interface Scope {
    /** Which conditions are true, for `Fn::If`. */
    readonly holds: ConditionValues;
    readonly loop: LoopVariable | undefined;
}

/** `AWS::NoValue` removes the property or list element. */
const noValue = Symbol("AWS::NoValue");

/** How deeply values may be nested. CloudFormation's own functions are nested a few levels deep. */
const deepest = 256;

/** A placeholder for an unknown account. Not a policy variable, because Version 2008-10-17 does not support them. */
const someAccount = "000000000000";

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

/** The property with the name that is part of the ARN. Other ARNs contain the logical ID. */
const nameProperties: ReadonlyMap<unknown, string> = new Map([
    ["AWS::IAM::Role", "RoleName"],
    ["AWS::IAM::OIDCProvider", "Url"],
    ["AWS::S3::Bucket", "BucketName"],
]);

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** The values that a resolved value may have in any template; a larger template may have more. */
const minMaxSize = 100_000;

const sizeOfPlain = (value: unknown): number => (typeof value === "string" ? 1 + value.length / 8 : 1);

/** The size of the value of a parameter, which is a string or a list of strings. */
const sizeOfKnown = (value: unknown): number => (Array.isArray(value) ? value.length : sizeOfPlain(value));

/** Resource and attribute of an `Fn::GetAtt`, or of a name in `Fn::Sub`. */
const attributeParts = (argument: unknown): readonly [resource: string, name: string] => {
    const list = Array.isArray(argument) ? argument : [argument];
    const [resource = "", ...rest] = typeof argument === "string" ? argument.split(".") : list.map(text);
    return [resource, rest.join(".")];
};

/** A part of an `Fn::Sub`: literal text, or a name with the text around it. */
type SubPart = string | { readonly name: string; readonly whole: string };

/** Splits the text of an `Fn::Sub`. A template escapes an IAM policy variable as `${!aws:username}`. */
const subParts = (template: string): readonly SubPart[] => {
    const parts: SubPart[] = [];
    let at = 0;
    for (let start = template.indexOf("${"); start !== -1; start = template.indexOf("${", at)) {
        const end = template.indexOf("}", start);
        if (end === -1) {
            break;
        }
        const inside = template.slice(start + 2, end);
        parts.push(template.slice(at, start));
        parts.push(
            inside.startsWith("!")
                ? `\${${inside.slice(1)}}`
                : { name: inside.trim(), whole: template.slice(start, end + 1) },
        );
        at = end + 1;
    }
    parts.push(template.slice(at));
    return parts;
};

/** A resolved value, and the number of values in it. */
interface Resolved {
    readonly value: unknown;
    readonly size: number;
}

/** A resolved name, and whether it depends on the scope. */
interface ResolvedName {
    readonly value: string;
    readonly isScoped: boolean;
}

/** The names that depend on the scope, and those that cannot be resolved in it. */
interface ScopedNames {
    readonly known: Map<string, ResolvedName>;
    readonly failed: Map<string, TemplateLimitError>;
}

/**
 * Resolves the intrinsic functions in the values of a template, as far as the template alone allows. Every value that
 * does not depend on conditions and loops is resolved once. The results are frozen, so that they can be shared.
 *
 * @throws TemplateLimitError if a value refers to itself, or if the budget is spent.
 */
export class Resolver {
    /** How often the scope was read: a value without such a read is the same in every scope. */
    private scopeReads = 0;
    private readonly resolvedOnce = new WeakMap<object, Resolved>();
    /**
     * The size of the value that was resolved last: the number of values in it, with long strings counted as several.
     * Mappings can repeat a value many times in the result, where it is one object.
     */
    private size = 0;
    private readonly maxSize: number;
    /** Mappings that are being resolved. */
    private readonly open = new Set<unknown>();
    private readonly names = new Map<string, ResolvedName>();
    private readonly namesByScope = new WeakMap<Scope, ScopedNames>();
    /** Resources whose names are being resolved. */
    private readonly openNames = new Set<string>();
    /** Names that failed because of open ones, until one of those is resolved. */
    private readonly suspended = new Map<string, TemplateLimitError>();
    private readonly namedResources = new Map<string, readonly string[]>();
    private readonly splits = new Map<string, Map<string, readonly string[]>>();

    constructor(
        private readonly parts: TemplateParts,
        private readonly budget: TemplateBudget,
        templateLength: number,
    ) {
        this.maxSize = minMaxSize + templateLength;
    }

    /** Resolves the value of a declared property, which every rule reads. */
    resolveProperty(value: unknown, scope: Scope): unknown {
        const result = this.resolve(value, scope);
        this.budget.step(this.size / 2);
        return result;
    }

    private resolve(value: unknown, scope: Scope, depth = deepest): unknown {
        this.budget.step();
        if (typeof value !== "object" || value === null) {
            this.size = sizeOfPlain(value);
            return value;
        }
        const known = this.resolvedOnce.get(value);
        if (known !== undefined) {
            this.size = known.size;
            return known.value;
        }
        if (depth === 0) {
            throw new TemplateLimitError(`is nested more than ${deepest} levels deep`);
        }
        const before = this.scopeReads;
        const result = this.resolveObject(value, scope, depth);
        if (this.size > this.maxSize) {
            throw new TemplateLimitError(`grows to more than ${this.maxSize} values`);
        }
        if (this.scopeReads === before) {
            this.resolvedOnce.set(value, { value: result, size: this.size });
        }
        return result;
    }

    private resolveObject(value: object, scope: Scope, depth: number): unknown {
        let size = 1;
        if (Array.isArray(value)) {
            const results: unknown[] = [];
            for (const element of value as readonly unknown[]) {
                const result = this.resolve(element, scope, depth - 1);
                if (result !== noValue) {
                    size += this.size;
                    results.push(result);
                }
            }
            this.size = size;
            return Object.freeze(results);
        }
        const keys = keysOf(value);
        const [only = ""] = keys;
        if (keys.length === 1 && (only === "Ref" || only.startsWith("Fn::"))) {
            const result = this.applyFunction(only, getOwn(value, only), scope, depth - 1);
            if (typeof result !== "object" || result === null) {
                this.size = sizeOfPlain(result);
            }
            return result;
        }
        const members: (readonly [string, unknown])[] = [];
        for (const key of keys) {
            const result = this.resolve(getOwn(value, key), scope, depth - 1);
            if (result !== noValue) {
                size += this.size;
                members.push([key, result]);
            }
        }
        this.size = size;
        return Object.freeze(Object.fromEntries(members));
    }

    private applyFunction(name: string, argument: unknown, scope: Scope, depth: number): unknown {
        const list: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
        const inner = (value: unknown): unknown => this.resolve(value, scope, depth);
        switch (name) {
            case "Ref":
                return this.refer(text(argument), scope);
            case "Fn::GetAtt":
                return this.attribute(...attributeParts(argument), scope);
            case "Fn::Sub":
                return this.substitute(text(list[0]), list[1], scope, depth);
            case "Fn::Join": {
                const parts = inner(list[1]);
                return Array.isArray(parts) ? this.join(parts.map(text), text(list[0])) : deferred(name);
            }
            case "Fn::Split": {
                const whole = inner(list[1]);
                return typeof whole === "string" ? this.split(whole, text(list[0])) : deferred(name);
            }
            case "Fn::Select": {
                const [index, from] = list.map(inner);
                return getOwn(from, Number(text(index))) ?? deferred(name);
            }
            case "Fn::FindInMap":
                return this.findInMap(list, scope, depth) ?? deferred(name);
            case "Fn::ToJsonString": {
                const json = jsonText(inner(argument));
                this.budget.text(json?.length ?? 0);
                return json ?? deferred(name);
            }
            case "Fn::If":
                this.scopeReads += 1;
                return inner(list[scope.holds(text(list[0])) ? 1 : 2]);
            default:
                // Only CloudFormation can resolve it, so it becomes a placeholder that no rule reports.
                return deferred(name);
        }
    }

    private join(texts: readonly string[], delimiter = ""): string {
        const length = texts.reduce((sum, one) => sum + one.length, 0);
        this.budget.text(length + delimiter.length * Math.max(0, texts.length - 1));
        return texts.join(delimiter);
    }

    /** Splits a string; the lists are shared, because templates select one element of a list after the other. */
    private split(whole: string, delimiter: string): readonly string[] {
        const ofWhole = this.splits.get(whole) ?? new Map<string, readonly string[]>();
        this.splits.set(whole, ofWhole);
        const before = ofWhole.get(delimiter);
        if (before === undefined) {
            this.budget.step(whole.length);
        }
        const parts = before ?? Object.freeze(whole.split(delimiter));
        ofWhole.set(delimiter, parts);
        this.size = whole.length;
        return parts;
    }

    private findInMap(list: readonly unknown[], scope: Scope, depth: number): unknown {
        const keys = list.slice(0, 3).map((one) => text(this.resolve(one, scope, depth)));
        const found = keys.reduce<unknown>(getOwn, this.parts.mappings) ?? getOwn(list[3], "DefaultValue");
        if (typeof found !== "object" || found === null) {
            return found;
        }
        if (this.open.has(found)) {
            throw new TemplateLimitError(`refers to itself in the mapping ${keys[0] ?? ""}`);
        }
        this.open.add(found);
        try {
            const result = this.resolve(found, scope, depth);
            this.budget.step(this.size);
            return result;
        } finally {
            this.open.delete(found);
        }
    }

    private substitute(template: string, variables: unknown, scope: Scope, depth: number): string {
        const texts = new Map<string, string>();
        const textOf = (part: SubPart): string => {
            if (typeof part === "string") {
                return part;
            }
            const before = texts.get(part.name);
            if (before !== undefined) {
                return before;
            }
            this.budget.step();
            const given = getOwn(variables, part.name);
            const found =
                given === undefined
                    ? this.substituted(part.name, part.whole, scope)
                    : text(this.resolve(given, scope, depth));
            texts.set(part.name, found);
            return found;
        };
        return this.join(subParts(template).map(textOf));
    }

    private substituted(name: string, whole: string, scope: Scope): string {
        const [resource, rest] = attributeParts(name);
        const value = name.includes(".") ? this.attribute(resource, rest, scope) : this.refer(name, scope);
        return value === noValue ? "" : text(value) || whole;
    }

    private get account(): string {
        return this.parts.account ?? someAccount;
    }

    private pseudo(name: string): unknown {
        switch (name) {
            case "AWS::NoValue":
                return noValue;
            case "AWS::AccountId":
                return this.account;
            case "AWS::Partition":
                return "aws";
            case "AWS::URLSuffix":
                return "amazonaws.com";
            case "AWS::Region":
                return "us-east-1";
            default:
                return undefined;
        }
    }

    private loopValue(name: string, { loop }: Scope): unknown {
        for (let one = loop; one !== undefined; one = one.outer) {
            this.scopeReads += 1;
            if (one.identifier === name) {
                return one.value;
            }
        }
        return undefined;
    }

    /** Resolves `Ref`: a pseudo parameter, a parameter, or a resource, whose logical ID stands for its name. */
    private refer(name: string, scope: Scope): unknown {
        const known = this.pseudo(name) ?? this.loopValue(name, scope) ?? getOwn(this.parts.parameters, name);
        if (known !== undefined) {
            this.size = sizeOfKnown(known);
            this.budget.step(this.size);
            return known;
        }
        const type = this.typeOf(name);
        if (type === undefined) {
            return deferred(name);
        }
        return arnByRef.has(type) ? this.arnOf(name, type, scope) : name;
    }

    private attribute(resource: string, name: string, scope: Scope): string {
        const type = this.typeOf(resource);
        return type !== undefined && /^AWS::(?!CloudFormation::)/.test(type) && /^\w*Arn$/.test(name)
            ? this.arnOf(resource, type, scope)
            : deferred(`${resource}.${name}`);
    }

    private typeOf(resource: string): string | undefined {
        const type = getOwn(getOwn(this.parts.resources, resource), "Type");
        return typeof type === "string" ? type : undefined;
    }

    /** The ARN of a resource of the template, with the parts that rules need: the account, and the role or issuer. */
    private arnOf(resource: string, type: string, scope: Scope): string {
        const name = nameProperties.has(type) ? this.nameOf(resource, scope) : resource;
        switch (type) {
            case "AWS::IAM::Role":
                return this.join(["arn:aws:iam::", this.account, ":role/", name]);
            case "AWS::IAM::OIDCProvider":
                return this.join(["arn:aws:iam::", this.account, ":oidc-provider/", name.replace(/^https:\/\//, "")]);
            case "AWS::IAM::SAMLProvider":
                return this.join(["arn:aws:iam::", this.account, ":saml-provider/", name]);
            case "AWS::S3::Bucket":
                // A bucket ARN has no account.
                return this.join(["arn:aws:s3:::", name]);
            default: {
                const [, service = ""] = type.toLowerCase().split("::");
                return this.join(["arn:aws:", service, ":us-east-1:", this.account, ":", name]);
            }
        }
    }

    private namesIn(scope: Scope): ScopedNames {
        const names = this.namesByScope.get(scope) ?? { known: new Map(), failed: new Map() };
        this.namesByScope.set(scope, names);
        return names;
    }

    private knownName(resource: string, scope: Scope): ResolvedName | undefined {
        return this.names.get(resource) ?? this.namesIn(scope).known.get(resource);
    }

    private failure(resource: string, scope: Scope): TemplateLimitError | undefined {
        return this.namesIn(scope).failed.get(resource) ?? this.suspended.get(resource);
    }

    /** The name of a resource; its logical ID if it has none. */
    private nameOf(resource: string, scope: Scope): string {
        this.budget.step();
        const isOutermost = this.openNames.size === 0;
        try {
            const { value, isScoped } = this.knownName(resource, scope) ?? this.resolveName(resource, scope);
            this.scopeReads += Number(isScoped);
            return value;
        } finally {
            if (isOutermost) {
                // Nothing is open, so what failed always fails in this scope.
                this.suspended.forEach((error, name) => this.namesIn(scope).failed.set(name, error));
                this.suspended.clear();
            }
        }
    }

    /**
     * Resolves the names that a name may depend on before it. A loop, because a template sets the depth. A name that it
     * does not depend on after all may fail.
     */
    private prepareNames(resource: string, scope: Scope): void {
        const entered: string[] = [];
        const isReady = (name: string): boolean =>
            this.knownName(name, scope) !== undefined ||
            this.failure(name, scope) !== undefined ||
            this.openNames.has(name);
        const open = this.resourcesNamedBy(resource).filter((other) => !isReady(other));
        try {
            for (let one = open.at(-1); one !== undefined; one = open.at(-1)) {
                this.budget.step();
                if (entered.at(-1) === one) {
                    open.pop();
                    entered.pop();
                    this.openNames.delete(one);
                    this.tryName(one, scope);
                } else if (isReady(one)) {
                    open.pop();
                } else {
                    entered.push(one);
                    this.openNames.add(one);
                    open.push(...this.resourcesNamedBy(one).filter((other) => !isReady(other)));
                }
            }
        } finally {
            entered.forEach((one) => this.openNames.delete(one));
        }
    }

    private tryName(resource: string, scope: Scope): void {
        const before = this.scopeReads;
        try {
            this.evaluateName(resource, scope);
        } catch (error) {
            if (!(error instanceof TemplateLimitError) || this.budget.isSpent) {
                throw error;
            }
        }
        this.scopeReads = before;
    }

    private resolveName(resource: string, scope: Scope): ResolvedName {
        const failure = this.failure(resource, scope);
        if (failure !== undefined) {
            throw failure;
        }
        if (this.openNames.has(resource)) {
            throw new TemplateLimitError(`refers to itself in the name of ${resource}`);
        }
        this.openNames.add(resource);
        try {
            this.prepareNames(resource, scope);
        } finally {
            this.openNames.delete(resource);
        }
        return this.evaluateName(resource, scope);
    }

    private evaluateName(resource: string, scope: Scope): ResolvedName {
        this.openNames.add(resource);
        const before = this.scopeReads;
        try {
            const value = this.resolve(this.nameProperty(resource), scope);
            const isScoped = this.scopeReads !== before;
            const name = { value: typeof value === "string" ? value : resource, isScoped };
            (isScoped ? this.namesIn(scope).known : this.names).set(resource, name);
            this.suspended.clear();
            return name;
        } catch (error) {
            if (error instanceof TemplateLimitError) {
                this.suspended.set(resource, error);
            }
            throw error;
        } finally {
            this.openNames.delete(resource);
        }
    }

    private nameProperty(resource: string): unknown {
        const property = nameProperties.get(this.typeOf(resource)) ?? "";
        return getOwn(getOwn(getOwn(this.parts.resources, resource), "Properties"), property);
    }

    /** The resources with a name that occur in the name of a resource, whether it depends on them or not. */
    private resourcesNamedBy(resource: string): readonly string[] {
        const before = this.namedResources.get(resource);
        if (before !== undefined) {
            return before;
        }
        const found = new Set<string>();
        const reached = new Set([this.nameProperty(resource)]);
        const add = (name: string): void => {
            if (nameProperties.has(this.typeOf(name))) {
                found.add(name);
            }
        };
        for (const one of reached) {
            const keys = keysOf(one);
            this.budget.step(keys.length + 1);
            for (const key of keys) {
                const held = getOwn(one, key);
                if (key === "Ref") {
                    add(text(held));
                } else if (key === "Fn::GetAtt") {
                    add(attributeParts(held)[0]);
                } else if (key === "Fn::Sub") {
                    for (const part of subParts(text(Array.isArray(held) ? held[0] : held))) {
                        if (typeof part !== "string") {
                            add(attributeParts(part.name)[0]);
                        }
                    }
                }
                if (typeof held === "object" && held !== null) {
                    reached.add(held);
                }
            }
        }
        const names = [...found];
        this.namedResources.set(resource, names);
        return names;
    }
}
