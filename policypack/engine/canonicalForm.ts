/**
 * What a statement grants, in canonical form: independent of order, list or scalar, case where IAM ignores it, the Sid,
 * and the stack's own account, Region and partition.
 */
import { hash } from "node:crypto";
import {
    arnParts,
    canDenyPrincipal,
    computeOnce,
    isAccountId,
    LimitingStatements,
    memoizeByObject,
    memoizeInside,
    memoizeLast,
    numberOfStrings,
    type ConditionModel,
    type PolicyModel,
    type PolicyString,
    type PrincipalModel,
    type StatementModel,
} from "../iam";
import type { LocationMask } from "./locationMask";
import type { LimitingDocuments } from "./rule";

/** A hash of a text. Cryptographic, so that nobody can craft another text with the same hash. */
export const digest = (text: string): string => hash("sha256", text).slice(0, 32);

/** Texts up to this length are compared as they are: a hash takes longer. */
const maxShort = 500;

/** A short text, or the hash of a long one: forms are part of other forms. Every form is JSON, which no hash is. */
const shortened = (text: string): string => (text.length <= maxShort ? text : digest(text));

/** Distinct texts in order, since IAM ignores order and repetition. Most lists have one text at most. */
const asSet = (texts: readonly string[]): readonly string[] => (texts.length < 2 ? texts : [...new Set(texts)].sort());

/** Most elements are missing from most statements. */
const noTexts: readonly string[] = [];

/** Operators whose values IAM compares case-insensitively. */
const ignoresCase = /^(Bool|Null|String(Not)?EqualsIgnoreCase)$/;

/** More pairs of Deny statements and principals than documents of valid size have. */
const maxPairs = 100_000;

/** How often strings of Deny statements and of the others are compared: as often as for documents of valid size. */
const maxComparisons = 500_000;

const stringsIn = (statements: readonly StatementModel[]): number =>
    statements.reduce((sum, one) => sum + numberOfStrings(one), 0);

/** What can limit a statement. */
interface LimitingDenies {
    readonly denies: readonly StatementModel[];
    /** The versions of the documents, on which the meaning of policy variables depends; empty without variables. */
    readonly versions: readonly string[];
}

const isVariable = ({ text }: PolicyString): boolean => text.includes("${");

/** Asked for each violation of a statement. */
const hasVariables = memoizeByObject(
    (one: StatementModel): boolean =>
        one.resources.some(isVariable) ||
        one.notResources.some(isVariable) ||
        one.conditions.some(({ values }) => values.some(isVariable)),
);

const none: LimitingDenies = { denies: [], versions: [] };

/** Canonical forms and their digests for one location. Each is computed once for all violations of a statement. */
export class CanonicalForms {
    constructor(private readonly mask: LocationMask) {}

    /** The digest of what the statement grants to a principal, or else to all its principals. */
    grant(statement: StatementModel, limiting: LimitingDocuments, principal: PrincipalModel | undefined): string {
        return principal === undefined
            ? this.grantsToAll(limiting)(statement)
            : this.grantTo(principal, statement, limiting);
    }

    /** What a statement grants to all its principals. Its violations mostly are about all of them. */
    private readonly grantsToAll = memoizeLast((limiting: LimitingDocuments) =>
        memoizeInside((statement: StatementModel): string => this.grantTo(undefined, statement, limiting)),
    );

    private grantTo(
        principal: PrincipalModel | undefined,
        statement: StatementModel,
        limiting: LimitingDocuments,
    ): string {
        const { denies, versions } = this.limits(limiting)(statement);
        const granted =
            principal === undefined
                ? [this.whole(statement)]
                : [this.withoutPrincipals(statement), this.principal(principal)];
        return digest(JSON.stringify([granted, this.denials(denies, statement, principal), versions]));
    }

    /** The digest of what statements grant together. */
    grants(statements: readonly StatementModel[], limiting: LimitingDocuments): string {
        return digest(asSet(statements.map((statement) => this.grant(statement, limiting, undefined))).join());
    }

    /** The digest of all statements of documents. Their forms are not kept: a document has few violations of its own. */
    readonly documents = memoizeByObject((documents: LimitingDocuments): string => {
        const forms = documents.map(({ document }) => asSet(document.statements.map((one) => this.formOf(one))));
        return digest(JSON.stringify(forms.map((form) => form.join()).sort()));
    });

    private readonly whole = memoizeByObject((one: StatementModel) => this.formOf(one));

    private readonly withoutPrincipals = memoizeByObject((one: StatementModel) => this.formWithoutPrincipals(one));

    private formOf(one: StatementModel): string {
        return shortened(JSON.stringify([this.formWithoutPrincipals(one), this.principals(one.principals)]));
    }

    private formWithoutPrincipals(one: StatementModel): string {
        return shortened(
            JSON.stringify([
                one.effect ?? "",
                this.principals(one.notPrincipals),
                inLowerCase(one.actions),
                inLowerCase(one.notActions),
                this.texts(one.resources),
                this.texts(one.notResources),
                one.conditions.length === 0 ? noTexts : asSet(one.conditions.map((each) => this.clause(each))),
            ]),
        );
    }

    /** By the documents and by the statement. The conditions of a Deny statement do not matter. */
    private readonly limits = memoizeLast(
        (limiting: LimitingDocuments): ((statement: StatementModel) => LimitingDenies) => {
            const statements = limiting.flatMap(({ document }) => document.statements);
            const denies = statements.filter(({ effect }) => effect === "Deny");
            const versions = asSet(limiting.map(({ document }) => document.version));
            if (denies.length === 0) {
                const withVersions = { ...none, versions };
                return (statement) => (hasVariables(statement) ? withVersions : none);
            }
            const all = { denies, versions };
            const allows = statements.filter(({ effect }) => effect === "Allow");
            const isComparable = stringsIn(denies) * stringsIn(allows) <= maxComparisons;
            const index = computeOnce(() => new LimitingStatements(denies));
            return memoizeInside((statement: StatementModel): LimitingDenies => {
                if (statement.effect === "Allow" && !isComparable) {
                    return all;
                }
                const limited = statement.effect === "Allow" ? index().limiting(statement) : [];
                return {
                    // The same list for all statements that all of them limit, by which its digest is kept.
                    denies: limited.length === denies.length ? denies : limited,
                    versions: [statement, ...limited].some(hasVariables) ? versions : [],
                };
            });
        },
    );

    private denials(
        denies: readonly StatementModel[],
        { principals }: StatementModel,
        principal: PrincipalModel | undefined,
    ): string {
        // With too many pairs, all statements count for every principal.
        if (principal === undefined || denies.length * principals.length > maxPairs) {
            return this.allDenials(denies);
        }
        const applying = denies.filter((deny) => canDenyPrincipal(deny, principal));
        return applying.length === denies.length ? this.allDenials(denies) : this.denialsOf(applying);
    }

    private readonly allDenials = memoizeByObject((denies: readonly StatementModel[]) => this.denialsOf(denies));

    private denialsOf(denies: readonly StatementModel[]): string {
        return digest(asSet(denies.map((deny) => this.whole(deny))).join());
    }

    private texts(strings: readonly PolicyString[]): readonly string[] {
        return strings.length === 0 ? noTexts : asSet(strings.map(({ text }) => this.mask.apply(text)));
    }

    private principals(principals: readonly PrincipalModel[]): readonly string[] {
        return principals.length === 0 ? noTexts : asSet(principals.map((each) => this.principal(each)));
    }

    private principal({ kind, text }: PrincipalModel): string {
        const written = kind === "service" ? text.toLowerCase() : text;
        return `${kind} ${this.mask.apply(kind === "aws" ? accountOrArn(written) : written)}`;
    }

    private clause({ operator, setPrefix, ifExists, key, values }: ConditionModel): string {
        const texts = this.texts(values);
        return JSON.stringify([
            setPrefix ?? "",
            operator,
            ifExists,
            this.mask.apply(key),
            ignoresCase.test(operator) ? asSet(texts.map((text) => text.toLowerCase())) : texts,
        ]);
    }
}

const inLowerCase = (strings: readonly PolicyString[]): readonly string[] =>
    strings.length === 0 ? noTexts : asSet(strings.map(({ text }) => text.toLowerCase()));

/** The ID of an account, which IAM also accepts as the ARN of its root. */
const accountOrArn = (text: string): string => {
    const arn = arnParts(text);
    return arn?.service === "iam" && arn.resource === "root" && isAccountId(arn.account) ? arn.account : text;
};

/** The forms of a location. */
export const formsFor = memoizeByObject((mask: LocationMask) => new CanonicalForms(mask));

/** A document alone, which its own Deny statements limit. */
export const alone = memoizeByObject((document: PolicyModel): LimitingDocuments => [{ document }]);
