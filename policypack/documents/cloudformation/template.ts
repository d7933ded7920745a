import { keysOf, getOwn } from "../values/paths";
import { limits, TemplateLimitError, type TemplateBudget } from "./budget";
import { Choices, type Selection } from "./choices";
import { readCombinations } from "./combinations";
import { Conditions } from "./conditions";
import { Resolver } from "./intrinsics";
import { Parameters, type GivenParameters } from "./parameters";
import { isLoop, replaceIdentifier, text } from "./references";
import type { LoopVariable, Scope } from "./scope";
import { withGlobals } from "./serverlessGlobals";

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

/** The steps for a resource itself: every rule looks for documents in it. */
const stepsOfResource = 100;

/** The steps for each combination of choices in which a resource is read. */
const stepsOfCombination = 50;

/** How deeply loops may be nested; the iterations of deeper ones exceed every limit, unless they repeat nothing. */
const deepestLoops = 32;

/** Reads the declared resources. */
class TemplateReader {
    readonly resources: TemplateResource[] = [];
    readonly unreadable: UnreadablePart[] = [];
    private readonly scopes = new WeakMap<Selection, Scope>();
    private resourcesLeft = limits.resources;
    private iterationsLeft = limits.iterations;

    constructor(
        private readonly choices: Choices,
        private readonly resolver: Resolver,
        private readonly budget: TemplateBudget,
        private readonly globals: unknown,
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
            if (isLoop(name)) {
                this.readLoop(declared, variable, depth);
            } else if (typeof getOwn(declared, "Type") === "string") {
                this.readResource(name, declared, variable);
            }
        }
    }

    private readResource(name: string, declared: unknown, variable: LoopVariable | undefined): void {
        if (this.resourcesLeft === 0) {
            throw new TemplateLimitError(`declares more than ${limits.resources} resources`);
        }
        this.resourcesLeft -= 1;
        this.budget.step(stepsOfResource);
        const type = text(getOwn(declared, "Type"));
        const properties = withGlobals(this.globals, type, getOwn(declared, "Properties"), this.budget);
        const condition = getOwn(declared, "Condition");
        const add = (scope: Scope): void => {
            this.budget.step(stepsOfCombination);
            const resolved = this.resolver.resolveProperty(properties, scope);
            this.resources.push({ name, type, properties: resolved, declared: properties });
        };
        const first = this.resources.length;
        let failures: readonly unknown[] = [];
        if (typeof condition === "string") {
            failures = this.readEach(variable, (scope) => {
                if (this.resolver.isTrue(condition, scope)) {
                    add(scope);
                }
            });
        }
        // A condition that no combination fulfils is read as if it were true.
        if (this.resources.length === first && failures.length === 0) {
            failures = this.readEach(variable, add);
        }
        failures.forEach((error) => {
            this.report(name, error);
        });
    }

    /** Reads in every combination of choices, and returns the different errors. */
    private readEach(variable: LoopVariable | undefined, read: (scope: Scope) => void): readonly unknown[] {
        const failures = new Map<string, unknown>();
        const { recorder } = this.resolver;
        readCombinations(this.choices, this.budget, (selection) => {
            const scope = this.scopeOf(selection, variable);
            return recorder.record(() => {
                try {
                    read(scope);
                } catch (error) {
                    failures.set(String(error), error);
                }
            }).reads;
        });
        return [...failures.values()];
    }

    private readLoop(declared: unknown, outer: LoopVariable | undefined, depth: number): void {
        const [identifier, collection, body] = [0, 1, 2].map((index) => getOwn(declared, index));
        if (typeof identifier !== "string") {
            return;
        }
        if (depth === 0) {
            throw new TemplateLimitError(`nests more than ${deepestLoops} loops`);
        }
        for (const value of this.valuesOf(identifier, collection, outer)) {
            if (this.iterationsLeft === 0) {
                throw new TemplateLimitError(`has more than ${limits.iterations} loop iterations`);
            }
            this.iterationsLeft -= 1;
            const first = this.resources.length;
            this.readResources(body, { identifier, value, outer }, depth - 1);
            this.rename(first, identifier, String(value));
        }
    }

    /** The values of a collection in any combination of choices. */
    private valuesOf(
        identifier: string,
        collection: unknown,
        outer: LoopVariable | undefined,
    ): ReadonlySet<string | number> {
        const values = new Set<string | number>();
        const failures = this.readEach(outer, (scope) => {
            this.resolver.loopValues(identifier, collection, scope).forEach((value) => values.add(value));
        });
        failures.forEach((error) => {
            throw error;
        });
        return values;
    }

    /** Replaces the loop identifier in the logical IDs; the loop body reads the value like a parameter. */
    private rename(first: number, identifier: string, value: string): void {
        for (let index = first; index < this.resources.length; index += 1) {
            const one = this.resources[index];
            if (one !== undefined) {
                const name = replaceIdentifier(one.name, identifier, value, this.budget);
                this.resources[index] = { ...one, name };
            }
        }
    }

    /** The scope; shared outside loops, so that names are resolved once for all resources. */
    private scopeOf(selection: Selection, loop: LoopVariable | undefined): Scope {
        if (loop !== undefined) {
            return { selection, loop };
        }
        const scope = this.scopes.get(selection) ?? { selection, loop };
        this.scopes.set(selection, scope);
        return scope;
    }
}

/**
 * The content of a CloudFormation template; a resource appears once for each combination of what the template leaves
 * open.
 *
 * @throws TemplateLimitError if the budget is spent.
 */
export const contentOf = (
    template: unknown,
    given: GivenParameters,
    account: string | undefined,
    budget: TemplateBudget,
    templateLength: number,
): TemplateContent => {
    const resources = getOwn(template, "Resources");
    const choices = new Choices();
    const parts = {
        parameters: new Parameters(getOwn(template, "Parameters"), given, choices),
        conditions: new Conditions(getOwn(template, "Conditions"), choices, budget),
        resources,
        mappings: getOwn(template, "Mappings"),
        account,
    };
    const resolver = new Resolver(parts, choices, budget, templateLength);
    const reader = new TemplateReader(choices, resolver, budget, getOwn(template, "Globals"));
    reader.read(resources);
    return reader;
};
