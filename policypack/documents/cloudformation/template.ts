import { deferred } from "../../iam";
import { keysOf, withoutUnknowns, getOwn } from "../values/paths";
import { limits, TemplateLimitError, type TemplateBudget } from "./budget";
import { Conditions, type ConditionValues } from "./conditions";
import { Resolver } from "./intrinsics";
import type { LoopVariable, Scope } from "./scope";

/** One resource of a template, with its intrinsic functions resolved. */
export interface TemplateResource {
    readonly name: string;
    readonly type: string;
    readonly properties: unknown;
    /** The properties as they are written. */
    readonly declared: unknown;
}

/** A part of a template that cannot be read: a resource, or the rest of the template. */
export interface UnreadablePart {
    /** The logical ID of the resource; undefined for the template. */
    readonly name: string | undefined;
    /** A clause that describes the part: `refers to itself`. */
    readonly reason: string;
}

/** What a template declares. */
export interface TemplateContent {
    readonly resources: readonly TemplateResource[];
    readonly unreadable: readonly UnreadablePart[];
}

const defaultsOf = (template: unknown): Readonly<Record<string, unknown>> => {
    const parameters = getOwn(template, "Parameters");
    return Object.fromEntries(keysOf(parameters).map((name) => [name, getOwn(getOwn(parameters, name), "Default")]));
};

const isList = (type: unknown): boolean =>
    typeof type === "string" && (type === "CommaDelimitedList" || type.startsWith("List<"));

/** The value of a parameter of these types is the name of an SSM parameter, which CloudFormation resolves. */
const isLookedUp = (type: unknown): boolean =>
    typeof type === "string" && type.startsWith("AWS::SSM::Parameter::Value<");

const isPlain = (value: unknown): boolean => typeof value !== "object" || value === null;

/** Splits the comma-separated values of parameters of a list type. A parameter is a string or a list of strings. */
const listed = (template: unknown, parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => {
            const type = getOwn(getOwn(getOwn(template, "Parameters"), name), "Type");
            if (isLookedUp(type) || ![value].flat().every(isPlain)) {
                return [name, deferred(name)];
            }
            return [
                name,
                typeof value === "string" && isList(type) ? value.split(",").map((part) => part.trim()) : value,
            ];
        }),
    );

const given = (parameters: unknown): Readonly<Record<string, unknown>> => {
    const values = withoutUnknowns(parameters);
    return Object.fromEntries(
        keysOf(values)
            .map((name) => [name, getOwn(values, name)] as const)
            .filter(([, value]) => value !== undefined),
    );
};

/** A placeholder for an unknown account. Not a policy variable, because Version 2008-10-17 does not support them. */
const someAccount = "000000000000";

const loop = "Fn::ForEach::";

/** The steps for a resource itself: every rule looks for documents in it. */
const stepsOfResource = 100;

/** How deeply loops may be nested; the iterations of deeper ones exceed every limit, unless they repeat nothing. */
const deepestLoops = 32;

/** Reads the declared resources. */
class TemplateReader {
    readonly resources: TemplateResource[] = [];
    readonly unreadable: UnreadablePart[] = [];
    private readonly scopes = new WeakMap<ConditionValues, Scope>();
    private resourcesLeft = limits.resources;
    private iterationsLeft = limits.iterations;

    constructor(
        private readonly conditions: Conditions,
        private readonly resolver: Resolver,
        private readonly budget: TemplateBudget,
    ) {}

    read(declarations: unknown): void {
        try {
            this.readResources(declarations, undefined, deepestLoops);
        } catch (error) {
            this.report(undefined, error);
        }
    }

    /** Once the budget is spent, everything after it fails, so the whole template is reported. */
    private report(name: string | undefined, error: unknown): void {
        if (!(error instanceof TemplateLimitError) || this.budget.isSpent) {
            throw error;
        }
        this.unreadable.push({ name, reason: error.message });
    }

    private readResources(declarations: unknown, variable: LoopVariable | undefined, depth: number): void {
        for (const name of keysOf(declarations)) {
            const declared = getOwn(declarations, name);
            const type = getOwn(declared, "Type");
            if (name.startsWith(loop)) {
                this.readLoop(declared, variable, depth);
            } else if (typeof type === "string") {
                this.readResource(name, type, getOwn(declared, "Properties"), variable);
            }
        }
    }

    private readResource(name: string, type: string, declared: unknown, variable: LoopVariable | undefined): void {
        if (this.resourcesLeft === 0) {
            throw new TemplateLimitError(`declares more than ${limits.resources} resources`);
        }
        this.resourcesLeft -= 1;
        this.budget.step(stepsOfResource);
        const failures = new Map<string, unknown>();
        for (const scope of this.scopesOf(declared, variable)) {
            try {
                const properties = this.resolver.resolveProperty(declared, scope);
                this.resources.push({ name, type, properties, declared });
            } catch (error) {
                failures.set(String(error), error);
            }
        }
        failures.forEach((error) => {
            this.report(name, error);
        });
    }

    private readLoop(declared: unknown, outer: LoopVariable | undefined, depth: number): void {
        const [identifier, collection, body] = [0, 1, 2].map((index) => getOwn(declared, index));
        if (typeof identifier !== "string") {
            return;
        }
        if (depth === 0) {
            throw new TemplateLimitError(`nests more than ${deepestLoops} loops`);
        }
        const values = new Set(
            this.scopesOf(collection, outer).flatMap((scope) => this.resolver.resolveProperty(collection, scope)),
        );
        for (const value of values) {
            if (typeof value !== "string" && typeof value !== "number") {
                continue;
            }
            if (this.iterationsLeft === 0) {
                throw new TemplateLimitError(`has more than ${limits.iterations} loop iterations`);
            }
            this.iterationsLeft -= 1;
            const first = this.resources.length;
            this.readResources(body, { identifier, value, outer }, depth - 1);
            this.rename(first, identifier, String(value));
        }
    }

    /** Replaces the loop identifier in the logical IDs; the loop body reads the value like a parameter. */
    private rename(first: number, identifier: string, value: string): void {
        for (let index = first; index < this.resources.length; index += 1) {
            const one = this.resources[index];
            if (one !== undefined) {
                this.resources[index] = { ...one, name: this.named(one.name, identifier, value) };
            }
        }
    }

    private named(name: string, identifier: string, value: string): string {
        return [`\${${identifier}}`, `&{${identifier}}`].reduce((before, placeholder) => {
            const parts = before.split(placeholder);
            this.budget.text(before.length + parts.length * value.length);
            return parts.join(value);
        }, name);
    }

    /** One scope for each branch, because each one can be deployed. */
    private scopesOf(value: unknown, loop: LoopVariable | undefined): readonly Scope[] {
        return this.conditions.assignments(value).map((holds) => this.scopeOf(holds, loop));
    }

    /** The scope; shared outside loops, so that names are resolved once for all resources. */
    private scopeOf(holds: ConditionValues, loop: LoopVariable | undefined): Scope {
        if (loop !== undefined) {
            return { holds, loop };
        }
        const scope = this.scopes.get(holds) ?? { holds, loop };
        this.scopes.set(holds, scope);
        return scope;
    }
}

/**
 * The content of a CloudFormation template; a resource with `Fn::If` appears once for each of its `assignments`.
 *
 * @throws TemplateLimitError if the budget is spent.
 */
export const contentOf = (
    template: unknown,
    parameters: unknown,
    account: string | undefined,
    budget: TemplateBudget,
    templateLength: number,
): TemplateContent => {
    const resources = getOwn(template, "Resources");
    const parts = {
        parameters: listed(template, { ...defaultsOf(template), ...given(parameters) }),
        resources,
        mappings: getOwn(template, "Mappings"),
        account: account ?? someAccount,
    };
    const conditions = new Conditions(getOwn(template, "Conditions"), budget);
    const reader = new TemplateReader(conditions, new Resolver(parts, budget, templateLength), budget);
    reader.read(resources);
    return reader;
};
