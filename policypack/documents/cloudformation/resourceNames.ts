import { TemplateLimitError, type TemplateBudget } from "./budget";
import type { Conditions } from "./conditions";
import type { Parameters } from "./parameters";
import { attributeParts, subParts, text } from "./references";
import type { Reads, Scope, ScopeRecorder } from "./scope";
import { keysOf, getOwn } from "../values/paths";

/** The parts of a template that intrinsic functions refer to. */
export interface TemplateParts {
    readonly parameters: Parameters;
    readonly conditions: Conditions;
    readonly resources: unknown;
    readonly mappings: unknown;
    /** The account of the stack, if known. */
    readonly account: string | undefined;
}

/** A placeholder for an unknown account. Not a policy variable, because Version 2008-10-17 does not support them. */
const someAccount = "000000000000";

/** The account of the stack, or a placeholder. */
export const accountOf = ({ account }: TemplateParts): string => account ?? someAccount;

/**
 * Types whose `Ref` returns an ARN.
 * @see AWS CloudFormation Template Reference, each type's "Return values" (2026)
 */
export const arnByRef: ReadonlySet<string> = new Set([
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

/** A resolved name, and what it depends on. */
interface ResolvedName {
    readonly value: string;
    readonly reads: Reads;
}

/** The names that depend on the scope, and those that cannot be resolved in it. */
interface ScopedNames {
    readonly known: Map<string, ResolvedName>;
    readonly failed: Map<string, TemplateLimitError>;
}

/** Resolves values, and records what they read of the scope. */
interface ScopedReader {
    readonly recorder: ScopeRecorder;
    readonly resolve: (value: unknown, scope: Scope) => unknown;
}

/** The names of the resources of a template, and the ARNs with these names. */
export class ResourceNames {
    private readonly names = new Map<string, ResolvedName>();
    private readonly namesByScope = new WeakMap<Scope, ScopedNames>();
    /** Resources whose names are being resolved. */
    private readonly openNames = new Set<string>();
    /** Names that failed because of open ones, until one of those is resolved. */
    private readonly suspended = new Map<string, TemplateLimitError>();
    private readonly namedResources = new Map<string, readonly string[]>();

    constructor(
        private readonly parts: TemplateParts,
        private readonly budget: TemplateBudget,
        private readonly reader: ScopedReader,
    ) {}

    /** The type of a resource; undefined if there is no such resource. */
    typeOf(resource: string): string | undefined {
        const type = getOwn(getOwn(this.parts.resources, resource), "Type");
        return typeof type === "string" ? type : undefined;
    }

    /** The ARN of a resource of the template, with the parts that rules need: the account, and the role or issuer. */
    arnOf(resource: string, type: string, scope: Scope): string {
        const name = nameProperties.has(type) ? this.nameOf(resource, scope) : resource;
        switch (type) {
            case "AWS::IAM::Role":
                return this.budget.join(["arn:aws:iam::", accountOf(this.parts), ":role/", name]);
            case "AWS::IAM::OIDCProvider":
                return this.budget.join([
                    "arn:aws:iam::",
                    accountOf(this.parts),
                    ":oidc-provider/",
                    name.replace(/^https:\/\//, ""),
                ]);
            case "AWS::IAM::SAMLProvider":
                return this.budget.join(["arn:aws:iam::", accountOf(this.parts), ":saml-provider/", name]);
            case "AWS::S3::Bucket":
                // A bucket ARN has no account.
                return this.budget.join(["arn:aws:s3:::", name]);
            default: {
                const [, service = ""] = type.toLowerCase().split("::");
                return this.budget.join(["arn:aws:", service, ":us-east-1:", accountOf(this.parts), ":", name]);
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
            const { value, reads } = this.knownName(resource, scope) ?? this.resolveName(resource, scope);
            this.reader.recorder.repeat(reads);
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
        try {
            this.evaluateName(resource, scope);
        } catch (error) {
            if (!(error instanceof TemplateLimitError) || this.budget.isSpent) {
                throw error;
            }
        }
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
        try {
            const { result, reads } = this.reader.recorder.record(() =>
                this.reader.resolve(this.nameProperty(resource), scope),
            );
            const name = { value: typeof result === "string" ? result : resource, reads };
            (reads.isScoped ? this.namesIn(scope).known : this.names).set(resource, name);
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
