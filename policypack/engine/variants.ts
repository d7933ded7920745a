import type { DocumentLocation } from "../documents";
import type { PolicyModel, StatementModel } from "../iam";
import { mayReport, reportsIn, type DocumentReport } from "./documentReports";
import type { DocumentRule, RuleOptions } from "./rule";

/** What has been evaluated of a property. */
interface Evaluated {
    readonly version: PolicyModel["version"];
    readonly denies: readonly StatementModel[];
    readonly allows: Set<StatementModel>;
}

/** A report in a property with several documents, once for all of them. */
interface ReportOfBranches {
    readonly reported: DocumentReport;
    readonly location: DocumentLocation;
    readonly options: RuleOptions;
    /** One for each of the grants of the branches. */
    readonly fingerprints: Set<string>;
}

const isDeny = ({ effect }: StatementModel): boolean => effect === "Deny";

const areSame = (left: readonly StatementModel[], right: readonly StatementModel[]): boolean =>
    left.length === right.length && left.every((one, at) => one === right[at]);

/**
 * The documents of a resource. A property of a template with `Fn::If` has one for each branch that can be deployed.
 * They differ in a few statements, so a statement is evaluated once for all of them, and reported once.
 */
export class Variants {
    private readonly shared: ReadonlySet<string>;
    private readonly evaluated = new Map<readonly DocumentRule[], Map<string, Evaluated>>();
    private readonly reported = new Map<string, ReportOfBranches>();

    constructor(locations: readonly DocumentLocation[]) {
        const all = new Set<string>();
        const shared = new Set<string>();
        for (const { property } of locations.length > 1 ? locations : []) {
            (all.has(property) ? shared : all).add(property);
        }
        this.shared = shared;
    }

    /** The reports of rules in a document, without those in statements that they have evaluated before. */
    reportsIn(
        rules: readonly DocumentRule[],
        document: PolicyModel,
        options: RuleOptions,
        { property }: DocumentLocation,
    ): readonly DocumentReport[] {
        return this.shared.has(property) && mayReport(rules, document)
            ? reportsIn(rules, this.withoutEvaluated(rules, document, property), options, document)
            : reportsIn(rules, document, options);
    }

    /** Whether several documents stand in the property. */
    has(property: string): boolean {
        return this.shared.has(property);
    }

    /** Adds a report of one branch, which another branch may have, too. */
    add(reported: DocumentReport, location: DocumentLocation, options: RuleOptions, fingerprint: string): void {
        const { rule, report } = reported;
        const { path, messageId, data } = report;
        const key = [rule.name, location.property, path, messageId, JSON.stringify(data)].join("\n");
        const known = this.reported.get(key) ?? { reported, location, options, fingerprints: new Set() };
        known.fingerprints.add(fingerprint);
        this.reported.set(key, known);
    }

    /** The reports of all branches, each once. */
    get reports(): Iterable<ReportOfBranches> {
        return this.reported.values();
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
