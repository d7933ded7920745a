import { deferred } from "../../iam";
import { TemplateLimitError, type TemplateBudget } from "./budget";
import { attributeParts, subParts, text, type SubPart } from "./references";
import { arnByRef, ResourceNames, type TemplateParts } from "./resourceNames";
import { ScopeReads, type BranchRead, type Scope } from "./scope";
import { jsonText } from "../values/parseJson";
import { keysOf, getOwn } from "../values/paths";

/** `AWS::NoValue` removes the property or list element. */
const noValue = Symbol("AWS::NoValue");

/** How deeply values may be nested. CloudFormation's own functions are nested a few levels deep. */
const deepest = 256;

/** The values that a resolved value may have in any template; a larger template may have more. */
const minMaxSize = 100_000;

const sizeOfPlain = (value: unknown): number => (typeof value === "string" ? 1 + value.length / 8 : 1);

/** The size of the value of a parameter, which is a string or a list of strings. */
const sizeOfKnown = (value: unknown): number => (Array.isArray(value) ? value.length : sizeOfPlain(value));

/** A resolved value, and the number of values in it. */
interface Resolved {
    readonly value: unknown;
    readonly size: number;
    /** The conditions with which it has this value. */
    readonly branches: readonly BranchRead[];
}

/** A statement depends on a few conditions, and a document on many. Only the former are shared by other branches. */
const maxBranches = 4;

/** The values that are kept of one declared value, by the conditions. */
const maxResolved = 4;

/**
 * Resolves the intrinsic functions in the values of a template, as far as the template alone allows. A value is
 * resolved once for each combination of the few conditions that it depends on. The results are frozen, so that they can
 * be shared.
 *
 * @throws TemplateLimitError if a value refers to itself, or if the budget is spent.
 */
export class Resolver {
    readonly reads = new ScopeReads();
    private readonly resolved = new WeakMap<object, Resolved[]>();
    /**
     * The size of the value that was resolved last: the number of values in it, with long strings counted as several.
     * Mappings can repeat a value many times in the result, where it is one object.
     */
    private size = 0;
    private readonly maxSize: number;
    /** Mappings that are being resolved. */
    private readonly open = new Set<unknown>();
    private readonly names: ResourceNames;
    private readonly splits = new Map<string, Map<string, readonly string[]>>();

    constructor(
        private readonly parts: TemplateParts,
        private readonly budget: TemplateBudget,
        templateLength: number,
    ) {
        this.maxSize = minMaxSize + templateLength;
        this.names = new ResourceNames(parts, budget, this);
    }

    /** Resolves the value of a declared property, which every rule reads. */
    resolveProperty(value: unknown, scope: Scope): unknown {
        this.reads.forget();
        const result = this.resolve(value, scope);
        this.budget.step(this.size / 2);
        return result;
    }

    resolve(value: unknown, scope: Scope, depth = deepest): unknown {
        this.budget.step();
        if (typeof value !== "object" || value === null) {
            this.size = sizeOfPlain(value);
            return value;
        }
        const known = this.resolvedIn(value, scope);
        if (known !== undefined) {
            this.size = known.size;
            this.reads.addBranches(known.branches);
            return known.value;
        }
        if (depth === 0) {
            throw new TemplateLimitError(`is nested more than ${deepest} levels deep`);
        }
        const before = this.reads.untilNow;
        const result = this.resolveObject(value, scope, depth);
        if (this.size > this.maxSize) {
            throw new TemplateLimitError(`grows to more than ${this.maxSize} values`);
        }
        const branches = this.reads.branchesSince(before, maxBranches);
        if (branches !== undefined) {
            this.keep(value, { value: result, size: this.size, branches });
        }
        return result;
    }

    private resolvedIn(value: object, { holds }: Scope): Resolved | undefined {
        return this.resolved
            .get(value)
            ?.find(({ branches }) => branches.every((one) => holds(one.condition) === one.holds));
    }

    private keep(value: object, result: Resolved): void {
        const kept = this.resolved.get(value) ?? [];
        if (kept.length < maxResolved) {
            kept.push(result);
        }
        this.resolved.set(value, kept);
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
                return Array.isArray(parts) ? this.budget.join(parts.map(text), text(list[0])) : deferred(name);
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
                return inner(list[this.isTrue(text(list[0]), scope) ? 1 : 2]);
            default:
                // Only CloudFormation can resolve it, so it becomes a placeholder that no rule reports.
                return deferred(name);
        }
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

    private isTrue(condition: string, scope: Scope): boolean {
        const holds = scope.holds(condition);
        this.reads.addBranches([{ condition, holds }]);
        return holds;
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
        return this.budget.join(subParts(template).map(textOf));
    }

    private substituted(name: string, whole: string, scope: Scope): string {
        const [resource, rest] = attributeParts(name);
        const value = name.includes(".") ? this.attribute(resource, rest, scope) : this.refer(name, scope);
        return value === noValue ? "" : text(value) || whole;
    }

    private pseudo(name: string): unknown {
        switch (name) {
            case "AWS::NoValue":
                return noValue;
            case "AWS::AccountId":
                return this.parts.account;
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
            this.reads.addOther();
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
        const type = this.names.typeOf(name);
        if (type === undefined) {
            return deferred(name);
        }
        return arnByRef.has(type) ? this.names.arnOf(name, type, scope) : name;
    }

    private attribute(resource: string, name: string, scope: Scope): string {
        const type = this.names.typeOf(resource);
        return type !== undefined && /^AWS::(?!CloudFormation::)/.test(type) && /^\w*Arn$/.test(name)
            ? this.names.arnOf(resource, type, scope)
            : deferred(`${resource}.${name}`);
    }
}
