import { everyRule } from "../../policypack/everyRule";
import {
    issuers,
    resourcePairs,
    trustServices,
    type DocumentKind,
    type TrustClass,
    type TrustFact,
} from "../../policypack/iam";
import { rules } from "../../policypack/rules";
import type { RuleWords } from "../../policypack/ruling";
import { anchor, blocks, code, plain, table } from "./markdown";
import { ruleExample, type Cases } from "./ruleExample";

const kinds: Readonly<Record<DocumentKind, string>> = {
    trust: "trust policies",
    grant: "policies of users, groups and roles",
    boundary: "boundaries",
    resource: "resource policies",
};

const judges = ({ name }: RuleWords): string => {
    const rule = rules.find((one) => one.name === name);
    return rule === undefined ? "the resources of a stack" : rule.appliesTo.map((kind) => kinds[kind]).join(", ");
};

const ruleSection = (rule: RuleWords, cases: Cases): string =>
    blocks(
        `## ${rule.name}`,
        rule.description,
        `It is ${rule.level}, of ${rule.severity} severity, and judges ${judges(rule)}.`,
        `To repair it: ${plain(rule.remediationSteps)}`,
        `Read from <${rule.url}>.`,
        ruleExample(rule, cases),
    );

const classes: Readonly<Record<Exclude<TrustClass, "unlisted">, string>> = {
    required: "AWS documents that these send the source keys, so a trust without them is refused.",
    unsupported: "A source key in the trust breaks these, so none is asked for, and one that is there is told.",
    conflicting: "Reports differ about these, so nothing is said either way.",
};

const factsTable = (facts: readonly TrustFact[]): string =>
    table(
        ["Service", "`aws:SourceArn` to write", "To know", "Read from", "On"],
        facts.map(({ service, sourceArn, note, source, date }) => [
            code(service),
            sourceArn === undefined ? "" : code(sourceArn),
            plain(note ?? ""),
            plain(source),
            date,
        ]),
    );

const services = (): string =>
    blocks(
        "## Services in trust policies",
        "What is known of each service that assumes roles. A service that stands in no table is unlisted: its trust must " +
            "be guarded too, and how hard that is held is set by `unlistedServices`.",
        ...Object.entries(classes).flatMap(([kind, words]) => [
            `### ${kind}`,
            words,
            factsTable(trustServices.filter((fact) => fact.class === kind)),
        ]),
    );

const pairs = (): string =>
    blocks(
        "## Services in resource policies",
        "Pairs for which the source keys are not what binds. Where no key stands, nothing can bind the service and " +
            "nothing is asked of it.",
        table(
            ["Resource", "Service", "Keys", "Read from", "On"],
            resourcePairs.map(({ resource, principal, keys = [], source, date }) => [
                code(resource),
                code(principal),
                keys.map(({ key }) => code(key)).join("<br>"),
                plain(source),
                date,
            ]),
        ),
    );

const sharedIssuers = (): string =>
    blocks(
        "## Shared identity issuers",
        "Issuers that serve many organizations: a trust must bind the claim that names one's own.",
        table(
            ["Issuer", "Whose", "Claim", "For example", "Read from"],
            issuers.map(({ issuer, name, tenancy, example, source }) => [
                code(issuer),
                plain(name),
                code(tenancy),
                code(example),
                plain(source),
            ]),
        ),
    );

/** The page of every rule of the pack. */
export const rulesPage = (cases: Cases): string =>
    blocks(
        "# The rules",
        "What the [policy pack](../policypack/README.md) holds every program to, and the components themselves. A " +
            "mandatory rule blocks an update; an advisory one tells.",
        table(
            ["Rule", "Level", "Severity", "What it holds"],
            everyRule.map(({ name, level, severity, description }) => [
                `[${code(name)}](#${anchor(name)})`,
                level,
                severity,
                description,
            ]),
        ),
        ...everyRule.map((rule) => ruleSection(rule, cases)),
        services(),
        pairs(),
        sharedIssuers(),
    );
