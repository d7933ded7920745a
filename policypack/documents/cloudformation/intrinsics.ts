import { deferred, isDeferred, memoizeByObject } from "../../iam";
import { TemplateLimitError, type TemplateBudget } from "./budget";
import { optionOf, type Choice, type Choices } from "./choices";
import { attributeParts, isLoop, replaceIdentifier, subParts, text, widenWildcards, type SubPart } from "./references";
import { accountOf, arnByRef, ResourceNames, type TemplateParts } from "./resourceNames";
import { ScopeRecorder, type LoopVariable, type ReadsUntil, type Scope } from "./scope";
import { jsonText } from "../values/parseJson";
import { keysOf, getOwn } from "../values/paths";
import { ResolvedMembers, memberPath, withSources } from "./sources";

/** `AWS::NoValue` removes the property or list element. */
const noValue = Symbol("AWS::NoValue");

/** An iteration resolves its body again, and loops in loops multiply. */
const stepsOfIteration = 20;

/** How deeply values may be nested. CloudFormation's own functions are nested a few levels deep. */
const deepest = 256;

/** The values that a resolved value may have in any template; a larger template may have more. */
const minMaxSize = 100_000;

const sizeOfPlain = (value: unknown): number => (typeof value === "string" ? 1 + value.length / 8 : 1);

/** The size of the value of a parameter, which is a string or a list of strings. */
const sizeOfKnown = (value: unknown): number => (Array.isArray(value) ? value.length : sizeOfPlain(value));

/** Whether the type is that of an AWS service, and no stack, macro or custom resource. */
const isOfService = (type: string): boolean => /^AWS::(?!CloudFormation::)/.test(type);

/** `AWS::Region` in every value, whatever the Region of the stack. */
const someRegion = "us-east-1";

/** A value of the row of a Region, as if it were of that one: rows that differ in the Region only are equal. */
const inSomeRegion = (value: unknown, region: string | undefined): unknown =>
    typeof value !== "string" || region === undefined || region === ""
        ? value
        : value.replaceAll(`.${region}.amazonaws.com`, ".amazonaws.com").replaceAll(region, someRegion);

/** A resolved value, and the number of values in it. */
interface Resolved {
    readonly value: unknown;
    readonly size: number;
    readonly source: string;
    /** The options with which it has this value. */
    readonly options: readonly (readonly [Choice, unknown])[];
}

/** A statement depends on a few choices, and a document on many. Only the former are shared by other combinations. */
const maxChoices = 4;

/** The values that are kept of one declared value, by the choices. */
const maxResolved = 8;

const grantingElements: ReadonlySet<string> = new Set(["Action", "Resource", "Principal", "Condition"]);

/** Whether a wider value of a member grants more, by the statement or the condition operator that it belongs to. */
const grantsMore = (holder: object, name: string, isGranting: boolean): boolean => {
    const effect = getOwn(holder, "Effect");
    if (effect !== undefined) {
        return effect === "Allow" && grantingElements.has(name);
    }
    return isGranting && !/^(?:For\w+:)?(?:[A-Z][a-z]+)?Not/.test(name);
};

/**
 * Resolves the intrinsic functions in the values of a template, as far as the template alone allows. A value is
 * resolved once for each combination of the few choices that it depends on. The results are frozen, so that they can be
 * shared.
 *
 * @throws TemplateLimitError if a value refers to itself, or if the budget is spent.
 */
export class Resolver {
    readonly recorder = new ScopeRecorder();
    private readonly resolved = {
        granting: new WeakMap<object, Resolved[]>(),
        other: new WeakMap<object, Resolved[]>(),
    };
    /** Whether a wider value grants more: in what an Allow names, not in what it or a Deny excludes. */
    private isGranting = false;
    /**
     * The size of the value that was resolved last: the number of values in it, with long strings counted as several.
     * Mappings can repeat a value many times in the result, where it is one object.
     */
    private size = 0;
    private readonly maxSize: number;
    /** Mappings that are being resolved. */
    private readonly open = new Set<unknown>();
    private readonly names: ResourceNames;
    /** The lists of statements in documents. */
    private readonly statementLists = new WeakSet();
    /** How the path of the value that was resolved last continues in the template: `.Fn::If[1]`. */
    private source = "";
    private readonly splits = new Map<string, Map<string, readonly string[]>>();

    constructor(
        private readonly parts: TemplateParts,
        private readonly choices: Choices,
        private readonly budget: TemplateBudget,
        templateLength: number,
    ) {
        this.maxSize = minMaxSize + templateLength;
        this.names = new ResourceNames(parts, budget, this);
    }

    /** Resolves the value of a declared property, which every rule reads. */
    resolveProperty(value: unknown, scope: Scope): unknown {
        const result = this.resolve(value, scope);
        this.budget.step(this.size / 2);
        return result;
    }

    resolve(value: unknown, scope: Scope, depth = deepest): unknown {
        this.budget.step();
        this.source = "";
        if (typeof value !== "object" || value === null) {
            const plain = typeof value === "string" ? this.withIdentifiers(value, scope) : value;
            this.size = sizeOfPlain(plain);
            return plain;
        }
        const known = this.resolvedIn(value, scope);
        if (known !== undefined) {
            this.size = known.size;
            this.source = known.source;
            known.options.forEach(([choice]) => {
                this.recorder.add(choice);
            });
            return known.value;
        }
        if (depth === 0) {
            throw new TemplateLimitError(`is nested more than ${deepest} levels deep`);
        }
        const before = this.recorder.untilNow;
        const result = this.resolveObject(value, scope, depth);
        if (this.size > this.maxSize) {
            throw new TemplateLimitError(`grows to more than ${this.maxSize} values`);
        }
        this.keep(value, result, before, scope);
        return result;
    }

    private get resolvedHere(): WeakMap<object, Resolved[]> {
        return this.isGranting ? this.resolved.granting : this.resolved.other;
    }

    private resolvedIn(value: object, { selection }: Scope): Resolved | undefined {
        return this.resolvedHere
            .get(value)
            ?.find(({ options }) => options.every(([choice, option]) => optionOf(selection, choice) === option));
    }

    private keep(value: object, result: unknown, before: ReadsUntil, { selection }: Scope): void {
        const choices = this.recorder.choicesSince(before, maxChoices);
        const kept = this.resolvedHere.get(value) ?? [];
        if (choices !== undefined && kept.length < maxResolved) {
            const options = choices.map((choice) => [choice, optionOf(selection, choice)] as const);
            kept.push({ value: result, size: this.size, source: this.source, options });
            this.resolvedHere.set(value, kept);
        }
    }

    private resolveObject(value: object, scope: Scope, depth: number): unknown {
        if (Array.isArray(value)) {
            return this.resolveList(value, scope, depth);
        }
        const keys = keysOf(value);
        const [only = ""] = keys;
        if (keys.length === 1 && (only === "Ref" || (only.startsWith("Fn::") && !isLoop(only)))) {
            const result = this.applyFunction(only, getOwn(value, only), scope, depth - 1);
            if (only !== "Fn::If") {
                this.source = "";
            }
            if (typeof result !== "object" || result === null) {
                this.size = sizeOfPlain(result);
            }
            return result;
        }
        const members = new ResolvedMembers();
        this.resolveMembers(value, scope, depth, members, "");
        this.size = members.size;
        this.source = "";
        return members.toObject();
    }

    /** The statements of a document are kept apart, because a violation in one hardly depends on the others. */
    private resolveList(value: readonly unknown[], scope: Scope, depth: number): unknown {
        const results: unknown[] = [];
        const sources = new Map<string, string>();
        const areStatements = this.statementLists.has(value);
        let size = 1;
        value.forEach((element, index) => {
            const result =
                areStatements && typeof element === "object" && element !== null
                    ? this.recorder.inStatement(element, () => this.resolve(element, scope, depth - 1))
                    : this.resolve(element, scope, depth - 1);
            if (result === noValue) {
                return;
            }
            size += this.size;
            if (this.source !== "" || index !== results.length) {
                sources.set(`[${results.length}]`, `[${index}]${this.source}`);
            }
            results.push(result);
        });
        this.size = size;
        this.source = "";
        return withSources(Object.freeze(results), sources);
    }

    /** `at` is the path of the members in the template, where it differs from that in the result. */
    private resolveMembers(value: object, scope: Scope, depth: number, members: ResolvedMembers, at: string): void {
        const { loop } = scope;
        for (const name of keysOf(value)) {
            const written = getOwn(value, name);
            if (isLoop(name)) {
                this.resolveLoop(written, scope, depth - 1, members, at + memberPath(at, name));
                continue;
            }
            if (name === "Statement" && Array.isArray(written)) {
                this.statementLists.add(written);
            }
            const key = loop === undefined ? name : this.withIdentifiers(name, scope);
            const result = this.resolveMember(value, name, written, scope, depth - 1);
            if (result !== noValue) {
                const path = `${at}${memberPath(at, name)}${this.source}`;
                members.add(key, result, this.size, path);
            }
        }
    }

    private resolveMember(holder: object, name: string, written: unknown, scope: Scope, depth: number): unknown {
        const outer = this.isGranting;
        this.isGranting = grantsMore(holder, name, outer);
        try {
            return this.resolve(written, scope, depth);
        } finally {
            this.isGranting = outer;
        }
    }

    /** A loop in an object adds members for each value; an unknown collection adds them once, under an unknown name. */
    private resolveLoop(written: unknown, scope: Scope, depth: number, members: ResolvedMembers, at: string): void {
        const [identifier, collection, body] = [0, 1, 2].map((index) => getOwn(written, index));
        if (typeof identifier !== "string" || typeof body !== "object" || body === null) {
            return;
        }
        if (depth <= 0) {
            throw new TemplateLimitError(`is nested more than ${deepest} levels deep`);
        }
        for (const value of this.loopValues(identifier, collection, scope, depth)) {
            this.budget.step(stepsOfIteration);
            const inner = { ...scope, loop: { identifier, value, outer: scope.loop } };
            this.resolveMembers(body, inner, depth - 1, members, `${at}[2]`);
        }
    }

    /** The values of a loop's collection; one unknown value, if the collection is unknown. */
    loopValues(identifier: string, collection: unknown, scope: Scope, depth = deepest): readonly (string | number)[] {
        const resolved = this.resolve(collection, scope, depth);
        const values: readonly unknown[] = Array.isArray(resolved) ? resolved : [resolved];
        const isKnown = (value: unknown): value is string | number =>
            typeof value === "string" || typeof value === "number";
        return Array.isArray(resolved) || isKnown(resolved)
            ? [...new Set(values.filter(isKnown))]
            : [deferred(identifier)];
    }

    /** Replaces the identifiers of the loops around a text. */
    private withIdentifiers(whole: string, { loop }: Scope): string {
        let replaced = whole;
        for (let one: LoopVariable | undefined = loop; one !== undefined; one = one.outer) {
            this.budget.step();
            replaced = replaceIdentifier(replaced, one.identifier, text(one.value), this.budget);
        }
        if (replaced !== whole) {
            this.recorder.addLoop();
        }
        return replaced;
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
                return Array.isArray(parts)
                    ? this.widened(this.budget.join(parts.map(text), text(list[0])), scope)
                    : deferred(name);
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
            case "Fn::If": {
                const branch = this.isTrue(text(list[0]), scope) ? 1 : 2;
                const result = inner(list[branch]);
                this.source = `.Fn::If[${branch}]${this.source}`;
                return result;
            }
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

    /** Whether a condition is true, with the terms that it depends on as choices. */
    isTrue(name: string, { selection }: Scope): boolean {
        this.budget.step(2);
        const choices = this.parts.conditions.choicesOf(name);
        if (choices === undefined) {
            this.recorder.addMore();
        }
        choices?.forEach((choice) => {
            this.recorder.add(choice);
        });
        return this.parts.conditions.holds(name, selection);
    }

    /** An unknown text beside a wildcard is empty in what is granted. Elsewhere it is read empty and not empty. */
    private widened(whole: string, scope: Scope): string {
        return widenWildcards(
            whole,
            (name) =>
                !this.isAttribute(name) &&
                this.parts.parameters.canBeEmpty(name) &&
                (this.isGranting || this.choose(this.choices.of(`empty ${name}`, [true, false]), scope) === true),
        );
    }

    /** Whether the name is an attribute of an AWS resource; only outputs of stacks and custom resources can be empty. */
    private isAttribute(name: string): boolean {
        const type = this.names.typeOf(attributeParts(name)[0]);
        return name.includes(".") && type !== undefined && isOfService(type);
    }

    private findInMap(list: readonly unknown[], scope: Scope, depth: number): unknown {
        const fallback = getOwn(list[3], "DefaultValue");
        let found = this.parts.mappings;
        let region: string | undefined;
        for (const written of list.slice(0, 3)) {
            const key = text(this.resolve(written, scope, depth));
            const known = this.isOpen(written, key)
                ? this.chooseKey(written, found, fallback !== undefined, scope)
                : key;
            found = known === undefined ? undefined : getOwn(found, known);
            region = getOwn(written, "Ref") === "AWS::Region" ? known : region;
        }
        found ??= fallback;
        if (typeof found !== "object" || found === null) {
            return inSomeRegion(found, region);
        }
        if (this.open.has(found)) {
            throw new TemplateLimitError(`refers to itself in the mapping ${text(list[0])}`);
        }
        this.open.add(found);
        try {
            const result = this.resolve(found, scope, depth);
            this.budget.step(this.size);
            return Array.isArray(result) && region !== undefined
                ? Object.freeze(result.map((one) => inSomeRegion(one, region)))
                : result;
        } finally {
            this.open.delete(found);
        }
    }

    /** Whether only the deployment knows a key: it contains an unknown value, or the Region or partition. */
    private isOpen(written: unknown, key: string): boolean {
        if (isDeferred(key)) {
            return true;
        }
        if (typeof written !== "object" || written === null) {
            return false;
        }
        const json = this.jsonOf(written);
        this.budget.text(json.length);
        return (
            /AWS::(?:Region|Partition|URLSuffix)/.test(json) ||
            (this.parts.account === undefined && json.includes("AWS::AccountId"))
        );
    }

    /** One key of a mapping; undefined for the default value. The same expression chooses the same key everywhere. */
    private chooseKey(written: unknown, from: unknown, hasDefault: boolean, scope: Scope): string | undefined {
        const keys = keysOf(from);
        const options = hasDefault ? [...keys, undefined] : keys;
        if (options.length < 2) {
            return options[0];
        }
        this.budget.step(options.length);
        const by = typeof written === "object" && written !== null ? this.jsonOf(written) : jsonText(written);
        const name = `${this.namesOfKeys(from as object)}\n${hasDefault}\n${by ?? ""}`;
        return this.choose(this.choices.of(name, options), scope) as string | undefined;
    }

    /** The text of an expression, which is asked for in every combination. */
    private readonly jsonOf = memoizeByObject((written: object): string => jsonText(written) ?? "");

    /** The start of the name of a choice between the keys of a mapping. */
    private readonly namesOfKeys = memoizeByObject((from: object): string => `key ${keysOf(from).join("\n")}`);

    private choose(choice: Choice, { selection }: Scope): unknown {
        this.budget.step(2);
        this.recorder.add(choice);
        return optionOf(selection, choice);
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
                given === undefined ? this.substituted(part.name, scope) : text(this.resolve(given, scope, depth));
            texts.set(part.name, found);
            return found;
        };
        const parts = subParts(template);
        this.budget.step(parts.length);
        return this.widened(this.budget.join(parts.map(textOf)), scope);
    }

    private substituted(name: string, scope: Scope): string {
        const [resource, rest] = attributeParts(name);
        const value = name.includes(".") ? this.attribute(resource, rest, scope) : this.refer(name, scope);
        if (value === noValue) {
            return "";
        }
        // Only a list or an object has no text.
        return typeof value === "object" ? deferred(name) : text(value);
    }

    private pseudo(name: string): unknown {
        switch (name) {
            case "AWS::NoValue":
                return noValue;
            case "AWS::AccountId":
                return accountOf(this.parts);
            case "AWS::Partition":
                return "aws";
            case "AWS::URLSuffix":
                return "amazonaws.com";
            case "AWS::Region":
                return someRegion;
            default:
                return undefined;
        }
    }

    private parameter(name: string, scope: Scope): unknown {
        const known = this.parts.parameters.valueOf(name);
        if (known === undefined) {
            return undefined;
        }
        return "choice" in known ? this.choose(known.choice, scope) : known.value;
    }

    private loopValue(name: string, { loop }: Scope): unknown {
        for (let one = loop; one !== undefined; one = one.outer) {
            this.recorder.addLoop();
            if (one.identifier === name) {
                return one.value;
            }
        }
        return undefined;
    }

    /** Resolves `Ref`: a pseudo parameter, a parameter, or a resource, whose logical ID stands for its name. */
    private refer(name: string, scope: Scope): unknown {
        const known = this.pseudo(name) ?? this.loopValue(name, scope) ?? this.parameter(name, scope);
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
        return type !== undefined && isOfService(type) && /^\w*Arn$/.test(name)
            ? this.names.arnOf(resource, type, scope)
            : deferred(`${resource}.${name}`);
    }
}
