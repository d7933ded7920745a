import { haveSameMembers, memoizeByObject, memoizeRecent, type DocumentKind } from "../iam";
import type { Configuration } from "./configuration";
import type { AttachmentRule, DocumentRule, ResourceRule, Rule, RuleOptions, StackRule } from "./rule";

/** Rules with the same options, which evaluate a document together. */
export interface RuleBatch {
    readonly options: RuleOptions;
    readonly rules: DocumentRule[];
}

/** Rules that read templates for the same account, so that the documents of a resource are found once for all. */
export interface RuleGroup {
    readonly account: string | undefined;
    readonly ownAccounts: readonly string[];
    /** The rules that evaluate documents. */
    readonly batches: RuleBatch[];
    /** Those that report a resource which cannot be read. */
    readonly readers: DocumentRule[];
    readonly attachmentRules: AttachmentRule[];
    /** The kinds of document that one of the rules evaluates. */
    readonly kinds: DocumentKind[];
}

/** Rules with their configurations, by what they evaluate. */
export class PreparedRules {
    readonly groups: readonly RuleGroup[];
    readonly resourceRules: readonly ResourceRule[];
    readonly stackRules: readonly StackRule[];
    private readonly byRule: ReadonlyMap<Rule, Configuration>;

    constructor(rules: readonly Rule[], configurations: readonly Configuration[]) {
        const pairs = rules.flatMap((rule, at) => {
            const configuration = configurations[at];
            return configuration === undefined ? [] : [[rule, configuration] as const];
        });
        this.byRule = new Map(pairs);
        this.groups = groupsOf(pairs);
        this.resourceRules = rules.filter((rule) => rule.on === "resource");
        this.stackRules = rules.filter((rule) => rule.on === "stack");
    }

    /** @throws Error if the rule is not one of the prepared ones. */
    configurationOf(rule: Rule): Configuration {
        const configuration = this.byRule.get(rule);
        if (configuration === undefined) {
            throw new Error(`${rule.name} is not among the rules of this evaluation`);
        }
        return configuration;
    }
}

const groupsOf = (pairs: readonly (readonly [Rule, Configuration])[]): readonly RuleGroup[] => {
    const groups = new Map<string, RuleGroup>();
    for (const [rule, { options }] of pairs) {
        if (rule.on === "resource" || rule.on === "stack") {
            continue;
        }
        const { account, ownAccounts } = options;
        const key = JSON.stringify([account, ownAccounts[0]]);
        const group = groups.get(key) ?? {
            account,
            ownAccounts,
            batches: [],
            readers: [],
            attachmentRules: [],
            kinds: [],
        };
        groups.set(key, group);
        if (rule.on === "document") {
            batchFor(group, options).rules.push(rule);
            group.readers.push(...(rule.reportsUnreadable === true ? [rule] : []));
            group.kinds.push(...rule.appliesTo.filter((kind) => !group.kinds.includes(kind)));
        } else {
            group.attachmentRules.push(rule);
        }
    }
    return [...groups.values()];
};

/** The sections of rules often have equal options, but each has objects of its own. */
const batchFor = ({ batches }: RuleGroup, options: RuleOptions): RuleBatch => {
    const text = JSON.stringify(options);
    const known = batches.find((one) => JSON.stringify(one.options) === text);
    if (known !== undefined) {
        return known;
    }
    const batch = { options, rules: [] };
    batches.push(batch);
    return batch;
};

/**
 * Prepares rules for an evaluation. CrossGuard evaluates each rule on one resource after the other, so rules with the
 * configurations of the last time are not prepared again.
 */
export const prepareRules = (rules: readonly Rule[], configurationOf: (rule: Rule) => Configuration): PreparedRules =>
    preparedLast(rules)(rules.map(configurationOf));

const preparedLast = memoizeByObject((rules: readonly Rule[]) =>
    memoizeRecent(
        { most: 1, isSame: haveSameMembers },
        (configurations: readonly Configuration[]) => new PreparedRules(rules, configurations),
    ),
);
