import type { DocumentLocation } from "../documents";
import type { PolicyModel, StatementModel } from "../iam";
import { reportsIn, type DocumentReport } from "./documentReports";
import type { DocumentRule, RuleOptions } from "./rule";

/** What has been evaluated of a property. */
interface Evaluated {
    readonly version: PolicyModel["version"];
    readonly denies: readonly StatementModel[];
    readonly allows: Set<StatementModel>;
}

const isDeny = ({ effect }: StatementModel): boolean => effect === "Deny";

const areSame = (left: readonly StatementModel[], right: readonly StatementModel[]): boolean =>
    left.length === right.length && left.every((one, at) => one === right[at]);

/**
 * The documents of a resource. A property of a template with `Fn::If` has one for each branch that can be deployed.
 * They differ in a few statements, so a statement is evaluated once for all of them, and reported once.
 */
export class Variants {
    private readonly repeated: ReadonlySet<string>;
    private readonly evaluated = new Map<readonly DocumentRule[], Map<string, Evaluated>>();
    private readonly reported = new Set<string>();

    constructor(locations: readonly DocumentLocation[]) {
        const all = new Set<string>();
        const repeated = new Set<string>();
        for (const { property } of locations.length > 1 ? locations : []) {
            (all.has(property) ? repeated : all).add(property);
        }
        this.repeated = repeated;
    }

    /** The reports of rules in a document, without those in statements that they have evaluated before. */
    reportsIn(
        rules: readonly DocumentRule[],
        document: PolicyModel,
        options: RuleOptions,
        { property }: DocumentLocation,
    ): readonly DocumentReport[] {
        return this.repeated.has(property)
            ? reportsIn(rules, this.withoutEvaluated(rules, document, property), options, document)
            : reportsIn(rules, document, options);
    }

    /** Whether a report is not yet known from another branch. */
    isNew({ rule, report: { path, messageId, data } }: DocumentReport, property: string, fingerprint: string): boolean {
        if (!this.repeated.has(property)) {
            return true;
        }
        const before = this.reported.size;
        const key = [rule.name, property, path, messageId, JSON.stringify(data), fingerprint].join("\n");
        return this.reported.add(key).size > before;
    }

    /** An Allow grants the same beside the same Deny statements, so it need not be evaluated again. */
    private withoutEvaluated(rules: readonly DocumentRule[], document: PolicyModel, property: string): PolicyModel {
        const { kind, version, statements } = document;
        const byProperty = this.evaluated.get(rules) ?? new Map<string, Evaluated>();
        this.evaluated.set(rules, byProperty);
        const key = `${kind} ${property}`;
        const denies = statements.filter(isDeny);
        const known = byProperty.get(key);
        if (known?.version !== version || !areSame(known.denies, denies)) {
            byProperty.set(key, { version, denies, allows: new Set(statements) });
            return document;
        }
        const { allows } = known;
        const left = statements.filter((one) => isDeny(one) || !allows.has(one));
        left.forEach((one) => allows.add(one));
        return { ...document, statements: left };
    }
}
